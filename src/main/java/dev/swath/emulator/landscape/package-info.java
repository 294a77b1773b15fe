/**
 * The synthetic earth that the emulator's Sentinel-2 sees: terrain, cover, towns, seasons, clouds.
 *
 * <p>It may import {@code grid}, and nothing else of the emulator.
 */
package dev.swath.emulator.landscape;
