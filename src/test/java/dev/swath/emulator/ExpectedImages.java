package dev.swath.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.emulator.CapturedReply.Expectation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.locationtech.jts.geom.Envelope;

/** Images as values: their bands, grids, types and properties are those of the assets. */
final class ExpectedImages {

    private static final String START = "2024-01-01";
    private static final String FEBRUARY = "2024-02-01";

    private final StoredImages stored;
    private final Map<String, Expectation> table = new TreeMap<>();

    private ExpectedImages(StoredImages stored) {
        this.stored = stored;
    }

    static Map<String, Expectation> table(StoredImages stored) {
        ExpectedImages images = new ExpectedImages(stored);
        images.single();
        images.masked();
        images.collections();
        images.pictures();
        return images.table;
    }

    private JsonNode asset() {
        return stored.asset(StoredImages.SENTINEL, StoredImages.SCENE);
    }

    private void single() {
        for (String name : List.of(
                "python-value-image-getInfo",
                "node-Image.evaluate",
                "geedim2.0.0-masked-image-cloud-score",
                "geedim2.0.0-masked-image-cloud-score-2",
                "geedim2.0.0-masked-image-qa",
                "geedim2.0.0-masked-image-qa-2")) {
            table.put(name, reply -> assertImage(reply.value(), asset(), List.of()));
        }
    }

    /** Bands that geedim adds, with their type and, where the masked image has it too, their grid. */
    private void masked() {
        String flag = "{\"type\":\"PixelType\",\"precision\":\"int\",\"min\":0,\"max\":1}";
        String metres = "{\"type\":\"PixelType\",\"precision\":\"int\",\"min\":0,\"max\":65535}";
        String score = "{\"type\":\"PixelType\",\"precision\":\"float\"}";
        table.put(
                "geedim2.0.0-masked-image-cloud-score-3",
                reply -> assertImage(
                        reply.value(),
                        asset(),
                        List.of(
                                "CLOUD_SCORE " + score,
                                "FILL_MASK " + flag,
                                "CLOUDLESS_MASK " + flag,
                                "CLOUD_DIST " + metres)));
        table.put(
                "geedim2.0.0-masked-image-qa-3",
                reply -> assertImage(
                        reply.value(),
                        asset(),
                        List.of(
                                "CLOUD_MASK " + flag,
                                "SHADOW_MASK " + flag,
                                "FILL_MASK " + flag,
                                "CLOUDLESS_MASK " + flag,
                                "CLOUD_DIST " + metres)));
    }

    private void collections() {
        table.put(
                "python-value-collection-getInfo-limit",
                reply -> assertImages(reply.value(), stored.clearOfJanuary().subList(0, 2), List.of()));
        table.put("geedim2.0.0-search-properties", reply -> assertImages(reply.value(), january(), List.of()));
        table.put("geedim2.0.0-search-cloudless-portion-2", reply -> {
            assertImages(
                    reply.value(),
                    january(),
                    List.of("FILL_MASK {\"type\":\"PixelType\",\"precision\":\"int\"," + "\"min\":0,\"max\":1}"));
            JsonNode features = reply.value().path("features");
            for (int i = 0; i < features.size(); i++) {
                JsonNode properties = features.get(i).path("properties");
                assertThat(properties.path("CLOUDLESS_PORTION").asDouble()).isEqualTo(100);
                assertThat(properties.path("FILL_PORTION").asDouble())
                        .isCloseTo(stored.filled(StoredImages.scene(january().get(i)), StoredImages.BOX), within(1e-3));
            }
        });
        table.put("python-computeImages", reply -> {
            List<JsonNode> images = new ArrayList<>();
            reply.json().path("images").forEach(images::add);
            assertThat(images)
                    .isEqualTo(stored.clearOfJanuary().stream()
                            .map(ExpectedImages::computed)
                            .toList());
        });
        table.put("xee-open-info", this::opened);
    }

    /** An asset as the result of an expression, which has no version, size or pyramid of its own. */
    private static JsonNode computed(JsonNode asset) {
        ObjectNode image = asset.deepCopy();
        image.remove(List.of("updateTime", "sizeBytes"));
        image.path("bands").forEach(band -> ((ObjectNode) band).remove("pyramidingPolicy"));
        ((ObjectNode) image.path("properties")).put("system:index", StoredImages.scene(asset));
        return image;
    }

    private List<JsonNode> january() {
        return stored.listed(StoredImages.SENTINEL, START, FEBRUARY, StoredImages.BOX);
    }

    /** Size, properties, first image, ids and times. */
    private void opened(CapturedReply reply) {
        List<JsonNode> images = stored.listed(StoredImages.SENTINEL, START, "2024-07-31", StoredImages.BOX);
        JsonNode value = reply.value();
        assertThat(value).hasSize(4);
        assertThat(value.get(0).asInt()).isEqualTo(images.size());
        JsonNode collection = stored.asset(StoredImages.SENTINEL);
        assertThat(value.get(1)).isEqualTo(collection.path("properties"));
        assertThat(value.get(2).path("bands").findValuesAsText("id")).containsExactly("B8", "B4");
        assertProperties(value.get(2).path("properties"), images.get(0));
        assertThat(ExpectedValues.texts(value.get(3).get(0)))
                .isEqualTo(
                        images.stream().map(image -> image.path("id").asText()).toList());
        assertThat(ExpectedValues.texts(value.get(3).get(1)))
                .isEqualTo(
                        images.stream().map(image -> millis(image, "startTime")).toList());
    }

    private static String millis(JsonNode asset, String key) {
        return String.valueOf(Instant.parse(asset.path(key).asText()).toEpochMilli());
    }

