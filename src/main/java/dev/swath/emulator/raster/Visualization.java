package dev.swath.emulator.raster;

import dev.swath.earthengine.ServiceAssumptions;
import java.util.List;

/**
 * How a band's values become one channel of a picture, 0 to 255: scaled from a range or by a factor, then gamma, then perhaps a
 * palette.
 *
 * @param min value that becomes 0
 * @param max value that becomes 255
 * @param gamma above 0
 * @param palette colours as 0xRRGGBB; empty for grey
 * @param channel 0 red, 1 green, 2 blue; matters only with a palette
 */
public record Visualization(double min, double max, double gamma, List<Integer> palette, int channel) {

    public Visualization {
        palette = List.copyOf(palette);
    }

    /** The channel's value. */
    public int value(double sample) {
        if (palette.isEmpty()) {
            return ServiceAssumptions.brightness(sample, min, max, gamma);
        }
        int color = ServiceAssumptions.paletteColor(sample, min, max, gamma, palette);
        return color >> (8 * (2 - channel)) & 0xFF;
    }

    /** A channel of the band, masked wherever one of the bands that are shown is. */
    public Block apply(Block band, float[] mask) {
        double[] values = new double[band.size()];
        double last = Double.NaN;
        int color = 0;
        for (int i = 0; i < values.length; i++) {
            double value = band.values()[i];
            if (value != last) {
                last = value;
                color = value(value);
            }
            values[i] = color;
        }
        return new Block(values, mask);
    }
}
