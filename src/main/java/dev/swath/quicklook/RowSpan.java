package dev.swath.quicklook;

import java.util.Optional;

/**
 * The pixels with data of a row, side by side.
 *
 * @param first of them
 * @param end the one behind the last of them
 */
record RowSpan(int first, int end) {

    /** Those of a row of a mask; empty if there are others between them. */
    static Optional<RowSpan> of(byte[] valid, int from, int count) {
        if (valid.length == 0) {
            return Optional.of(new RowSpan(0, count));
        }
        int first = from;
        int end = from + count;
        while (first < end && valid[first] == 0) {
            first++;
        }
        int next = first;
        while (next < end && valid[next] != 0) {
            next++;
        }
        for (int rest = next; rest < end; rest++) {
            if (valid[rest] != 0) {
                return Optional.empty();
            }
        }
        return Optional.of(new RowSpan(first - from, next - from));
    }
}
