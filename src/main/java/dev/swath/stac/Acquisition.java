package dev.swath.stac;

import dev.swath.earthengine.ImageAsset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the properties of an image say about its acquisition, under the names that Earth Engine uses in its Sentinel-2
 * and Landsat collections. Missing or unexpected values are left out.
 */
record Acquisition(ImageAsset image) {

    private static final Pattern MGRS = Pattern.compile("\\d{1,2}[C-HJ-NP-X][A-HJ-NP-Z]{2}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9 _-]{1,40}");
    private static final Map<String, String> LEVELS = Map.of(
            "COPERNICUS/S2_SR", "L2A",
            "COPERNICUS/S2_SR_HARMONIZED", "L2A",
            "COPERNICUS/S2", "L1C",
            "COPERNICUS/S2_HARMONIZED", "L1C");
    private static final Pattern LANDSAT_LEVEL = Pattern.compile("LANDSAT/[A-Z0-9]{4}/C02/T[12]_L2");

    /** Cloud cover in percent. */
    OptionalDouble cloudCover() {
        return Stream.of("CLOUDY_PIXEL_PERCENTAGE", "CLOUD_COVER")
                .map(image.properties()::get)
                .filter(Number.class::isInstance)
                .mapToDouble(value -> ((Number) value).doubleValue())
                .filter(percent -> percent >= 0 && percent <= 100)
                .findFirst();
    }

    /** The satellite in lower case, such as {@code sentinel-2a}. */
    Optional<String> platform() {
        return Stream.of("SPACECRAFT_NAME", "SPACECRAFT_ID")
                .map(image.properties()::get)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(name -> NAME.matcher(name).matches())
                .map(name -> name.toLowerCase(Locale.ROOT).replaceAll("[ _]", "-"))
                .findFirst();
    }

    /** The constellation that the satellite belongs to, if its name says so. */
    Optional<String> constellation() {
        return platform().flatMap(name -> Stream.of("sentinel-2", "landsat")
                .filter(name::startsWith)
                .findFirst());
    }

    /** The MGRS tile as the Grid extension writes it, such as {@code MGRS-17PLK}. */
    Optional<String> gridCode() {
        return Optional.ofNullable(image.properties().get("MGRS_TILE"))
                .map(String::valueOf)
                .filter(tile -> MGRS.matcher(tile).matches())
                .map(tile -> "MGRS-" + tile);
    }

    /** The processing level of the collection, such as {@code L2A}. */
    static Optional<String> level(String collection) {
        return Optional.ofNullable(LEVELS.get(collection)).or(() -> Optional.of("L2")
                .filter(level -> LANDSAT_LEVEL.matcher(collection).matches()));
    }
}
