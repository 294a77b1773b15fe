package dev.swath.emulator.expression;

import dev.swath.emulator.raster.Budget;
import dev.swath.emulator.raster.Tiles;
import java.time.Clock;

/**
 * What functions may use besides their arguments.
 *
 * @param archive stored images and collections
 * @param tiles computes pixels
 * @param budget of the request
 * @param clock the time
 */
public record Context(Archive archive, Tiles tiles, Budget budget, Clock clock) {}
