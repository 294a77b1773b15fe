package dev.swath.emulator;

import dev.swath.earthengine.ServiceAssumptions;
import dev.swath.emulator.archive.SampleNumbers;
import dev.swath.geotiff.LittleEndian;
import dev.swath.grid.SampleType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lookup tables from samples of 8-bit and 16-bit types to colours; the most recently used are kept. */
final class ColorTables {

    /**
     * How samples of a band become one channel of a picture.
     *
     * @param type of the samples
     * @param range the range that is shown
     * @param gamma above 0
     * @param palette colours; empty for grey
     * @param channel 0 red, 1 green, 2 blue; matters only with a palette
     */
    record Channel(
            SampleType type, VisualizationOptions.Range range, double gamma, List<Integer> palette, int channel) {

        /** The channel's value for a sample, 0 to 255. */
        int value(double sample) {
            if (palette.isEmpty()) {
                return ServiceAssumptions.brightness(sample, range.min(), range.max(), gamma);
            }
            int color = ServiceAssumptions.paletteColor(sample, range.min(), range.max(), gamma, palette);
            return color >> (8 * (2 - channel)) & 0xFF;
        }
    }

    private static final int REMEMBERED = 24;

    private final Map<Channel, byte[]> tables = new LinkedHashMap<>(16, 0.75f, true);

    /** The channel's value for each sample, by the sample's bits; only for types of one or two bytes. */
    synchronized byte[] table(Channel channel) {
        byte[] known = tables.get(channel);
        if (known != null) {
            return known;
        }
        if (tables.size() == REMEMBERED) {
            tables.remove(tables.keySet().iterator().next());
        }
        byte[] table = new byte[1 << (8 * channel.type().bytes())];
        byte[] sample = new byte[2];
        for (int bits = 0; bits < table.length; bits++) {
            LittleEndian.putShort(sample, 0, (short) bits);
            table[bits] = (byte) channel.value(SampleNumbers.get(channel.type(), sample, 0));
        }
        tables.put(channel, table);
        return table;
    }
}
