package dev.swath.geotiff;

import java.util.Arrays;
import java.util.Locale;

/**
 * Spans of columns in the rows of a grid.
 *
 * @param starts where the columns of each row begin, and after the last row, where they end
 * @param columns first column and the column after the last one of each span; ascending within a row
 */
record RowSpans(int[] starts, int[] columns) {

    /** 128 MiB while they are gathered; the outlines of whole countries need far less. */
    private static final int MOST = 1 << 24;

    boolean isEmpty() {
        return columns.length == 0;
    }

    /** Whether a pixel lies in one of the spans. */
    boolean holds(int row, int column) {
        int at = Arrays.binarySearch(columns, starts[row], starts[row + 1], column);
        // Inside after an odd number of ends that are not greater.
        int before = (at >= 0 ? at + 1 : -at - 1) - starts[row];
        return before % 2 == 1;
    }

    /** Collects places of a grid, in any order. */
    static final class Gathering {
        private final int width;
        private final int height;
        private long[] places = new long[1024];
        private int count;

        Gathering(int width, int height) {
            this.width = width;
            this.height = height;
        }

        /** Adds a place; one left or right of the grid counts as the grid's edge. */
        void add(int row, int column) {
            add((long) row << Integer.SIZE | Math.max(0, Math.min(width, column)));
        }

        /** Adds a place: its row in the upper 32 bits, its column in the lower ones. */
        void add(long place) {
            if (count == MOST) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT, "the outline crosses more than %d rows of pixels: simplify the area", MOST));
            }
            if (count == places.length) {
                places = Arrays.copyOf(places, (int) Math.min(MOST, 2L * count));
            }
            places[count++] = place;
        }

        /** Adds both ends of a span. */
        void addSpan(int row, int from, int to) {
            add(row, from);
            add(row, to);
        }

        /** Adds the ends of all spans of another one. */
        void addAll(RowSpans spans) {
            for (int row = 0; row < height; row++) {
                for (int i = spans.starts[row]; i < spans.starts[row + 1]; i++) {
                    add(row, spans.columns[i]);
                }
            }
        }

        /** The places in order. */
        long[] sorted() {
            Arrays.sort(places, 0, count);
            return Arrays.copyOf(places, count);
        }

        /** The places in order, each once. */
        long[] distinct() {
            return Arrays.stream(sorted()).distinct().toArray();
        }

        /** Spans between places at which membership changes; a place that occurs twice changes nothing. */
        RowSpans toggled() {
            Arrays.sort(places, 0, count);
            int kept = 0;
            for (int i = 0; i < count; i++) {
                if (kept > 0 && places[kept - 1] == places[i]) {
                    kept--;
                } else {
                    places[kept++] = places[i];
                }
            }
            int[] starts = new int[height + 1];
            int[] columns = new int[kept];
            for (int i = 0; i < kept; i++) {
                columns[i] = (int) places[i];
                starts[(int) (places[i] >> Integer.SIZE) + 1]++;
            }
            for (int row = 0; row < height; row++) {
                starts[row + 1] += starts[row];
            }
            return new RowSpans(starts, columns);
        }
    }
}
