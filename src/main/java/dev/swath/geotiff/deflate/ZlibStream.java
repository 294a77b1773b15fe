package dev.swath.geotiff.deflate;

import java.util.Arrays;

/**
 * A zlib stream (RFC 1950) of literals and matches that the caller knows already, in one DEFLATE block with Huffman codes
 * made for it (RFC 1951, section 3.2.7). Used again after each stream; serves one thread.
 */
public final class ZlibStream {
    /** The shortest match that can be written. */
    public static final int SHORTEST_MATCH = MatchSymbols.SHORTEST;
    /** How far back a match can reach, in bytes. */
    public static final int FARTHEST_MATCH = MatchSymbols.FARTHEST;

    /** DEFLATE with a window of 32 KiB, and the check bits that go with "default" level. */
    private static final int ZLIB_HEADER = 0x9C78;

    /** Numbers of equal matches that follow each other: literals before each, its length, its distance, how many there are. */
    private static final int NUMBERS = 4;

    private int[] sequences = new int[1 << 12];

    private int sequenceEnd;
    private byte[] literals = new byte[1 << 14];
    private int literalCount;
    private int literalsBefore;
    private final int[] uses = new int[MatchSymbols.LITERALS_AND_LENGTHS];
    private final int[] distanceUses = new int[MatchSymbols.DISTANCES];
    private final int[] codes = new int[256];
    private long extraBits;
    private final BitOutput out = new BitOutput();

    /** Appends a byte. */
    public void literal(byte value) {
        room(1);
        literals[literalCount++] = value;
    }

    /** Appends bytes. */
    public void literals(byte[] values, int from, int count) {
        room(count);
        System.arraycopy(values, from, literals, literalCount, count);
        literalCount += count;
    }

    /**
     * Appends bytes.
     *
     * @param packed the bytes, the first one lowest
     * @param count of bytes, 8 at most
     */
    public void literals(long packed, int count) {
        room(count);
        byte[] out = literals;
        int at = literalCount;
        int end = at + count;
        long left = packed;
        while (at < end) {
            out[at++] = (byte) left;
            left >>>= Byte.SIZE;
        }
        literalCount = at;
    }

    private void room(int more) {
        if (more > literals.length - literalCount) {
            literals = Arrays.copyOf(literals, Math.addExact(literalCount + more, literalCount));
        }
    }

    /**
     * Appends a copy of earlier bytes; the copy may overlap itself. The caller makes sure that there are enough bytes.
     *
     * @param length bytes, {@value #SHORTEST_MATCH} or more; long ones become several matches
     * @param distance bytes back to the first one copied, 1 to {@value #FARTHEST_MATCH}
     */
    public void match(int length, int distance) {
        if (length < SHORTEST_MATCH || distance < 1 || distance > FARTHEST_MATCH) {
            throw new IllegalArgumentException("a match of " + length + " bytes " + distance + " back");
        }
        int before = literalCount - literalsBefore;
        literalsBefore = literalCount;
        int end = sequenceEnd;
        int[] all = sequences;
        if (end > 0 && all[end - 4] == before && all[end - 3] == length && all[end - 2] == distance) {
            all[end - 1]++;
            return;
        }
        if (end > all.length - NUMBERS) {
            sequences = Arrays.copyOf(all, 2 * end);
            all = sequences;
        }
        all[end] = before;
        all[end + 1] = length;
        all[end + 2] = distance;
        all[end + 3] = 1;
        sequenceEnd = end + NUMBERS;
    }

    private void countMatches() {
        for (int i = 0; i < sequenceEnd; i += NUMBERS) {
            int symbol = MatchSymbols.distanceSymbol(sequences[i + 2]);
            int bits = MatchSymbols.distanceBits(symbol);
            int times = sequences[i + 3];
            for (int left = sequences[i + 1]; left > 0; ) {
                int part = part(left);
                uses[MatchSymbols.lengthSymbol(part)] += times;
                distanceUses[symbol] += times;
                extraBits += (long) times * (bits + MatchSymbols.lengthBits(part));
                left -= part;
            }
        }
    }

    /** The length of the next part of a long match, chosen so that the rest is either 0 or long enough for another part. */
    private static int part(int length) {
        if (length <= MatchSymbols.LONGEST) {
            return length;
        }
        return length - MatchSymbols.LONGEST < SHORTEST_MATCH
                ? MatchSymbols.LONGEST - SHORTEST_MATCH
                : MatchSymbols.LONGEST;
    }

