package dev.swath.quicklook;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/** A ramp of colours from dark blue over green to yellow, which is as legible in grey: matplotlib's viridis, which is CC0. */
final class Ramp {

    private static final int[] COLOURS = {
        0x440154, 0x472D7B, 0x3B528B, 0x2C728E, 0x21918C, 0x28AE80, 0x5EC962, 0xADDC30, 0xFDE725
    };
    private static final float MOST = 255;

    private static final int PAPER = 0xFFF4F4F4;
    private static final int OPAQUE = 0xFF << 24;
    private static final int BAR = 8;
    private static final int GAP = 4;
    private static final MathContext DIGITS = new MathContext(3);

    private Ramp() {}

    /**
     * Red, green and blue of each value.
     *
     * @param values 0 to 255, NaN for none
     */
    static float[][] colours(float[] values) {
        float[][] colours = new float[3][values.length];
        for (int i = 0; i < values.length; i++) {
            boolean none = Float.isNaN(values[i]);
            int colour = none ? 0 : colour(values[i] / MOST);
            for (int band = 0; band < colours.length; band++) {
                colours[band][i] = none ? Float.NaN : colour >> (16 - 8 * band) & 0xFF;
            }
        }
        return colours;
    }

    private static int colour(float share) {
        float at = Math.max(0, Math.min(1, share)) * (COLOURS.length - 1);
        int from = Math.min((int) at, COLOURS.length - 2);
        float next = at - from;
        int colour = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int low = COLOURS[from] >> shift & 0xFF;
            int high = COLOURS[from + 1] >> shift & 0xFF;
            colour |= Math.round(low + next * (high - low)) << shift;
        }
        return colour;
    }

    /** The picture with the ramp and the values of both its ends below it; as it is, if it is too narrow for them. */
    static Picture withLegend(Picture picture, Stretch stretch, Composite.Legend legend) {
        String low = text(stretch.low() * legend.scale() + legend.offset());
        String high = text(stretch.high() * legend.scale() + legend.offset());
        int width = picture.width();
        if (width < DateLine.width(low) + DateLine.width(high) + 4 * GAP) {
            return picture;
        }
        int height = picture.height() + BAR + 3 * GAP + DateLine.HEIGHT;
        int[] argb = new int[width * height];
        Arrays.fill(argb, PAPER);
        System.arraycopy(picture.argb(), 0, argb, 0, picture.argb().length);
        int top = picture.height() + GAP;
        for (int y = top; y < top + BAR; y++) {
            for (int x = GAP; x < width - GAP; x++) {
                argb[y * width + x] = OPAQUE | colour((float) (x - GAP) / (width - 2 * GAP - 1));
            }
        }
        DateLine.write(low, argb, width, GAP, top + BAR + GAP);
        DateLine.write(high, argb, width, width - GAP - DateLine.width(high), top + BAR + GAP);
        return new Picture(width, height, argb);
    }

    private static String text(double value) {
        BigDecimal rounded = new BigDecimal(value).round(DIGITS);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
