package dev.swath.geotiff.deflate;

/** The head of a DEFLATE block: the lengths of its two codes, run-length coded by a third (RFC 1951, section 3.2.7). */
final class CodeLengths {
    /** More than the longest head takes, with header and checksum of the stream. */
    static final int MOST_BYTES = 512;

    private static final int REPEAT_PREVIOUS = 16;
    private static final int FEW_ZEROS = 17;
    private static final int MANY_ZEROS = 18;
    private static final int SYMBOLS = 19;
    private static final int LONGEST_CODE = 7;
    /** The order in which the lengths of the third code are written. */
    private static final int[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    private final int[] lengths;
    private final int[] symbols;
    private final int[] extras;
    private int size;

    private CodeLengths(HuffmanCode code, int codes, HuffmanCode distances, int distanceCodes) {
        lengths = new int[codes + distanceCodes];
        symbols = new int[lengths.length];
        extras = new int[lengths.length];
        for (int symbol = 0; symbol < codes; symbol++) {
            lengths[symbol] = code.length(symbol);
        }
        for (int symbol = 0; symbol < distanceCodes; symbol++) {
            lengths[codes + symbol] = distances.length(symbol);
        }
        for (int at = 0; at < lengths.length; ) {
            int run = 1;
            while (at + run < lengths.length && lengths[at + run] == lengths[at]) {
                run++;
            }
            add(lengths[at], run);
            at += run;
        }
    }

    static void write(HuffmanCode code, HuffmanCode distances, BitOutput out) {
        int codes = code.size(MatchSymbols.END + 1);
        int distanceCodes = distances.size(1);
        CodeLengths lengths = new CodeLengths(code, codes, distances, distanceCodes);
        int[] uses = new int[SYMBOLS];
        for (int i = 0; i < lengths.size; i++) {
            uses[lengths.symbols[i]]++;
        }
        HuffmanCode third = HuffmanCode.of(uses, LONGEST_CODE);
        int ordered = SYMBOLS;
        while (ordered > 4 && third.length(ORDER[ordered - 1]) == 0) {
            ordered--;
        }
        out.put(codes - MatchSymbols.END - 1, 5);
        out.put(distanceCodes - 1, 5);
        out.put(ordered - 4, 4);
        for (int i = 0; i < ordered; i++) {
            out.put(third.length(ORDER[i]), 3);
        }
        for (int i = 0; i < lengths.size; i++) {
            int symbol = lengths.symbols[i];
            out.put(third.code(symbol), third.length(symbol));
            out.put(lengths.extras[i], extraBits(symbol));
        }
    }

    private static int extraBits(int symbol) {
        return switch (symbol) {
            case REPEAT_PREVIOUS -> 2;
            case FEW_ZEROS -> 3;
            case MANY_ZEROS -> 7;
            default -> 0;
        };
    }

    private void add(int length, int run) {
        int left = run;
        if (length == 0) {
            for (; left > 2; left -= Math.min(left, 138)) {
                int zeros = Math.min(left, 138);
                put(zeros < 11 ? FEW_ZEROS : MANY_ZEROS, zeros - (zeros < 11 ? 3 : 11));
            }
        } else {
            put(length, 0);
            left--;
            for (; left > 2; left -= Math.min(left, 6)) {
                put(REPEAT_PREVIOUS, Math.min(left, 6) - 3);
            }
        }
        for (; left > 0; left--) {
            put(length, 0);
        }
    }

    private void put(int symbol, int extra) {
        symbols[size] = symbol;
        extras[size++] = extra;
    }
}
