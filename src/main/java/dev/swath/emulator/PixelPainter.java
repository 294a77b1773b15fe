package dev.swath.emulator;

import dev.swath.emulator.archive.Scene;
import dev.swath.emulator.archive.SourceStrip;
import dev.swath.grid.SampleType;
import java.util.List;

/** Writes a strip of a reply from source pixels. */
interface PixelPainter {

    /**
     * A band of the strip.
     *
     * @param source the source pixels
     * @param index of the band among those of the source
     */
    record Band(SourceStrip source, int index) {

        Scene.BandPixels pixels() {
            return source.bands().get(index);
        }
    }

    /** Names of the reply's bands. */
    List<String> names();

    /** Types of the reply's bands. */
    List<SampleType> types();

    /**
     * Writes valid samples over masked ones.
     *
     * @param bands in the order of the request
     * @param valid one byte per pixel of the strip, 0 if one of the bands is masked
     * @param into the reply's data, in which every sample is masked ({@link dev.swath.grid.MaskedSample})
     * @param firstPixel index of the strip's first pixel in the reply
     */
    void paint(List<Band> bands, byte[] valid, byte[] into, int firstPixel);
}
