package dev.swath.emulator.synthetic;

import java.util.List;
import java.util.Map;

/** How a band of MOD13Q1 follows from the ground at a pixel. */
interface VegetationBand {

    /** What the landscape has to render: blue, red, near and short-wave infrared, then what covers the ground. */
    List<String> RENDERED = List.of("B2", "B4", "B8A", "B12", "WATER_BODY", "SNOW");

    /** Position of the kind of water in {@link #RENDERED}. */
    int WATER = 4;

    /**
     * A stored number.
     *
     * @param ground values of {@link #RENDERED}
     * @param zenith of the sun in degrees
     * @param day first day of the period in the year
     */
    double of(int[] ground, double zenith, int day);

    /** All bands. */
    Map<String, VegetationBand> ALL = Map.ofEntries(
            Map.entry("NDVI", (ground, zenith, day) -> index(1e4 * (ground[2] - ground[1]) / (ground[2] + ground[1]))),
            Map.entry(
                    "EVI",
                    (ground, zenith, day) -> index(2.5e4
                            * (ground[2] - ground[1])
                            / (ground[2] + 6.0 * ground[1] - 7.5 * ground[0] + 10_000))),
            Map.entry("DetailedQA", (ground, zenith, day) -> detailed(ground)),
            Map.entry("sur_refl_b01", (ground, zenith, day) -> ground[1]),
            Map.entry("sur_refl_b02", (ground, zenith, day) -> ground[2]),
            Map.entry("sur_refl_b03", (ground, zenith, day) -> ground[0]),
            Map.entry("sur_refl_b07", (ground, zenith, day) -> ground[3]),
            Map.entry("ViewZenith", (ground, zenith, day) -> 700 + (ground[1] + ground[2]) % 3000),
            Map.entry("SolarZenith", (ground, zenith, day) -> 100 * zenith),
            Map.entry("RelativeAzimuth", (ground, zenith, day) -> -6000 + (ground[0] + ground[1]) % 12_000),
            Map.entry("DayOfYear", (ground, zenith, day) -> day + (ground[0] + ground[2]) % VegetationSeries.DAYS),
            // 0 good, 2 snow or ice.
            Map.entry("SummaryQA", (ground, zenith, day) -> ground[5] > 50 ? 2 : 0));

    /** The band of this id. */
    static VegetationBand of(String id) {
        VegetationBand band = ALL.get(id);
        if (band == null) {
            throw new IllegalArgumentException("no band " + id);
        }
        return band;
    }

    private static double index(double value) {
        return Math.max(-2000, Math.min(10_000, value));
    }

    /** Low aerosol in bits 6 and 7, land or water in bits 11 to 13, snow in bit 14. */
    private static double detailed(int[] ground) {
        int surface = ground[WATER] == 0 ? 1 : 3;
        return 1 << 6 | surface << 11 | (ground[5] > 50 ? 1 << 14 : 0);
    }

    /**
     * The stored numbers of all pixels.
     *
     * @param ground values of {@link #RENDERED}, each of all pixels
     * @param zeniths of the sun, row by row
     * @param day first day of the period in the year
     */
    default double[] values(int[][] ground, double[] zeniths, int day) {
        double[] values = new double[ground[0].length];
        int width = values.length / zeniths.length;
        int[] pixel = new int[ground.length];
        for (int i = 0; i < values.length; i++) {
            for (int source = 0; source < pixel.length; source++) {
                pixel[source] = ground[source][i];
            }
            values[i] = of(pixel, zeniths[i / width], day);
        }
        return values;
    }
}
