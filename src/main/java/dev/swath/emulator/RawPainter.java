package dev.swath.emulator;

import dev.swath.emulator.archive.SampleNumbers;
import dev.swath.emulator.archive.Scene;
import dev.swath.emulator.archive.SourceStrip;
import dev.swath.geotiff.LittleEndian;
import dev.swath.grid.SampleType;
import java.util.List;

/**
 * Writes unchanged samples, each band in a given type.
 *
 * @param names of the bands
 * @param types types to write, which may differ from the bands' own
 */
record RawPainter(List<String> names, List<SampleType> types) implements PixelPainter {

    @Override
    public void paint(List<Band> bands, byte[] valid, byte[] into, int firstPixel) {
        int pixelBytes = types.stream().mapToInt(SampleType::bytes).sum();
        int offset = firstPixel * pixelBytes;
        for (int band = 0; band < types.size(); band++) {
            SourceStrip source = bands.get(band).source();
            if (!source.bands().isEmpty()) {
                Scene.BandPixels pixels = bands.get(band).pixels();
                int[] at = valid(source.at(), pixels.mask());
                if (pixels.type() == types.get(band)) {
                    copy(pixels, at, into, offset, pixelBytes);
                } else {
                    convert(pixels, at, types.get(band), into, offset, pixelBytes);
                }
            }
            offset += types.get(band).bytes();
        }
    }

    /** The positions of valid samples, −1 for all others. */
    private static int[] valid(int[] at, byte[] mask) {
        if (mask.length == 0) {
            return at;
        }
        int[] valid = at.clone();
        for (int i = 0; i < valid.length; i++) {
            if (valid[i] >= 0 && mask[valid[i]] == 0) {
                valid[i] = -1;
            }
        }
        return valid;
    }

    private static void copy(Scene.BandPixels pixels, int[] at, byte[] into, int offset, int stride) {
        byte[] data = pixels.data();
        int to = offset;
        for (int from : at) {
            if (from >= 0) {
                switch (pixels.type().bytes()) {
                    case 1 -> into[to] = data[from];
                    case 2 -> LittleEndian.putShort(into, to, LittleEndian.getShort(data, from * 2));
                    case 4 -> LittleEndian.putInt(into, to, LittleEndian.getInt(data, from * 4));
                    default -> LittleEndian.putLong(into, to, LittleEndian.getLong(data, from * 8));
                }
            }
            to += stride;
        }
    }

    private static void convert(
            Scene.BandPixels pixels, int[] at, SampleType type, byte[] into, int offset, int stride) {
        int to = offset;
        for (int from : at) {
            if (from >= 0) {
                double value = SampleNumbers.get(
                        pixels.type(), pixels.data(), from * pixels.type().bytes());
                SampleNumbers.set(type, into, to, value);
            }
            to += stride;
        }
    }
}
