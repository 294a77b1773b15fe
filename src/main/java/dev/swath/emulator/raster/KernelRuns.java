package dev.swath.emulator.raster;

import java.util.ArrayList;
import java.util.List;

/** The weights of a kernel as horizontal runs of equal weights, so that a filter looks at a run at once. */
final class KernelRuns {

    /**
     * Neighbouring pixels of one row with the same weight.
     *
     * @param row row relative to the middle
     * @param first first column relative to the middle
     * @param length number of pixels
     * @param weight of each
     */
    record Run(int row, int first, int length, double weight) {}

    private KernelRuns() {}

    static List<Run> of(Kernel.Weights weights) {
        List<Run> runs = new ArrayList<>();
        for (int row = 0; row < weights.rows(); row++) {
            int column = 0;
            while (column < weights.columns()) {
                double weight = weights.values()[row * weights.columns() + column];
                int end = column + 1;
                while (end < weights.columns() && weights.values()[row * weights.columns() + end] == weight) {
                    end++;
                }
                if (weight != 0) {
                    runs.add(new Run(row - weights.rows() / 2, column - weights.columns() / 2, end - column, weight));
                }
                column = end;
            }
        }
        return runs;
    }
}
