package dev.swath.geotiff;

import dev.swath.grid.Window;

/**
 * Masks that a reply brings along: after the bands of the image there is a band of the same type for each mask, 0 where its samples
 * are masked. A picture has one mask, other images one for each band.
 */
final class MaskBands {

    private final int bands;
    private final int masks;
    private final int sampleBytes;
    private final boolean used;

    /** @param used whether the masks are looked at; if not, none is there */
    MaskBands(ImageDescription image, boolean used) {
        this.used = used;
        this.bands = image.bands();
        this.masks = image.rgb() ? 1 : image.bands();
        this.sampleBytes = image.type().bytes();
    }

    /** Bands of a reply: those of the image and the masks. */
    int all() {
        return bands + masks;
    }

    /** The image's own samples of a window of the reply. */
    byte[] samples(byte[] reply, Window window) {
        int pixels = Math.toIntExact(window.pixels());
        int length = bands * sampleBytes;
        byte[] samples = new byte[pixels * length];
        for (int pixel = 0; pixel < pixels; pixel++) {
            System.arraycopy(reply, pixel * all() * sampleBytes, samples, pixel * length, length);
        }
        return samples;
    }

    /** Whether a mask of a picture with an outline shows that there is more than the outline. */
    static boolean showsData(byte[] mask) {
        for (byte value : mask) {
            if (value > 1) {
                return true;
            }
        }
        return false;
    }

    /** For each mask a byte for each pixel, 0 where it is masked, as {@link TileMasks} gives them; no bytes if masks are not used. */
    byte[][] masks(byte[] reply, Window window) {
        int pixels = used ? Math.toIntExact(window.pixels()) : 0;
        byte[][] shown = new byte[masks][pixels];
        for (int mask = 0; mask < masks; mask++) {
            for (int pixel = 0; pixel < pixels; pixel++) {
                int at = (pixel * all() + bands + mask) * sampleBytes;
                for (int i = 0; i < sampleBytes; i++) {
                    shown[mask][pixel] |= reply[at + i];
                }
            }
        }
        return shown;
    }
}
