package dev.swath.emulator;

import dev.swath.grid.SampleType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a collection makes of the passes of Sentinel-2.
 *
 * @param id of the collection
 * @param title of the collection
 * @param level processing level in names: {@code L1C} or {@code L2A}
 * @param harmonized whether reflectances of baseline 04.00 and later are without their offset of 1000
 * @param properties names of the properties that images have; empty for all
 * @param bands in order
 */
record SentinelProduct(
        String id,
        String title,
        String level,
        boolean harmonized,
        Optional<Set<String>> properties,
        List<ProductBand> bands) {

    /**
     * A band and how it follows from what the landscape renders.
     *
     * @param band its description
     * @param rendered bands of the landscape
     * @param value of the rendered values of a pixel
     */
    record ProductBand(SentinelBand band, List<String> rendered, Value value) {

        /** A band that the landscape renders itself. */
        static ProductBand plain(SentinelBand band) {
            return new ProductBand(band, List.of(band.id()), values -> values[0]);
        }
    }

    /** Computes a sample. */
    interface Value {
        double of(int[] rendered);
    }

    /** By how much the atmosphere brightens reflectances × 10 000, band by band, as rough means. */
    private static final Map<String, Integer> PATH = Map.ofEntries(
            Map.entry("B1", 950),
            Map.entry("B2", 650),
            Map.entry("B3", 350),
            Map.entry("B4", 200),
            Map.entry("B5", 150),
            Map.entry("B6", 110),
            Map.entry("B7", 90),
            Map.entry("B8", 70),
            Map.entry("B8A", 60),
            Map.entry("B9", 20),
            Map.entry("B11", 15),
            Map.entry("B12", 10));

    private static final int SHADOW = 3;
    private static final int CIRRUS = 10;

    SentinelProduct {
        bands = List.copyOf(bands);
    }

    /** All collections. */
    static List<SentinelProduct> all() {
        List<ProductBand> surface =
                SentinelBand.ALL.stream().map(ProductBand::plain).toList();
        return List.of(
                new SentinelProduct(
                        SyntheticSentinel2.HARMONIZED,
                        "Harmonized Sentinel-2 MSI: MultiSpectral Instrument, Level-2A (synthetic)",
                        "L2A",
                        true,
                        Optional.empty(),
                        surface),
                new SentinelProduct(
                        SyntheticSentinel2.PLAIN,
                        "Sentinel-2 MSI: MultiSpectral Instrument, Level-2A (synthetic)",
                        "L2A",
                        false,
                        Optional.empty(),
                        surface),
                new SentinelProduct(
                        "COPERNICUS/S2_HARMONIZED",
                        "Harmonized Sentinel-2 MSI: MultiSpectral Instrument, Level-1C (synthetic)",
                        "L1C",
                        true,
                        Optional.empty(),
                        topOfAtmosphere()),
                new SentinelProduct(
                        "COPERNICUS/S2",
                        "Sentinel-2 MSI: MultiSpectral Instrument, Level-1C (synthetic)",
                        "L1C",
                        false,
                        Optional.empty(),
                        topOfAtmosphere()),
                new SentinelProduct(
                        "GOOGLE/CLOUD_SCORE_PLUS/V1/S2_HARMONIZED",
                        "Cloud Score+ S2_HARMONIZED V1 (synthetic)",
                        "L1C",
                        true,
                        Optional.of(Set.of("MGRS_TILE")),
                        List.of(score("cs", 1), score("cs_cdf", 1.25))),
                new SentinelProduct(
                        "COPERNICUS/S2_CLOUD_PROBABILITY",
                        "Sentinel-2: Cloud Probability (synthetic)",
                        "L1C",
                        true,
                        Optional.of(Set.of()),
                        List.of(new ProductBand(
                                new SentinelBand("probability", SampleType.UINT8, 10, "MEAN"),
                                List.of("MSK_CLDPRB"),
                                values -> values[0]))));
    }

    static Optional<SentinelProduct> find(String id) {
        return all().stream().filter(product -> product.id().equals(id)).findFirst();
    }

    private static List<ProductBand> topOfAtmosphere() {
        List<ProductBand> bands = new ArrayList<>();
        for (SentinelBand band : SentinelBand.ALL) {
            if (PATH.containsKey(band.id())) {
                int path = PATH.get(band.id());
                bands.add(
                        new ProductBand(band, List.of(band.id()), values -> path + values[0] * (1 - path / 10_000.0)));
            } else if (band.id().matches("QA.*|MSK_CLASSI.*")) {
                bands.add(ProductBand.plain(band));
            }
            if (band.id().equals("B9")) {
                // The cirrus band sees the veil only, which the aerosol band shows.
                bands.add(new ProductBand(
                        new SentinelBand("B10", SampleType.UINT16, 60, "MEAN"),
                        List.of("AOT"),
                        values -> 10 + 2 * Math.max(0, values[0] - 90)));
            }
        }
        return bands;
    }

    /** How clear a pixel is, 0 to 1: not under clouds, in their shadow or under cirrus. */
    private static ProductBand score(String id, double exponent) {
        return new ProductBand(
                new SentinelBand(id, SampleType.FLOAT32, 10, "MEAN"), List.of("MSK_CLDPRB", "SCL"), values -> {
                    double clear = 1 - values[0] / 100.0;
                    double seen = values[1] == SHADOW ? 0.55 : values[1] == CIRRUS ? 0.65 : 0.98;
                    return StrictMath.pow(clear * seen, exponent);
                });
    }

    ProductBand band(String bandId) {
        return bands.stream()
                .filter(each -> each.band().id().equals(bandId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no band " + bandId));
    }

    /** Bytes of all bands of an image. */
    long imageBytes() {
        return bands.stream()
                .mapToLong(each -> {
                    long side = MgrsTile.SIDE / each.band().pixel();
                    return side * side * each.band().type().bytes();
                })
                .sum();
    }
}