    /**
     * The stream of everything that was appended; then starts an empty one.
     *
     * @param adler the Adler-32 of the uncompressed bytes
     */
    public byte[] finish(int adler) {
        countMatches();
        countLiterals();
        uses[MatchSymbols.END] = 1;
        HuffmanCode code = HuffmanCode.of(uses, BitOutput.LONGEST_CODE);
        HuffmanCode distances = HuffmanCode.of(distanceUses, BitOutput.LONGEST_CODE);
        out.reserve((bits(code, uses) + bits(distances, distanceUses) + extraBits) / 8 + CodeLengths.MOST_BYTES);
        out.put(ZLIB_HEADER, 16);
        out.put(1, 1);
        out.put(2, 2);
        CodeLengths.write(code, distances, out);
        for (int value = 0; value < codes.length; value++) {
            codes[value] = code.code(value) | code.length(value) << BitOutput.CODE_BITS;
        }
        writeSequences(code, distances);
        out.put(code.code(MatchSymbols.END), code.length(MatchSymbols.END));
        out.align();
        out.put(Integer.reverseBytes(adler), 32);
        clear();
        return out.take();
    }

    /** Two counts, because increments of the same one would wait for each other. */
    private void countLiterals() {
        byte[] values = literals;
        int[] even = new int[256];
        int[] odd = new int[256];
        int pairs = literalCount & ~1;
        for (int i = 0; i < pairs; i += 2) {
            even[values[i] & 0xFF]++;
            odd[values[i + 1] & 0xFF]++;
        }
        if (pairs < literalCount) {
            odd[values[pairs] & 0xFF]++;
        }
        for (int value = 0; value < odd.length; value++) {
            uses[value] = even[value] + odd[value];
        }
    }

    private static long bits(HuffmanCode code, int[] uses) {
        long bits = 0;
        for (int symbol = 0; symbol < uses.length; symbol++) {
            bits += (long) uses[symbol] * code.length(symbol);
        }
        return bits;
    }

    private void writeSequences(HuffmanCode code, HuffmanCode distances) {
        int literal = 0;
        for (int i = 0; i < sequenceEnd; i += NUMBERS) {
            int before = sequences[i];
            int distance = sequences[i + 2];
            int symbol = MatchSymbols.distanceSymbol(distance);
            int extraBits = MatchSymbols.distanceBits(symbol);
            int distanceCode = distances.code(symbol)
                    | MatchSymbols.distanceExtra(distance, extraBits) << distances.length(symbol);
            int distanceBits = distances.length(symbol) + extraBits;
            int times = sequences[i + 3];
            literal = before == 3 && writeThrees(code, literal, i, distanceCode, distanceBits)
                    ? literal + 3 * times
                    : writeEach(code, literal, i, distanceCode, distanceBits);
        }
        out.put(literals, literal, literalCount, codes);
    }

    /** Writes equal matches after three literals each, the pixels of a picture, if their codes are short: nearly all are. */
    private boolean writeThrees(HuffmanCode code, int literal, int sequence, int distanceCode, int distanceBits) {
        int length = sequences[sequence + 1];
        if (length > MatchSymbols.LONGEST) {
            return false;
        }
        int symbol = MatchSymbols.lengthSymbol(length);
        int lengthBits = code.length(symbol) + MatchSymbols.lengthBits(length);
        int bits = lengthBits + distanceBits;
        if (!BitOutput.fitsAfterCode(bits)) {
            return false;
        }
        int match = code.code(symbol)
                | MatchSymbols.lengthExtra(length) << code.length(symbol)
                | distanceCode << lengthBits;
        out.putThrees(literals, literal, sequences[sequence + 3], codes, match, bits);
        return true;
    }

    private int writeEach(HuffmanCode code, int firstLiteral, int sequence, int distanceCode, int distanceBits) {
        int literal = firstLiteral;
        int before = sequences[sequence];
        for (int i = 0; i < sequences[sequence + 3]; i++) {
            out.put(literals, literal, literal + before, codes);
            literal += before;
            int part;
            for (int left = sequences[sequence + 1]; left > 0; left -= part) {
                part = part(left);
                int symbol = MatchSymbols.lengthSymbol(part);
                int bits = code.length(symbol) + MatchSymbols.lengthBits(part);
                out.put(code.code(symbol) | MatchSymbols.lengthExtra(part) << code.length(symbol), bits);
                out.put(distanceCode, distanceBits);
            }
        }
        return literal;
    }

    private void clear() {
        sequenceEnd = 0;
        literalCount = 0;
        literalsBefore = 0;
        extraBits = 0;
        Arrays.fill(uses, 0);
        Arrays.fill(distanceUses, 0);
    }
}
