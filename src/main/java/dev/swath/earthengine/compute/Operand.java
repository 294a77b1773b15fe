package dev.swath.earthengine.compute;

import dev.swath.earthengine.expression.Raster;

/**
 * A single band within a computation.
 *
 * @param raster the band in the expression
 * @param range the values that it can have
 */
record Operand(Raster raster, ValueRange range) {

    static Operand constant(double value) {
        return new Operand(Raster.constant(value), ValueRange.of(value));
    }
}
