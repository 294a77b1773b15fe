/** Arithmetic of arrays, as values and as pixels: their parts, their shapes and matrices. Below it is {@code emulator.raster}. */
package dev.swath.emulator.array;
