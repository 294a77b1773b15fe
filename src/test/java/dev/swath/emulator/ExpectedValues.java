package dev.swath.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swath.emulator.CapturedReply.Expectation;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Polygon;

/** Numbers, lists and properties, from what is listed. */
final class ExpectedValues {

    private static final String YEAR = "2024-";
    private static final String START = YEAR + "01-01";
    private static final String FEBRUARY = YEAR + "02-01";
    private static final String SUMMER = YEAR + "07-31";
    private static final String CLOUDS = "CLOUDY_PIXEL_PERCENTAGE";
    /** What geedim asks of each image. */
    private static final Set<String> SEARCHED = Set.of(
            "FILL_PORTION",
            "CLOUDLESS_PORTION",
            "RADIOMETRIC_QUALITY",
            "GEOMETRIC_QUALITY",
            "MEAN_SOLAR_AZIMUTH_ANGLE",
            "MEAN_SOLAR_ZENITH_ANGLE",
            "MEAN_INCIDENCE_AZIMUTH_ANGLE_B1",
            "MEAN_INCIDENCE_ZENITH_ANGLE_B1");

    private final StoredImages stored;
    private final Map<String, Expectation> table = new TreeMap<>();

    private ExpectedValues(StoredImages stored) {
        this.stored = stored;
    }

    static Map<String, Expectation> table(StoredImages stored) {
        ExpectedValues values = new ExpectedValues(stored);
        values.constants();
        values.ofOneImage();
        values.ofCollections();
        values.ofSearches();
        return values.table;
    }

    private void constants() {
        for (String name : List.of("python-value-number-add", "node-Number.add.evaluate")) {
            table.put(name, reply -> assertThat(reply.value().toString()).isEqualTo("3"));
        }
        table.put("python-computeFeatures", reply -> {
            JsonNode feature = reply.json().path("features").get(0);
            assertThat(reply.json().path("features")).hasSize(1);
            assertThat(feature.at("/geometry/coordinates").toString()).isEqualTo("[-82.435,8.3958]");
            assertThat(feature.path("properties").toString()).isEqualTo("{\"a\":1}");
        });
    }

    private JsonNode asset() {
        return stored.asset(StoredImages.SENTINEL, StoredImages.SCENE);
    }

    private void ofOneImage() {
        table.put("python-value-image-bandNames", reply -> assertThat(texts(reply.value()))
                .isEqualTo(asset().path("bands").findValuesAsText("id")));
        table.put("node-median_size", reply -> assertThat(texts(reply.value())).containsExactly("B4"));
        table.put(
                "python-value-image-date-format",
                reply -> assertThat(reply.value().asText()).isEqualTo(day(asset())));
        table.put("python-value-image-geometry", reply -> {
            Envelope box = StoredImages.footprint(asset()).getEnvelopeInternal();
            Envelope bounds = new Envelope();
            reply.value()
                    .at("/coordinates/0")
                    .forEach(point -> bounds.expandToInclude(
                            point.get(0).asDouble(), point.get(1).asDouble()));
            assertThat(bounds.equals(box)).as("%s, %s", bounds, box).isTrue();
        });
        table.put("python-value-image-projection", reply -> {
            assertThat(reply.value().path("crs").asText()).isEqualTo("EPSG:32617");
            assertThat(reply.value().path("transform").toString()).isEqualTo("[10,0,300000,0,-10,1000020]");
        });
    }

    private static String day(JsonNode asset) {
        return Instant.parse(asset.path("startTime").asText())
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .toString();
    }

    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static double clouds(JsonNode image) {
        return image.path("properties").path(CLOUDS).asDouble();
    }

