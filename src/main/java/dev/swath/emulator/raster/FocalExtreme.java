package dev.swath.emulator.raster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The greatest or smallest value around each pixel. Runs of the kernel are looked at in constant time each (van Herk, "A fast
 * algorithm for local minimum and maximum filters on rectangular and octagonal kernels", 1992; Gil and Werman, 1993), and those of
 * one length together.
 *
 * @param greatest whether the greatest value is wanted, otherwise the smallest
 */
public record FocalExtreme(boolean greatest) implements FocalFilter.Reduction {

    private static final double NONE = Double.NEGATIVE_INFINITY;

    @Override
    public double[] of(NeighbourhoodRaster.Window window, Kernel.Weights weights) {
        Map<Integer, List<KernelRuns.Run>> byLength = new TreeMap<>();
        for (KernelRuns.Run run : KernelRuns.of(marks(weights))) {
            byLength.computeIfAbsent(run.length(), any -> new ArrayList<>()).add(run);
        }
        int width = window.grid().width();
        int height = window.grid().height();
        double[] source = source(window.block());
        double[] results = new double[width * height];
        Arrays.fill(results, NONE);
        double[] running = new double[source.length];
        for (Map.Entry<Integer, List<KernelRuns.Run>> each : byLength.entrySet()) {
            window.budget().check();
            run(source, window.stride(), each.getKey(), running);
            for (KernelRuns.Run run : each.getValue()) {
                for (int row = 0; row < height; row++) {
                    int from = window.at(run.first(), row + run.row());
                    int to = row * width;
                    for (int column = 0; column < width; column++) {
                        results[to + column] = Math.max(results[to + column], running[from + column]);
                    }
                }
            }
        }
        for (int i = 0; i < results.length; i++) {
            results[i] = results[i] == NONE ? Double.NaN : greatest ? results[i] : -results[i];
        }
        return results;
    }

    /** Weights of 1, because the size of a weight makes no difference. */
    private static Kernel.Weights marks(Kernel.Weights weights) {
        double[] marks = new double[weights.values().length];
        for (int i = 0; i < marks.length; i++) {
            marks[i] = weights.values()[i] == 0 ? 0 : 1;
        }
        return new Kernel.Weights(weights.columns(), weights.rows(), marks);
    }

    /** The values, negated if the smallest is wanted. */
    private double[] source(Block block) {
        double[] source = new double[block.size()];
        for (int i = 0; i < source.length; i++) {
            double value = greatest ? block.values()[i] : -block.values()[i];
            source[i] = block.isValid(i) && !Double.isNaN(value) ? value : NONE;
        }
        return source;
    }

    /** For each pixel the greatest value of so many pixels of its row from there on. */
    private static void run(double[] source, int stride, int length, double[] running) {
        if (length == 1) {
            System.arraycopy(source, 0, running, 0, source.length);
            return;
        }
        double[] ahead = new double[stride];
        for (int row = 0; row < source.length; row += stride) {
            // From each pixel to the end of its piece of the row, and from the beginning of the piece to each pixel.
            for (int i = stride - 1; i >= 0; i--) {
                boolean ends = i == stride - 1 || (i + 1) % length == 0;
                running[row + i] = ends ? source[row + i] : Math.max(source[row + i], running[row + i + 1]);
            }
            for (int i = 0; i < stride; i++) {
                ahead[i] = i % length == 0 ? source[row + i] : Math.max(source[row + i], ahead[i - 1]);
            }
            for (int i = 0; i + length <= stride; i++) {
                running[row + i] = Math.max(running[row + i], ahead[i + length - 1]);
            }
        }
    }
}
