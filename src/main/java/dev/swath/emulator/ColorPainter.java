package dev.swath.emulator;

import dev.swath.earthengine.ServiceAssumptions;
import dev.swath.emulator.archive.SampleNumbers;
import dev.swath.emulator.archive.Scene;
import dev.swath.geotiff.LittleEndian;
import dev.swath.grid.SampleType;
import java.util.Collections;
import java.util.List;

/** Writes red, green and blue, one byte each; a pixel that is masked in one band is masked. */
final class ColorPainter implements PixelPainter {

    private static final int CHANNELS = ServiceAssumptions.VISUALIZED_BANDS;

    private final VisualizationOptions options;
    private final ColorTables tables;

    ColorPainter(VisualizationOptions options, ColorTables tables) {
        this.options = options;
        this.tables = tables;
    }

    @Override
    public List<String> names() {
        return List.of("vis-red", "vis-green", "vis-blue");
    }

    @Override
    public List<SampleType> types() {
        return Collections.nCopies(CHANNELS, SampleType.UINT8);
    }

    @Override
    public void paint(List<Band> bands, byte[] valid, byte[] into, int firstPixel) {
        if (bands.stream().anyMatch(band -> band.source().bands().isEmpty())) {
            return;
        }
        for (int channel = 0; channel < CHANNELS; channel++) {
            int band = bands.size() == 1 ? 0 : channel;
            Scene.BandPixels pixels = bands.get(band).pixels();
            ColorTables.Channel rule = new ColorTables.Channel(
                    pixels.type(),
                    options.range(band, pixels.type()),
                    options.gamma(),
                    options.palette(),
                    options.palette().isEmpty() ? 0 : channel);
            paint(rule, pixels.data(), bands.get(band).source().at(), valid, into, firstPixel * CHANNELS + channel);
        }
    }

    private void paint(ColorTables.Channel rule, byte[] data, int[] at, byte[] valid, byte[] into, int offset) {
        int to = offset;
        int bytes = rule.type().bytes();
        byte[] table = bytes <= 2 ? tables.table(rule) : new byte[0];
        for (int i = 0; i < at.length; i++, to += CHANNELS) {
            if (valid[i] != 0) {
                int from = at[i] * bytes;
                into[to] = switch (bytes) {
                    case 1 -> table[data[from] & 0xFF];
                    case 2 -> table[LittleEndian.getShort(data, from) & 0xFFFF];
                    default -> (byte) rule.value(SampleNumbers.get(rule.type(), data, from));
                };
            }
        }
    }
}
