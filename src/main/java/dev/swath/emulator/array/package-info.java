/**
 * Arithmetic of arrays, as values and as pixels: their parts, their shapes and matrices.
 *
 * <p>It may import {@code emulator.raster} and the packages below {@code emulator}.
 */
package dev.swath.emulator.array;
