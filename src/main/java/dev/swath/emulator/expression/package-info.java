/**
 * Evaluates Earth Engine's expression graphs. {@link dev.swath.emulator.expression.Expression} is the graph,
 * {@link dev.swath.emulator.expression.Interpreter} evaluates it, and {@link dev.swath.emulator.expression.Algorithms} holds the
 * functions, each a row of a table with its signature. Values are plain objects: numbers, texts, lists and maps, and the records
 * of this package; {@link dev.swath.emulator.expression.Nothing} stands for null.
 *
 * <p>It may import {@code emulator.raster}, {@code emulator.archive} and the packages below {@code emulator}.
 */
package dev.swath.emulator.expression;
