package dev.swath.geotiff;

import java.util.Arrays;

/**
 * How often the pixels of a block are repeated to make a larger one.
 *
 * @param columns how many columns each column stands for
 * @param rows how many rows each row stands for
 */
record Repeats(int columns, int[] rows) {

    /** Each of some rows, and each column, as often as the other. */
    static Repeats each(int height, int times) {
        int[] rows = new int[height];
        Arrays.fill(rows, times);
        return new Repeats(times, rows);
    }

    /** Rows of the larger block. */
    int height() {
        int height = 0;
        for (int times : rows) {
            height += times;
        }
        return height;
    }

    /** Whether nothing is repeated. */
    boolean isNone() {
        return columns == 1 && height() == rows.length;
    }

    /** For each row of the larger block, the row that it repeats. */
    int[] sources() {
        int[] sources = new int[height()];
        int next = 0;
        for (int row = 0; row < rows.length; row++) {
            for (int i = 0; i < rows[row]; i++) {
                sources[next++] = row;
            }
        }
        return sources;
    }
}
