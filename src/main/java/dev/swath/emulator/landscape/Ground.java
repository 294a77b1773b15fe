package dev.swath.emulator.landscape;

/**
 * The part of one block that does not change between dates: per pixel two materials and their mix, brightness, slope
 * and height, one byte each.
 */
final class Ground {

    static final int PIXELS = Frame.BLOCK * Frame.BLOCK;

    /** Memory of one block, including what the cache needs. */
    static final long BYTES = 7L * PIXELS + Survey.BYTES + 400;

    /** Metres of height in one step. */
    static final double HEIGHT_STEP = 28;

    private static final double STEEPEST = 2.2;

    /** The position of the block. */
    final Survey survey;

    /** Ordinal of the first material. */
    final byte[] first = new byte[PIXELS];
    /** Ordinal of the second material. */
    final byte[] second = new byte[PIXELS];
    /** Share of the second material, 0..255. */
    final byte[] share = new byte[PIXELS];
    /** Brightness in 1/128. */
    final byte[] grain = new byte[PIXELS];
    /** Slope towards the east, encoded as {@link #slope} decodes it. */
    final byte[] east = new byte[PIXELS];
    /** Slope towards the north. */
    final byte[] north = new byte[PIXELS];
    /** Height in steps of {@link #HEIGHT_STEP}. */
    final byte[] height = new byte[PIXELS];

    Ground(Survey survey) {
        this.survey = survey;
    }

    /** Decodes a slope: fine steps where the ground is nearly level, coarse ones where it is steep. */
    static double slope(byte coded) {
        double x = coded / 127.0;
        return STEEPEST * x * Math.abs(x);
    }

    /** Encodes a slope. */
    static byte coded(double slope) {
        double x = Math.sqrt(Math.min(1, Math.abs(slope) / STEEPEST));
        return (byte) Math.round(Math.copySign(127 * x, slope));
    }
}
