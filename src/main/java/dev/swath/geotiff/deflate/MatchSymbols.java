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

    private MatchSymbols() {}

    /** The symbol of a length among literals and lengths. */
    static int lengthSymbol(int length) {
        if (length == LONGEST) {
            return LITERALS_AND_LENGTHS - 1;
        }
        int from = length - SHORTEST;
        if (from < 8) {
            return END + 1 + from;
        }
        // Four symbols for each power of two.
        int bits = lengthBits(length);
        return END + 1 + 4 * bits + (from >> bits);
    }

    /** Extra bits of a length. */
    static int lengthBits(int length) {
        return length < 11 || length == LONGEST ? 0 : 29 - Integer.numberOfLeadingZeros(length - SHORTEST);
    }

    /** What the extra bits of a length hold. */
    static int lengthExtra(int length) {
        return length - SHORTEST & (1 << lengthBits(length)) - 1;
    }

    /** The symbol of a distance. */
    static int distanceSymbol(int distance) {
        int from = distance - 1;
        if (from < 4) {
            return from;
        }
        // Two symbols for each power of two.
        int bits = distanceBits(distance);
        return 2 * bits + (from >> bits);
    }

    /** Extra bits of a distance. */
    static int distanceBits(int distance) {
        return distance < 5 ? 0 : 30 - Integer.numberOfLeadingZeros(distance - 1);
    }

    /** What the extra bits of a distance hold. */
    static int distanceExtra(int distance) {
        return distance - 1 & (1 << distanceBits(distance)) - 1;
    }
}
