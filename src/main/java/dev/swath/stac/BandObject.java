package dev.swath.stac;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.earthengine.ImageAsset;
import dev.swath.earthengine.KnownBand;
import dev.swath.grid.SampleType;
import dev.swath.job.Job;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The bands of a file in its Item.
 *
 * @param job that wanted the image
 * @param image as Earth Engine lists it
 * @param file what the file says about itself
 */
record BandObject(Job job, ImageAsset image, WrittenImage file) {

    /** Fields of STAC's statistics by GDAL's items. */
    private static final Map<String, String> STATISTICS = Map.of(
            "minimum", "STATISTICS_MINIMUM",
            "maximum", "STATISTICS_MAXIMUM",
            "mean", "STATISTICS_MEAN",
            "stddev", "STATISTICS_STDDEV",
            "valid_percent", "STATISTICS_VALID_PERCENT");

    /**
     * Describes a band.
     *
     * @param index of the band, from 0
     * @return whether it has a common name
     */
    boolean write(ObjectNode band, int index) {
        String name = file.bands().get(index);
        Map<String, String> items = index < file.items().size() ? file.items().get(index) : Map.of();
        Optional<String> common = Optional.of(name)
                .filter(job.bands()::contains)
                .filter(id -> job.computing().expression().isEmpty())
                .flatMap(id -> job.source().idsOf(image.id()).stream()
                        .flatMap(source -> KnownBand.of(source, id).stream())
                        .findFirst())
                .flatMap(KnownBand::commonName);
        band.put("name", name);
        band.put("data_type", dataType(file.type()));
        file.nodata().ifPresent(nodata -> StacJson.nodata(band, nodata));
        common.ifPresent(text -> band.put("eo:common_name", text));
        Optional.ofNullable(items.get("UNITTYPE")).ifPresent(unit -> band.put("unit", unit));
        number(items, "SCALE").ifPresent(scale -> band.put("raster:scale", scale));
        number(items, "OFFSET").ifPresent(offset -> band.put("raster:offset", offset));
        if (number(items, "STATISTICS_MEAN").isPresent()) {
            ObjectNode statistics = band.putObject("statistics");
            STATISTICS.keySet().stream().sorted().forEach(field -> number(items, STATISTICS.get(field))
                    .ifPresent(number -> statistics.put(field, number)));
        }
        return common.isPresent();
    }

    /** What a file says may have been edited: anything but a number is left out. */
    private static Optional<BigDecimal> number(Map<String, String> items, String name) {
        try {
            return Optional.ofNullable(items.get(name)).map(BigDecimal::new);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    static String dataType(SampleType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
