package dev.swath.geotiff;

import java.util.Arrays;

/** PackBits as TIFF 6.0 (section 9) has it. */
final class PackBitsDecoder {

    private PackBitsDecoder() {}

    /**
     * Decodes until the output is full or the input ends.
     *
     * @return how many bytes were written, from {@code out[0]}
     */
    static int decode(byte[] in, int from, int to, byte[] out, int size) {
        int at = from;
        int written = 0;
        while (written < size && at < to) {
            int head = in[at++];
            if (head >= 0) {
                int count = Math.min(Math.min(head + 1, to - at), size - written);
                System.arraycopy(in, at, out, written, count);
                at += count;
                written += count;
            } else if (head != -128 && at < to) {
                int count = Math.min(1 - head, size - written);
                Arrays.fill(out, written, written + count, in[at++]);
                written += count;
            }
        }
        return written;
    }
}
