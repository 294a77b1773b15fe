package dev.swath.earthengine.compute;

import dev.swath.grid.SampleType;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * Which values a computed band can have, from those of its operands: it decides about the type of its samples. Interval arithmetic
 * as of Moore 1966.
 *
 * @param least no value is below; may be infinite
 * @param most no value is above; may be infinite
 * @param whole whether all values are whole numbers
 */
record ValueRange(double least, double most, boolean whole) {

    private static final double EXACT_IN_SINGLE = 0x1p24;

    static ValueRange of(SampleType type) {
        if (type == SampleType.FLOAT64) {
            return new ValueRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false);
        }
        if (type.floating()) {
            return new ValueRange(-Float.MAX_VALUE, Float.MAX_VALUE, false);
        }
        double values = Math.pow(2, 8 * type.bytes());
        return type.signed() ? new ValueRange(-values / 2, values / 2 - 1, true) : new ValueRange(0, values - 1, true);
    }

    static ValueRange of(double constant) {
        return new ValueRange(constant, constant, constant == Math.rint(constant));
    }

    /** The result of a comparison. */
    static ValueRange ofTruth() {
        return new ValueRange(0, 1, true);
    }

    /** Any number with a fraction. */
    static ValueRange ofFractions() {
        return of(SampleType.FLOAT32);
    }

    ValueRange negated() {
        return new ValueRange(-most, -least, whole);
    }

    ValueRange absolute() {
        double nearest = least <= 0 && most >= 0 ? 0 : Math.min(Math.abs(least), Math.abs(most));
        return new ValueRange(nearest, Math.max(Math.abs(least), Math.abs(most)), whole);
    }

    ValueRange plus(ValueRange other) {
        return new ValueRange(least + other.least, most + other.most, whole && other.whole);
    }

    ValueRange times(ValueRange other) {
        double[] corners = {
            product(least, other.least),
            product(least, other.most),
            product(most, other.least),
            product(most, other.most)
        };
        return new ValueRange(
                Arrays.stream(corners).min().orElseThrow(),
                DoubleStream.of(corners).max().orElseThrow(),
                whole && other.whole);
    }

    /** Infinity times 0 is 0: the bound itself is not a value. */
    private static double product(double a, double b) {
        return a == 0 || b == 0 ? 0 : a * b;
    }

    ValueRange smaller(ValueRange other) {
        return new ValueRange(Math.min(least, other.least), Math.min(most, other.most), whole && other.whole);
    }

    ValueRange larger(ValueRange other) {
        return new ValueRange(Math.max(least, other.least), Math.max(most, other.most), whole && other.whole);
    }

    /** The values of either. */
    ValueRange or(ValueRange other) {
        return new ValueRange(Math.min(least, other.least), Math.max(most, other.most), whole && other.whole);
    }

    /** Whether a type holds each of these values exactly. */
    boolean fits(SampleType type) {
        ValueRange range = of(type);
        return range.least <= least && most <= range.most && (whole || type.floating());
    }

    /** The smallest type that holds them all; fractions are FLOAT32 unless they can be larger than it holds. */
    SampleType type() {
        if (whole) {
            for (SampleType type : SampleType.values()) {
                if (!type.floating() && fits(type)) {
                    return type;
                }
            }
            return -EXACT_IN_SINGLE <= least && most <= EXACT_IN_SINGLE ? SampleType.FLOAT32 : SampleType.FLOAT64;
        }
        return -Float.MAX_VALUE <= least && most <= Float.MAX_VALUE ? SampleType.FLOAT32 : SampleType.FLOAT64;
    }
}