    private void ofCollections() {
        scenes("python-value-collection-aggregate-array", StoredImages.SENTINEL, FEBRUARY, StoredImages.BOX);
        scenes("node-aggregate_array", StoredImages.SENTINEL, FEBRUARY, StoredImages.TUTORIALS_BOX);
        for (String geedim : List.of("1.9.1", "2.0.0")) {
            scenes("seed-geedim" + geedim + "-1-image-ids", StoredImages.TUTORIALS, SUMMER, StoredImages.TUTORIALS_BOX);
        }
        size("python-value-collection-size", StoredImages.BOX);
        size("node-col.size", StoredImages.TUTORIALS_BOX);
        table.put("python-value-collection-map-dates", reply -> assertThat(texts(reply.value()))
                .isEqualTo(stored.clearOfJanuary().stream()
                        .map(ExpectedValues::day)
                        .distinct()
                        .toList()));
        table.put("python-value-collection-sort-first-get", reply -> assertThat(
                        reply.value().asText())
                .isEqualTo(stored.clearOfJanuary().stream()
                        .min(Comparator.comparingDouble(ExpectedValues::clouds))
                        .map(StoredImages::scene)
                        .orElseThrow()));
        table.put("python-value-collection-toList-map", reply -> {
            List<Double> listed = stored.clearOfJanuary().stream()
                    .limit(5)
                    .map(ExpectedValues::clouds)
                    .toList();
            assertThat(texts(reply.value()).stream().map(Double::valueOf)).isEqualTo(listed);
        });
        table.put("python-value-filter-and-or-not", this::combinedFilter);
    }

    private void scenes(String name, String collection, String end, Polygon area) {
        table.put(name, reply -> assertThat(texts(reply.value()))
                .hasSizeGreaterThan(3)
                .isEqualTo(stored.scenes(collection, START, end, area, 85)));
    }

    private void size(String name, Polygon area) {
        table.put(name, reply -> assertThat(reply.value().asInt())
                .isEqualTo(stored.scenes(StoredImages.SENTINEL, START, FEBRUARY, area, 85)
                        .size()));
    }

    /** The first quarters of all years, by satellites other than Sentinel-2A, in which clouds cover more than a fifth. */
    private void combinedFilter(CapturedReply reply) {
        Polygon tile = StoredImages.ring(-82.81, 8.06, -81.83, 8.06, -81.83, 9.03, -82.81, 9.03);
        long count = 0;
        for (int year = 2015; year <= 2030; year++) {
            count += stored
                    .listed(
                            StoredImages.SENTINEL,
                            year + "-01-01",
                            year + "-04-01",
                            tile,
                            " AND properties.MGRS_TILE = \"17PLK\" AND properties.SPACECRAFT_NAME != \"Sentinel-2A\"")
                    .stream()
                    .filter(image -> image.at("/properties/MGRS_TILE").asText().equals("17PLK"))
                    .filter(image ->
                            image.at("/properties/SPACECRAFT_NAME").asText().equals("Sentinel-2B"))
                    .filter(image -> clouds(image) > 20)
                    .count();
        }
        assertThat(count).isPositive();
        assertThat(reply.value().asLong()).isEqualTo(count);
    }

    private void ofSearches() {
        for (String name : List.of("search-properties", "composite-median", "composite-mosaic", "composite-q-mosaic")) {
            table.put("geedim1.9.1-" + name, this::searched);
        }
        table.put(
                "geedim2.0.0-search-cloudless-portion",
                reply -> assertThat(reply.value().asText()).isEqualTo(StoredImages.SENTINEL));
    }

    /** The properties that geedim asks for, as far as the images have them. */
    private void searched(CapturedReply reply) {
        List<JsonNode> images = stored.listed(StoredImages.SENTINEL, START, FEBRUARY, StoredImages.BOX);
        assertThat(reply.value()).hasSameSizeAs(images);
        for (int i = 0; i < images.size(); i++) {
            JsonNode found = reply.value().get(i);
            JsonNode image = images.get(i);
            Map<String, JsonNode> expected = new TreeMap<>();
            image.path("properties").properties().stream()
                    .filter(property -> SEARCHED.contains(property.getKey()))
                    .forEach(property -> expected.put(property.getKey(), property.getValue()));
            assertThat(found).hasSize(expected.size() + 2);
            expected.forEach((key, value) -> assertSame(found.path(key), value));
            assertThat(found.path("system:id")).isEqualTo(image.path("id"));
            assertThat(found.path("system:time_start").asLong())
                    .isEqualTo(Instant.parse(image.path("startTime").asText()).toEpochMilli());
        }
    }

    /** One is written 0 where the other is 0.0. */
    static void assertSame(JsonNode found, JsonNode expected) {
        if (expected.isNumber()) {
            assertThat(found.isNumber()).isTrue();
            assertThat(found.asDouble()).isCloseTo(expected.asDouble(), within(0.0));
        } else {
            assertThat(found).isEqualTo(expected);
        }
    }
}
