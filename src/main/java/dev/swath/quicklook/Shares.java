package dev.swath.quicklook;

/**
 * Which smaller pixels those of one axis touch: a pixel that is not larger than the smaller ones touches two of them at most.
 * The arrays are only read.
 *
 * @param first the first smaller pixel that a pixel touches
 * @param ofFirst how much of that one it covers
 * @param ofNext how much of the next one it covers
 */
record Shares(int[] first, float[] ofFirst, float[] ofNext) {

    /** Those of {@code size} pixels that become {@code smaller} ones. */
    static Shares of(int size, int smaller, double scale) {
        Shares shares = new Shares(new int[size], new float[size], new float[size]);
        for (int i = 0; i < size; i++) {
            double from = i * scale;
            double to = Math.min(from + scale, smaller);
            int first = Math.min((int) from, smaller - 1);
            int edge = first + 1;
            shares.first[i] = first;
            shares.ofFirst[i] = (float) Math.max(0, Math.min(to, edge) - from);
            shares.ofNext[i] = (float) Math.max(0, to - edge);
        }
        return shares;
    }
}
