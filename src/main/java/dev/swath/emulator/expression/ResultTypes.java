package dev.swath.emulator.expression;

import dev.swath.emulator.raster.PixelType;
import dev.swath.emulator.raster.PixelType.Precision;
import java.util.List;

/** How the range of a result's type follows from the ranges of its inputs' types. */
final class ResultTypes {

    private ResultTypes() {}

    static PixelType sum(PixelType a, PixelType b) {
        return range(a, b, a.min() + b.min(), a.max() + b.max());
    }

    static PixelType difference(PixelType a, PixelType b) {
        return range(a, b, a.min() - b.max(), a.max() - b.min());
    }

    static PixelType product(PixelType a, PixelType b) {
        List<Double> corners = List.of(a.min() * b.min(), a.min() * b.max(), a.max() * b.min(), a.max() * b.max());
        return range(
                a,
                b,
                corners.stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
                corners.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
    }

    private static PixelType range(PixelType a, PixelType b, double min, double max) {
        Precision precision = a.wider(b);
        if (precision != Precision.INT) {
            return precision == Precision.FLOAT ? PixelType.FLOAT : PixelType.DOUBLE;
        }
        double least = Math.max(min, Long.MIN_VALUE);
        double most = Math.min(max, Long.MAX_VALUE);
        return PixelType.integer(least, most);
    }

    static PixelType absolute(PixelType a, PixelType b) {
        double most = Math.max(Math.abs(a.min()), Math.abs(a.max()));
        return new PixelType(a.precision(), a.min() > 0 ? a.min() : 0, most);
    }

    static PixelType whole(PixelType a) {
        return a.isInteger() ? PixelType.integer(Math.min(0, a.min()), Math.max(0, a.max())) : PixelType.INT64;
    }

    /** Bits of two values make no value beyond the next power of two. */
    static PixelType bits(PixelType a, PixelType b) {
        PixelType both = whole(a).union(whole(b));
        double most = Math.max(-both.min() - 1, both.max());
        double power = 1;
        while (power <= most && power < 0x1p62) {
            power *= 2;
        }
        return PixelType.integer(both.min() < 0 ? -power : 0, power - 1);
    }
}