    private static void assertImages(JsonNode collection, List<JsonNode> assets, List<String> added) {
        assertThat(collection.path("type").asText()).isEqualTo("ImageCollection");
        assertThat(collection.path("id").asText()).isEqualTo(StoredImages.SENTINEL);
        assertThat(collection.path("features")).hasSameSizeAs(assets);
        for (int i = 0; i < assets.size(); i++) {
            assertImage(collection.path("features").get(i), assets.get(i), added);
        }
    }

    /** Requires the bands of an asset, and after them others of these names and types. */
    private static void assertImage(JsonNode image, JsonNode asset, List<String> added) {
        assertThat(image.path("type").asText()).isEqualTo("Image");
        if (added.isEmpty()) {
            assertThat(image.path("id")).isEqualTo(asset.path("id"));
        }
        JsonNode bands = image.path("bands");
        int stored = asset.path("bands").size();
        assertThat(bands).hasSize(stored + added.size());
        for (int i = 0; i < stored; i++) {
            assertBand(bands.get(i), asset.path("bands").get(i));
        }
        for (int i = 0; i < added.size(); i++) {
            JsonNode band = bands.get(stored + i);
            assertThat(band.path("id").asText() + " " + band.path("data_type")).isEqualTo(added.get(i));
            assertThat(band.path("crs").asText()).isEqualTo("EPSG:32617");
        }
        assertProperties(image.path("properties"), asset);
    }

    private static void assertBand(JsonNode band, JsonNode asset) {
        assertThat(band.path("id")).isEqualTo(asset.path("id"));
        JsonNode type = band.path("data_type");
        assertThat(type.path("precision").asText().toUpperCase(Locale.ROOT))
                .isEqualTo(asset.at("/dataType/precision").asText());
        assertThat(type.path("min").asDouble())
                .isEqualTo(asset.at("/dataType/range/min").asDouble());
        assertThat(type.path("max").asDouble())
                .isEqualTo(asset.at("/dataType/range/max").asDouble());
        JsonNode grid = asset.path("grid");
        assertThat(band.path("crs")).isEqualTo(grid.path("crsCode"));
        assertThat(ExpectedValues.texts(band.path("dimensions")))
                .containsExactly(
                        grid.at("/dimensions/width").asText(),
                        grid.at("/dimensions/height").asText());
        JsonNode transform = grid.path("affineTransform");
        double[] expected = {
            transform.path("scaleX").asDouble(),
            transform.path("shearX").asDouble(),
            transform.path("translateX").asDouble(),
            transform.path("shearY").asDouble(),
            transform.path("scaleY").asDouble(),
            transform.path("translateY").asDouble()
        };
        assertThat(numbers(band.path("crs_transform"))).isEqualTo(expected);
    }

    private static double[] numbers(JsonNode array) {
        return ExpectedValues.texts(array).stream()
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static void assertProperties(JsonNode properties, JsonNode asset) {
        asset.path("properties")
                .properties()
                .forEach(each -> ExpectedValues.assertSame(properties.path(each.getKey()), each.getValue()));
        assertThat(properties.path("system:index").asText()).isEqualTo(StoredImages.scene(asset));
        assertThat(properties.path("system:time_start").asText()).isEqualTo(millis(asset, "startTime"));
        assertThat(properties.path("system:time_end").asText()).isEqualTo(millis(asset, "endTime"));
        assertThat(properties.path("system:asset_size").asText())
                .isEqualTo(asset.path("sizeBytes").asText());
        assertThat(properties.at("/system:footprint/coordinates")).isEqualTo(asset.at("/geometry/coordinates/0"));
    }

    /** The tutorial's picture on the grid of its bands, cut to the area, and with pixels of 2 m. */
    private void pictures() {
        table.put("seed-geedim1.9.1-2-image-getInfo", reply -> {
            assertThat(reply.value().get(0).toString()).isEqualTo("[10,10,10]");
            assertPicture(reply.value().get(1), 10);
        });
        table.put("seed-geedim2.0.0-2-image-getInfo", reply -> assertPicture(reply.value(), 10));
        table.put("seed-geedim1.9.1-3-prepared-getInfo", reply -> {
            assertThat(reply.value().get(0).toString()).isEqualTo("[2,2,2]");
            assertPicture(reply.value().get(1), 2);
        });
        table.put("seed-geedim2.0.0-3-prepared-getInfo", reply -> assertPicture(reply.value(), 2));
    }

    private static void assertPicture(JsonNode picture, double side) {
        Envelope box = RegionShares.projected(StoredImages.TUTORIALS_BOX).getEnvelopeInternal();
        PixelGrid grid = PixelGrid.touching(side, box);
        assertThat(picture.path("bands").findValuesAsText("id")).containsExactly("vis-red", "vis-green", "vis-blue");
        for (JsonNode band : picture.path("bands")) {
            assertThat(band.path("data_type").toString())
                    .isEqualTo("{\"type\":\"PixelType\",\"precision\":\"int\",\"min\":0,\"max\":255}");
            assertThat(band.path("crs").asText()).isEqualTo("EPSG:32617");
            assertThat(numbers(band.path("dimensions"))).containsExactly(grid.width(), grid.height());
            double[] transform = numbers(band.path("crs_transform"));
            double[] origin = band.has("origin") ? numbers(band.path("origin")) : new double[2];
            assertThat(transform[0]).isEqualTo(side);
            assertThat(transform[2] + origin[0] * side).isEqualTo(grid.left());
            assertThat(transform[5] - origin[1] * side).isEqualTo(grid.top());
        }
        assertThat(picture.at("/properties/system:index").asText()).isEqualTo(StoredImages.SCENE);
    }
}
