package dev.swath.emulator.raster;

import dev.swath.grid.SampleType;
import java.util.List;

/**
 * The type of a band: whole numbers within a range, or floating point. The range is part of the type, as in Earth Engine: the
 * sum of two bands of 0 to 255 is a band of 0 to 510.
 *
 * @param precision whole numbers, single or double precision
 * @param min smallest value; minus infinity if it is not known
 * @param max largest value; infinity if it is not known
 * @param dimensions of pixels that are arrays; 0 for numbers
 */
public record PixelType(Precision precision, double min, double max, int dimensions) {

    /** The kinds of numbers, from the narrowest to the widest. */
    public enum Precision {
        INT,
        FLOAT,
        DOUBLE
    }

    /** 0 or 1, the result of comparisons. */
    public static final PixelType LOGICAL = integer(0, 1);

    public static final PixelType FLOAT =
            new PixelType(Precision.FLOAT, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    public static final PixelType DOUBLE =
            new PixelType(Precision.DOUBLE, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** The type of masks: 0 (masked) to 1. */
    public static final PixelType MASK = new PixelType(Precision.FLOAT, 0, 1);

    public static final PixelType INT64 = integer(Long.MIN_VALUE, Long.MAX_VALUE);

    private static final List<SampleType> WHOLE = List.of(
            SampleType.UINT8,
            SampleType.INT8,
            SampleType.UINT16,
            SampleType.INT16,
            SampleType.UINT32,
            SampleType.INT32);

    /** A type of numbers. */
    public PixelType(Precision precision, double min, double max) {
        this(precision, min, max, 0);
    }

    /** The same numbers, in arrays of some dimensions. */
    public PixelType withDimensions(int other) {
        return other == dimensions ? this : new PixelType(precision, min, max, other);
    }

    /** Whole numbers within a range. */
    public static PixelType integer(double min, double max) {
        return new PixelType(Precision.INT, min, max);
    }

    /** The type of stored samples. */
    public static PixelType of(SampleType type) {
        if (type.floating()) {
            return type == SampleType.FLOAT32 ? FLOAT : DOUBLE;
        }
        double values = StrictMath.pow(2, type.bytes() * 8.0);
        return type.signed() ? integer(-values / 2, values / 2 - 1) : integer(0, values - 1);
    }

    /** The type of a constant. */
    public static PixelType of(Number constant) {
        double value = constant.doubleValue();
        return constant instanceof Double
                ? new PixelType(Precision.DOUBLE, value, value)
                : new PixelType(Precision.INT, value, value);
    }

    /** Whether values are whole numbers. */
    public boolean isInteger() {
        return precision == Precision.INT;
    }

    /** The narrowest type that holds the values of both. */
    public PixelType union(PixelType other) {
        return new PixelType(
                wider(other),
                Math.min(min, other.min),
                Math.max(max, other.max),
                Math.max(dimensions, other.dimensions));
    }

    /** The wider of two precisions. */
    public Precision wider(PixelType other) {
        return precision.compareTo(other.precision) >= 0 ? precision : other.precision;
    }

    /** This type, or single precision if it holds whole numbers only; the range is not known. */
    public PixelType floating() {
        return precision == Precision.DOUBLE ? DOUBLE : FLOAT;
    }

    /**
     * The smallest sample type that holds every value; double precision if only 64-bit whole numbers would.
     *
     * @throws ComputationException if the pixels are arrays
     */
    public SampleType sampleType() {
        if (dimensions > 0) {
            throw ComputationException.of("Array pixels can't be encoded. Make bands of numbers of them first,"
                    + " with arrayGet, or with arrayProject and arrayFlatten.");
        }
        if (precision == Precision.FLOAT) {
            return SampleType.FLOAT32;
        }
        if (precision == Precision.INT) {
            for (SampleType type : WHOLE) {
                PixelType range = of(type);
                if (min >= range.min && max <= range.max) {
                    return type;
                }
            }
        }
        return SampleType.FLOAT64;
    }

    /** A number as a band of this type stores it: whole numbers are truncated and kept within the range. */
    public double cast(double value) {
        return switch (precision) {
            case INT -> Math.max(min, Math.min(max, value < 0 ? Math.ceil(value) : Math.floor(value)));
            case FLOAT -> (float) value;
            case DOUBLE -> value;
        };
    }
}
