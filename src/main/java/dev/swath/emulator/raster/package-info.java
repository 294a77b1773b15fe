/**
 * Bands that are computed when their pixels are needed: lazily, tile by tile, on whatever grid the reader names. Every
 * function of the expression evaluator that makes pixels is built from these.
 *
 * <p>It may import {@code emulator.archive} and the packages below {@code emulator}.
 */
package dev.swath.emulator.raster;
