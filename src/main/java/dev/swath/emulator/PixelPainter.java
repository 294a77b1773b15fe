package dev.swath.emulator;

import dev.swath.grid.SampleType;
import java.util.List;

/** Writes a strip of an answer from what was read. */
interface PixelPainter {

    /**
     * A band of the strip.
     *
     * @param source what was read
     * @param index of the band among those of the source
     */
    record Band(SourceStrip source, int index) {

        Scene.BandPixels pixels() {
            return source.bands().get(index);
        }
    }

    /** Names of the answer's bands. */
    List<String> names();

    /** Types of the answer's bands. */
    List<SampleType> types();

    /**
     * Writes pixels.
     *
     * @param bands in the order of the request
     * @param valid a byte a pixel of the strip, 0 where one of the bands is masked
     * @param into the answer's data, all zero
     * @param firstPixel the strip's first among the answer's pixels
     */
    void paint(List<Band> bands, byte[] valid, byte[] into, int firstPixel);
}
