package dev.swath.geotiff.deflate;

/**
 * The checksum of a zlib stream, Adler-32 (RFC 1950, section 8.2), computed from the two sums of each part instead of its
 * bytes, so that a repeated part is added without reading it again.
 */
public final class Adler {
    private static final long MODULUS = 65_521;

    private long sum = 1;
    private long sumOfSums;

    /**
     * Adds a part.
     *
     * @param bytes sum of its bytes
     * @param weighted sum of its bytes, each times the number of bytes of the part from it to the end, itself included
     * @param length of the part in bytes
     */
    public void add(long bytes, long weighted, int length) {
        sumOfSums = (sumOfSums + length * sum + weighted) % MODULUS;
        sum = (sum + bytes) % MODULUS;
    }

    /** The checksum of all parts. */
    public int value() {
        return (int) (sumOfSums << 16 | sum);
    }
}
