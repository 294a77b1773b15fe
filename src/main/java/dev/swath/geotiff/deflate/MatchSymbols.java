package dev.swath.geotiff.deflate;

/** How lengths and distances of matches are split into a symbol and extra bits: the tables of RFC 1951, section 3.2.5. */
final class MatchSymbols {
    /** The shortest match. */
    static final int SHORTEST = 3;
    /** The longest match. */
    static final int LONGEST = 258;
    /** The largest distance. */
    static final int FARTHEST = 32_768;
    /** The symbol that ends a block. */
    static final int END = 256;
    /** Literals, the end and lengths. */
    static final int LITERALS_AND_LENGTHS = 286;
    /** Distances. */
    static final int DISTANCES = 30;

    /** Symbols of lengths and of distances: computed once, because they are asked for at each match. */
    private static final short[] LENGTH_SYMBOLS = new short[LONGEST + 1];

    private static final byte[] NEAR_SYMBOLS = new byte[256];
    private static final byte[] FAR_SYMBOLS = new byte[FARTHEST / 128];
    private static final byte[] LENGTH_BITS = new byte[LONGEST + 1];
    private static final byte[] DISTANCE_BITS = new byte[DISTANCES];

    static {
        for (int length = SHORTEST; length <= LONGEST; length++) {
            int from = length - SHORTEST;
            // Four symbols for each power of two.
            int bits = from < 8 || length == LONGEST ? 0 : 29 - Integer.numberOfLeadingZeros(from);
            LENGTH_BITS[length] = (byte) bits;
            LENGTH_SYMBOLS[length] =
                    (short) (length == LONGEST ? LITERALS_AND_LENGTHS - 1 : END + 1 + 4 * bits + (from >> bits));
        }
        for (int symbol = 4; symbol < DISTANCES; symbol++) {
            DISTANCE_BITS[symbol] = (byte) (symbol / 2 - 1);
        }
        for (int from = 0; from < FARTHEST; from++) {
            // Two symbols for each power of two.
            int bits = from < 4 ? 0 : 30 - Integer.numberOfLeadingZeros(from);
            byte symbol = (byte) (2 * bits + (from >> bits));
            if (from < NEAR_SYMBOLS.length) {
                NEAR_SYMBOLS[from] = symbol;
            } else {
                FAR_SYMBOLS[from >> 7] = symbol;
            }
        }
    }

    private MatchSymbols() {}

    /** The symbol of a length among literals and lengths. */
    static int lengthSymbol(int length) {
        return LENGTH_SYMBOLS[length];
    }

    /** Extra bits of a length. */
    static int lengthBits(int length) {
        return LENGTH_BITS[length];
    }

    /** What the extra bits of a length hold. */
    static int lengthExtra(int length) {
        return length - SHORTEST & (1 << LENGTH_BITS[length]) - 1;
    }

    /** The symbol of a distance. */
    static int distanceSymbol(int distance) {
        int from = distance - 1;
        return from < NEAR_SYMBOLS.length ? NEAR_SYMBOLS[from] : FAR_SYMBOLS[from >> 7];
    }

    /** Extra bits of the distances of a symbol. */
    static int distanceBits(int symbol) {
        return DISTANCE_BITS[symbol];
    }

    /** What the extra bits of a distance hold. */
    static int distanceExtra(int distance, int bits) {
        return distance - 1 & (1 << bits) - 1;
    }
}
