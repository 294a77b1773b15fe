package dev.swath.geotiff.deflate;

import java.util.Arrays;

/**
 * A prefix code for symbols of known frequency, none longer than a limit. It is canonical: RFC 1951 (section 3.2.2) derives it
 * from the lengths. Lengths are those of A. Moffat and J. Katajainen, <i>In-Place Calculation of Minimum-Redundancy
 * Codes</i> (WADS 1995); codes beyond the limit are shortened and others lengthened until Kraft's sum is one again.
 */
final class HuffmanCode {
    private final int[] lengths;
    private final int[] codes;

    private HuffmanCode(int[] lengths) {
        this.lengths = lengths;
        this.codes = codes(lengths);
    }

    /**
     * The code for symbols by how often they are used. At least two symbols get a code, used or not, because decoders may reject
     * a code with fewer as incomplete.
     *
     * @param uses of each symbol, from 0
     * @param longest most bits of a code, with {@code 2^longest} not less than the number of symbols
     */
    static HuffmanCode of(int[] uses, int longest) {
        int[] counted = uses.clone();
        int used = 0;
        for (int count : counted) {
            used += count > 0 ? 1 : 0;
        }
        for (int symbol = 0; used < 2; symbol++) {
            if (counted[symbol] == 0) {
                counted[symbol] = 1;
                used++;
            }
        }
        // The rarest first, and of equally rare ones the first; a count and a symbol fit into one number.
        long[] sorted = new long[used];
        int next = 0;
        for (int symbol = 0; symbol < counted.length; symbol++) {
            if (counted[symbol] > 0) {
                sorted[next++] = (long) counted[symbol] << 16 | symbol;
            }
        }
        Arrays.sort(sorted);
        int[] ofLength = limited(minimal(sorted), longest);
        int[] lengths = new int[counted.length];
        int rarest = 0;
        for (int length = longest; length > 0; length--) {
            for (int i = 0; i < ofLength[length]; i++) {
                lengths[(int) (sorted[rarest++] & 0xFFFF)] = length;
            }
        }
        return new HuffmanCode(lengths);
    }

    /** Bits of the code of a symbol; 0 where it has none. */
    int length(int symbol) {
        return lengths[symbol];
    }

    /** The code of a symbol, its first bit lowest: the order in which DEFLATE packs them. */
    int code(int symbol) {
        return codes[symbol];
    }

    /** The number of symbols up to the last one that has a code, at least {@code least}. */
    int size(int least) {
        int size = lengths.length;
        while (size > least && lengths[size - 1] == 0) {
            size--;
        }
        return size;
    }

    /** The shortest lengths, one for each of the sorted symbols. */
    private static int[] minimal(long[] sorted) {
        int count = sorted.length;
        int[] a = new int[count];
        for (int i = 0; i < count; i++) {
            a[i] = (int) (sorted[i] >> 16);
        }
        join(a);
        // From parents to depths of inner nodes, the root last.
        a[count - 2] = 0;
        for (int node = count - 3; node >= 0; node--) {
            a[node] = a[a[node]] + 1;
        }
        int available = 1;
        int depth = 0;
        int inner = count - 2;
        int leaf = count - 1;
        while (available > 0) {
            int nodes = 0;
            while (inner >= 0 && a[inner] == depth) {
                nodes++;
                inner--;
            }
            for (; available > nodes; available--) {
                a[leaf--] = depth;
            }
            available = 2 * nodes;
            depth++;
        }
        return a;
    }

    /** Joins the two rarest repeatedly; each place then has the parent of an inner node. */
    private static void join(int[] a) {
        int count = a.length;
        a[0] += a[1];
        int root = 0;
        int leaf = 2;
        for (int next = 1; next < count - 1; next++) {
            if (leaf >= count || a[root] < a[leaf]) {
                a[next] = a[root];
                a[root++] = next;
            } else {
                a[next] = a[leaf++];
            }
            if (leaf >= count || root < next && a[root] < a[leaf]) {
                a[next] += a[root];
                a[root++] = next;
            } else {
                a[next] += a[leaf++];
            }
        }
    }

    /** How many codes there are of each length, none beyond the longest. */
    private static int[] limited(int[] lengths, int longest) {
        int[] ofLength = new int[longest + 1];
        for (int length : lengths) {
            ofLength[Math.min(length, longest)]++;
        }
        long sum = 0;
        for (int length = 1; length <= longest; length++) {
            sum += (long) ofLength[length] << longest - length;
        }
        for (; sum > 1L << longest; sum--) {
            ofLength[longest]--;
            int shorter = longest - 1;
            while (ofLength[shorter] == 0) {
                shorter--;
            }
            ofLength[shorter]--;
            ofLength[shorter + 1] += 2;
        }
        return ofLength;
    }

    private static int[] codes(int[] lengths) {
        int[] next = new int[17];
        for (int length : lengths) {
            next[length + 1] += length > 0 ? 1 : 0;
        }
        int code = 0;
        for (int length = 1; length < 16; length++) {
            code = code + next[length] << 1;
            next[length] = code;
        }
        int[] codes = new int[lengths.length];
        for (int symbol = 0; symbol < codes.length; symbol++) {
            int length = lengths[symbol];
            if (length > 0) {
                codes[symbol] = Integer.reverse(next[length]++) >>> Integer.SIZE - length;
            }
        }
        return codes;
    }
}
