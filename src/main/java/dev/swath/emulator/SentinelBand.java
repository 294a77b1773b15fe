package dev.swath.emulator;

import dev.swath.grid.SampleType;
import java.util.List;

/**
 * A band of Sentinel-2 level 2A as Earth Engine has it.
 *
 * @param id such as {@code B8}
 * @param type sample type
 * @param pixel side of a pixel in metres: 10, 20 or 60
 * @param pyramidingPolicy how coarser levels are made
 */
record SentinelBand(String id, SampleType type, int pixel, String pyramidingPolicy) {

    /** All 26 bands in their order. */
    static final List<SentinelBand> ALL = List.of(
            spectral("B1", 60),
            spectral("B2", 10),
            spectral("B3", 10),
            spectral("B4", 10),
            spectral("B5", 20),
            spectral("B6", 20),
            spectral("B7", 20),
            spectral("B8", 10),
            spectral("B8A", 20),
            spectral("B9", 60),
            spectral("B11", 20),
            spectral("B12", 20),
            spectral("AOT", 10),
            spectral("WVP", 10),
            new SentinelBand("SCL", SampleType.UINT8, 20, "MODE"),
            colour("TCI_R"),
            colour("TCI_G"),
            colour("TCI_B"),
            new SentinelBand("MSK_CLDPRB", SampleType.UINT8, 20, "MEAN"),
            new SentinelBand("MSK_SNWPRB", SampleType.UINT8, 20, "MEAN"),
            new SentinelBand("QA10", SampleType.UINT16, 10, "MODE"),
            new SentinelBand("QA20", SampleType.UINT32, 20, "MODE"),
            new SentinelBand("QA60", SampleType.UINT16, 60, "MODE"),
            flag("MSK_CLASSI_OPAQUE"),
            flag("MSK_CLASSI_CIRRUS"),
            flag("MSK_CLASSI_SNOW_ICE"));

    private static SentinelBand spectral(String id, int pixel) {
        return new SentinelBand(id, SampleType.UINT16, pixel, "MEAN");
    }

    private static SentinelBand colour(String id) {
        return new SentinelBand(id, SampleType.UINT8, 10, "MEAN");
    }

    private static SentinelBand flag(String id) {
        return new SentinelBand(id, SampleType.UINT8, 60, "MODE");
    }

    /** Whether the band holds reflectances, which baseline 04.00 shifted. */
    boolean isReflectance() {
        return id.startsWith("B");
    }
}
