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

    /** Three numbers for each match: literals before it, its length, its distance. */
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
        if (count < 8) {
            for (int i = 0; i < count; i++) {
                literals[literalCount++] = values[from + i];
            }
        } else {
            System.arraycopy(values, from, literals, literalCount, count);
            literalCount += count;
        }
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
        if (sequenceEnd > sequences.length - 3) {
            sequences = Arrays.copyOf(sequences, 2 * sequenceEnd);
        }
        sequences[sequenceEnd++] = literalCount - literalsBefore;
        sequences[sequenceEnd++] = length;
        sequences[sequenceEnd++] = distance;
        literalsBefore = literalCount;
        int symbol = MatchSymbols.distanceSymbol(distance);
        int bits = MatchSymbols.distanceBits(symbol);
        for (int left = length; left > 0; ) {
            int part = part(left);
            uses[MatchSymbols.lengthSymbol(part)]++;
            distanceUses[symbol]++;
            extraBits += bits + MatchSymbols.lengthBits(part);
            left -= part;
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
        int[] odd = new int[256];
        int even = literalCount & ~1;
        for (int i = 0; i < even; i += 2) {
            uses[literals[i] & 0xFF]++;
            odd[literals[i + 1] & 0xFF]++;
        }
        if (even < literalCount) {
            odd[literals[even] & 0xFF]++;
        }
        for (int value = 0; value < odd.length; value++) {
            uses[value] += odd[value];
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
        // Most matches are as long, and reach as far back, as the one before them.
        int length = 0;
        int lengthCode = 0;
        int lengthBits = 0;
        int distance = 0;
        int distanceCode = 0;
        int distanceBits = 0;
        for (int i = 0; i < sequenceEnd; i += 3) {
            out.put(literals, literal, literal + sequences[i], codes);
            literal += sequences[i];
            if (sequences[i + 2] != distance) {
                distance = sequences[i + 2];
                int symbol = MatchSymbols.distanceSymbol(distance);
                int bits = MatchSymbols.distanceBits(symbol);
                distanceCode =
                        distances.code(symbol) | MatchSymbols.distanceExtra(distance, bits) << distances.length(symbol);
                distanceBits = distances.length(symbol) + bits;
            }
            for (int left = sequences[i + 1]; left > 0; left -= length) {
                int part = part(left);
                if (part != length) {
                    length = part;
                    int symbol = MatchSymbols.lengthSymbol(length);
                    lengthCode = code.code(symbol) | MatchSymbols.lengthExtra(length) << code.length(symbol);
                    lengthBits = code.length(symbol) + MatchSymbols.lengthBits(length);
                }
                if (lengthBits + distanceBits <= Integer.SIZE) {
                    out.put(lengthCode | distanceCode << lengthBits, lengthBits + distanceBits);
                } else {
                    out.put(lengthCode, lengthBits);
                    out.put(distanceCode, distanceBits);
                }
            }
        }
        out.put(literals, literal, literalCount, codes);
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
