package dev.swath.geotiff;

import java.util.Locale;

/**
 * LZW as TIFF 6.0 (section 13) has it: codes of 9 to 12 bits, most significant bit first, widened one entry early.
 *
 * <p>There is no table of strings: the string of a code was written to the output when the code was defined, so a code
 * is a position and a length in the output. One decoder serves one thread.
 */
final class LzwDecoder {

    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int FIRST = 258;
    private static final int CODES = 4096;

    private final int[] positions = new int[CODES];
    private final int[] lengths = new int[CODES];

    /**
     * Decodes until the output is full or the stream ends.
     *
     * @return how many bytes were written, from {@code out[0]}
     */
    int decode(byte[] in, int from, int to, byte[] out, int size) throws TiffException {
        int at = from;
        int bits = 0;
        long buffer = 0;
        int next = FIRST;
        int written = 0;
        int previousAt = 0;
        int previousLength = 0;
        while (written < size) {
            int width = width(next);
            while (bits < width && at < to) {
                buffer = buffer << 8 | (in[at++] & 0xff);
                bits += 8;
            }
            bits -= width;
            int code = bits < 0 ? END : (int) (buffer >>> bits) & (1 << width) - 1;
            if (code == END) {
                return written;
            }
            if (code == CLEAR) {
                next = FIRST;
                previousLength = 0;
                continue;
            }
            // The new code stands for the previous string and the first byte of this one, which follows it in the
            // output.
            if (previousLength > 0 && next < CODES) {
                positions[next] = previousAt;
                lengths[next] = previousLength + 1;
                next++;
            }
            previousAt = written;
            if (code < CLEAR) {
                out[written++] = (byte) code;
                previousLength = 1;
            } else {
                previousLength = length(code, next);
                int count = Math.min(previousLength, size - written);
                copy(out, positions[code], written, count);
                written += count;
            }
        }
        return written;
    }

    /** Bits of the coming code if {@code next} is the first free one, counting the entry of the coming code. */
    private static int width(int next) {
        return Math.min(12, Integer.SIZE - Integer.numberOfLeadingZeros(next + 1));
    }

    private int length(int code, int next) throws TiffException {
        if (code >= next) {
            throw new TiffException(String.format(Locale.ROOT, "LZW code %d comes before it is defined", code));
        }
        return lengths[code];
    }

    /** Forward and byte by byte, because a code that is used immediately overlaps the bytes it copies. */
    private static void copy(byte[] out, int from, int to, int count) {
        for (int i = 0; i < count; i++) {
            out[to + i] = out[from + i];
        }
    }
}
