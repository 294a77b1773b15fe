package dev.swath.geotiff;

import dev.swath.job.Mask;
import java.util.Arrays;

/** How a file of a given description stores pixels without data. */
final class Masking {
    private final boolean internal;
    private final byte[] nothing;
    /** Whether all bytes of a pixel without data are zeros. */
    private final boolean zero;

    Masking(ImageDescription image) {
        internal = image.mask() == Mask.INTERNAL;
        int size = image.type().bytes();
        nothing = new byte[image.bands() * size];
        image.nodata().ifPresent(value -> {
            SampleAccess samples = SampleAccess.of(image.type());
            for (int band = 0; band < image.bands(); band++) {
                samples.set(nothing, band, value);
            }
        });
        zero = Arrays.equals(nothing, new byte[nothing.length]);
    }

    /**
     * The samples as the file holds them: pixels without data are nodata, or zero beneath an internal mask, which the
     * block then carries. The given arrays stay as they are.
     */
    PixelBlock apply(Samples samples, byte[] valid) {
        byte[] data =
                PixelBlock.allValid(valid) ? samples.data() : samples.data().clone();
        return applyTo(new Samples(samples.type(), samples.width(), samples.height(), samples.bands(), data), valid);
    }

    private void clear(byte[] data, int first, int end) {
        if (zero) {
            Arrays.fill(data, first * nothing.length, end * nothing.length, (byte) 0);
            return;
        }
        for (int pixel = first; pixel < end; pixel++) {
            System.arraycopy(nothing, 0, data, pixel * nothing.length, nothing.length);
        }
    }

    /** The same in the given arrays, which become those of the block. */
    PixelBlock applyTo(Samples samples, byte[] valid) {
        int pixels = samples.width() * samples.height();
        byte[] mask = valid;
        if (valid.length == 0) {
            mask = new byte[internal ? pixels : 0];
            Arrays.fill(mask, (byte) 1);
        }
        PixelBlock block = new PixelBlock(samples.width(), samples.height(), samples.data(), mask);
        if (block.allValid()) {
            return internal ? block : new PixelBlock(block.width(), block.height(), block.data(), new byte[0]);
        }
        byte[] data = samples.data();
        for (int pixel = 0; pixel < pixels; pixel++) {
            if (mask[pixel] == 0) {
                int first = pixel;
                while (pixel < pixels && mask[pixel] == 0) {
                    pixel++;
                }
                clear(data, first, pixel);
            }
        }
        return new PixelBlock(block.width(), block.height(), data, internal ? mask : new byte[0]);
    }
}
