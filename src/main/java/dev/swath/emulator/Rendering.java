package dev.swath.emulator;

import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import java.util.List;

/**
 * The pixels of a reply.
 *
 * @param grid their position
 * @param names of the bands
 * @param types of the bands' samples
 * @param data rows top to bottom, pixel-interleaved, little-endian; masked samples as in {@link dev.swath.grid.MaskedSample}
 * @param valid one byte per pixel, 0 if one of its bands is masked
 */
record Rendering(RasterGrid grid, List<String> names, List<SampleType> types, byte[] data, byte[] valid) {

    /** Whether a pixel is masked. */
    boolean hasMasked() {
        for (byte pixel : valid) {
            if (pixel == 0) {
                return true;
            }
        }
        return false;
    }

    int width() {
        return grid.width();
    }

    int height() {
        return grid.height();
    }
}
