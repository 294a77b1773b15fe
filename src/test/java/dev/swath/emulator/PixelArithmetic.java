package dev.swath.emulator;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Plain arithmetic on bands, whose samples are NaN where they are masked. */
final class PixelArithmetic {

    private PixelArithmetic() {}

    /** A value at each pixel of the grid of the captured requests. */
    static double[] each(IntToDoubleFunction value) {
        return IntStream.range(0, PixelGrid.CAPTURED.size()).mapToDouble(value).toArray();
    }

    static double[] kept(double[] band, IntPredicate clear) {
        return IntStream.range(0, band.length)
                .mapToDouble(i -> clear.test(i) ? band[i] : Double.NaN)
                .toArray();
    }

    /** Bands of images where another band of each has clear values. */
    static List<double[]> kept(List<double[]> bands, List<double[]> masks, DoublePredicate clear) {
        return IntStream.range(0, bands.size())
                .mapToObj(image -> kept(bands.get(image), i -> clear.test(masks.get(image)[i])))
                .toList();
    }

    /** A statistic of the samples that are not masked, in the order of the images. */
    static double[] reduced(List<double[]> images, ToDoubleFunction<double[]> statistic) {
        return IntStream.range(0, images.get(0).length)
                .mapToDouble(i -> {
                    double[] values = images.stream()
                            .mapToDouble(image -> image[i])
                            .filter(value -> !Double.isNaN(value))
                            .toArray();
                    return values.length == 0 ? Double.NaN : statistic.applyAsDouble(values);
                })
                .toArray();
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    static double last(double[] values) {
        return values[values.length - 1];
    }

    /** Between the two nearest ranks. */
    static double percentile(double[] values, double percent) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double at = percent / 100 * (sorted.length - 1);
        int below = (int) Math.min(at, sorted.length - 2.0);
        return sorted.length == 1 ? sorted[0] : sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]);
    }

    /** A sample as the brightness of a picture. */
    static double shown(double sample, double max, double gamma) {
        return 255 * Math.pow(Math.max(0, Math.min(1, sample / max)), 1 / gamma);
    }

    static double difference(double first, double second) {
        return (first - second) / (first + second);
    }
}
