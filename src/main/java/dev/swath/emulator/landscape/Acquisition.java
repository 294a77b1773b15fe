package dev.swath.emulator.landscape;

import java.time.Instant;

/**
 * When a picture was taken, and which weather it met.
 *
 * @param time the moment
 * @param weather a number that all tiles of one pass share, so that clouds cross their borders
 */
public record Acquisition(Instant time, long weather) {}
