package dev.swath.emulator.landscape;

import java.time.Instant;

/**
 * When a picture was taken, and in which weather.
 *
 * @param time the instant
 * @param weather a number shared by all tiles of one pass, so that clouds continue across their borders
 */
public record Acquisition(Instant time, long weather) {}
