package dev.swath.earthengine.compute;

import static dev.swath.earthengine.compute.GraphTree.argument;
import static dev.swath.earthengine.compute.GraphTree.call;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.earthengine.Band;
import dev.swath.earthengine.ImageAsset;
import dev.swath.earthengine.expression.ExpressionJson;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import dev.swath.job.CloudMask;
import dev.swath.job.Composite;
import dev.swath.job.Job;
import dev.swath.job.SettingReader;
import dev.swath.job.TimeWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What Swath sends for a setting is the graph that Google's Python client was seen to send for the same, but for the differences that
 * {@link #TABLE} names. Graphs are compared as trees: references followed, functions of {@code Collection.map} applied to each image,
 * arguments by their names.
 *
 * <p>Of every setting:
 *
 * <ul>
 *   <li>A reply has a mask for each band beside the samples, where the client leaves masked samples to a nodata value: compared is the
 *       image before that, {@code dstImg} within {@code unmask} and a cast.
 *   <li>A composite names its images one by one, as they were listed, where the client filters the collection: the same images go into
 *       every tile, and into the links of the Item, even if one is added meanwhile. The conditions of the listing are sent as the filter
 *       of {@code listAssets}, which is not a graph.
 *   <li>Computed bands are renamed as the job calls them.
 *   <li>An expression of the user's own is {@link SentExpressionsTest}'s, and the question how much of the area is cloudy.
 *   <li>What no captured request shows is in {@link #UNSEEN}.
 * </ul>
 */
class SentGraphsTest {

    private static final String COLLECTION = "COPERNICUS/S2_SR_HARMONIZED";
    private static final String SCENE = COLLECTION + "/20240105T160511_20240105T161202_T17PLK";
    private static final List<String> SCENES = List.of(SCENE, COLLECTION + "/20240110T160511_20240110T161014_T17PLK");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /**
     * A setting and the request that shows it.
     *
     * @param settings of the job, {@code key=value} below {@code swath.}
     * @param captured the file
     * @param ours what is compared of Swath's image
     * @param theirs what is compared of the client's image
     */
    private record Row(String settings, String captured, UnaryOperator<JsonNode> ours, UnaryOperator<JsonNode> theirs) {

        private static Row of(String settings, String captured) {
            return new Row(settings, captured, UnaryOperator.identity(), UnaryOperator.identity());
        }

        private Row ours(UnaryOperator<JsonNode> part) {
            return new Row(settings, captured, part, theirs);
        }

        private Row theirs(UnaryOperator<JsonNode> part) {
            return new Row(settings, captured, ours, part);
        }

        @Override
        public String toString() {
            return settings + " | " + captured;
        }
    }

    private static final String PICTURE = "visualization.min=0; visualization.max=5000; ";
    private static final String BOX = "area=-82.44,8.39,-82.43,8.4; ";

    private static final List<Row> TABLE = List.of(
            Row.of("bands=B8,B4,B3; method=computePixels", "plain-select"),
            Row.of("bands=B8,B4,B3; mask.source=request", "plain-select"),
            // Formulas. The name is the job's; the quotient is masked where it is divided by zero, where Earth Engine
            // gives 0.
            Row.of("bands=NDVI=ndvi", "ndvi"),
            Row.of("bands=x=(B8-B4)/(B8+B4)", "ndvi-arithmetic").ours(image -> argument(withoutRename(image), "image")),
            // The client's nodata value is a mask of its own with Swath, and rounded values are limited to the type.
            Row.of("bands=x=ndvi*10000; type=int16", "ndvi-scaled-int16")
                    .ours(image -> withoutRename(argument(argument(image, "input"), "value")))
                    .theirs(image -> argument(argument(argument(image, "input"), "value"), "value")),
            // Cloud masks.
            Row.of("bands=B8,B4,B3; cloud-mask=scl", "scl-mask-remap"),
            // The client divides by 10000 here; values=scaled multiplies each band by the factor of the catalogue
            // instead.
            Row.of("bands=B8,B4,B3; cloud-mask=qa60", "qa60-mask")
                    .ours(image -> argument(image, "input"))
                    .theirs(image -> argument(argument(image, "input"), "image1")),
            Row.of("bands=B8; cloud-mask=cloud-score-plus:0.6", "cloudscore-image-link")
                    .ours(image -> argument(argument(argument(image, "input"), "mask"), "image1")),
            // A collection is linked image by image, which needs no join.
            Row.of("bands=B4,B3,B2; cloud-mask=cloud-probability:50", "s2cloudless-join")
                    .ours(image -> argument(argument(image, "input"), "mask"))
                    .theirs(image -> linkedInsteadOfJoined(argument(
                            argument(argument(image, "input"), "collection").get(0), "mask"))),
            // Metres, which are the same at every scale, where the client counts pixels; all classes of clouds.
            Row.of("bands=B4; cloud-mask=scl; cloud-mask.buffer=20", "focal-buffer-mask")
                    .ours(image -> functions(argument(argument(image, "input"), "mask"), "Image.not", "Image.focalMax"))
                    .theirs(image -> functions(argument(image, "mask"), "Image.not", "Image.focalMax")),
            // Composites; of a collection of images that bands are selected from first, as the client does for some.
            composite("bands=B4,B3,B2; composite=median", "median"),
            composite("bands=B4; composite=mean", "mean"),
            composite("bands=B4; composite=count", "count"),
            // One percentile gives one band; the client asked for three.
            composite("bands=B4; composite=percentile:10", "percentile")
                    .theirs(image -> reducedBy(
                            image,
                            call(
                                    "Reducer.percentile",
                                    "percentiles",
                                    JSON.arrayNode().add(10.0)))),
            composite("bands=B4,B3,B2; cloud-mask=scl; composite=median", "median-scl-masked"),
            composite("bands=B4,B3,B2; cloud-mask=qa60; composite=median", "median-qa60-masked")
                    .theirs(SentGraphsTest::withoutDivision),
            // The score is that of the link without temporal noise, cs_cdf, as its makers advise; bands are selected
            // before.
            composite("bands=B4,B3,B2; cloud-mask=cloud-score-plus:0.6; composite=median", "cloudscore-link")
                    .ours(image -> maskOfFirst(withoutRename(image)))
                    .theirs(image -> substituted(maskOfFirst(argument(image, "input")), "\"cs\"", "\"cs_cdf\"")),
            // The order is that of the listing; bands are selected before.
            composite("bands=B4,B3,B2; composite=mosaic", "mosaic")
                    .theirs(image -> selectedBefore(image, "B4", "B3", "B2")),
            composite("bands=B4,B3,B2,nd=ndvi; composite=quality:nd", "qualityMosaic-ndvi")
                    .ours(image -> quality(withoutRename(image)))
                    .theirs(image -> quality(argument(image, "input"))),
            // Pictures.
            picture(
                    "visualization.gamma=1.35,1.2,1; outline.width=0; clip=false; render=server",
                    "visualize-gamma-list"),
            picture("visualization.gamma=1.35,1.2,1; outline.width=0", "visualize-gamma-list"),
            Row.of(
                            "bands=ndvi; visualization.min=-0.2; visualization.max=0.9; visualization.palette="
                                    + "#a52a2a,yellow,006400",
                            "visualize-palette")
                    // Colours are written as digits, and the index has its name.
                    .ours(image -> substituted(image, "\"ffff00\"", "\"yellow\""))
                    .theirs(image -> substituted(named(image, "ndvi"), "\"brown\"", "\"a52a2a\"")),
            picture(BOX + "outline.color=white; outline.width=2; clip=false; render=server", "paint-outline"),
            // The tutorial's colour is a text, which means a property that its feature lacks; Swath paints numbers.
            picture(
                            "collection=COPERNICUS/S2_SR; area=-82.48,8.3508,-82.39,8.4408; visualization.gamma=1.35,1.35,1.35;"
                                    + " outline.color=white; outline.width=2; render=server",
                            "visualize-clip-paint-seed")
                    .theirs(image -> substituted(image, "\"0000ffff\"", "255.0")));

    /** Settings that compute, and why no captured request can be compared with what is sent for them. */
    private static final Map<String, String> UNSEEN = Map.of(
            "values=scaled",
            "the clients divide by 10000, in qa60-mask and in expression-evi; Swath multiplies by the catalogue's factor and adds"
                    + " its offset",
            "cloud-mask=qa-pixel",
            "no request is about Landsat",
            "composite=min",
            "the clients asked for other statistics; it differs from mean only in the name of the function",
            "composite=max",
            "as min",
            "composite=latest",
            "a mosaic of images in order of time, where the client sorted by cloudiness",
            "composite.period",
            "which images go together is decided before the request; all requests are about January",
            "composite.grid",
            "the grid of a request is not in its graph",
            "composite.open",
            "which periods are composed is decided before the request",
            "max-cloud-in-area",
            "compared in SentExpressionsTest",
            "expression",
            "compared in SentExpressionsTest");

    private static Row composite(String settings, String captured) {
        return Row.of(settings + "; composite.period=P1M", captured).ours(SentGraphsTest::withoutRename);
    }

    private static Row picture(String settings, String captured) {
        return Row.of("bands=B8,B4,B3; " + PICTURE + settings, captured);
    }

    static Stream<Row> rows() {
        return TABLE.stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_setting_is_sent_as_the_python_client_sends_it(Row row) throws IOException {
        JsonNode sent = image(reply(job(row.settings)));

        assertThat(row.ours.apply(sent)).isEqualTo(row.theirs.apply(captured(row.captured)));
    }

    @Test
    void every_setting_that_computes_is_compared_or_said_to_be_unseen() {
        Set<String> settings = TABLE.stream()
                .flatMap(row -> Stream.of(row.settings.split("; *")))
                .map(setting -> setting.replaceFirst(":.*", ""))
                .collect(Collectors.toCollection(HashSet::new));
        settings.addAll(UNSEEN.keySet());
        Stream<String> masks = Stream.of(CloudMask.Source.values()).map(source -> "cloud-mask=" + word(source));
        Stream<String> composites = Stream.of(Composite.Method.values()).map(method -> "composite=" + word(method));
        Stream<String> others = Stream.of(
                "values=scaled",
                "cloud-mask.buffer=20",
                "composite.period",
                "composite.grid",
                "composite.open",
                "max-cloud-in-area",
                "expression",
                "type=int16",
                "method=computePixels",
                "mask.source=request",
                "render=server");

        assertThat(settings)
                .containsAll(Stream.of(masks, composites, others)
                        .flatMap(each -> each)
                        .toList());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Each channel by itself, for the service paints one value into all bands. */
    @Test
    void a_coloured_outline_is_painted_in_each_channel() throws IOException {
        JsonNode sent = image(
                reply(job("bands=B8,B4,B3; collection=COPERNICUS/S2_SR; area=-82.48,8.3508,-82.39,8.4408; " + PICTURE
                        + "visualization.gamma=1.35,1.35,1.35; outline.color=blue; outline.width=2; render=server")));
        JsonNode tutorial = captured("visualize-clip-paint-seed");

        JsonNode expected = Stream.of("vis-red 0.0", "vis-green 0.0", "vis-blue 255.0")
                .map(channel -> channel.split(" "))
                .map(channel -> {
                    ObjectNode painted = (ObjectNode) substituted(tutorial, "\"0000ffff\"", channel[1]);
                    painted.set("image", selected(painted.get("image"), channel[0]));
                    return painted;
                })
                .reduce((red, next) -> call("Image.addBands", "dstImg", red, "srcImg", next))
                .orElseThrow();
        assertThat(sent).isEqualTo(expected);
    }

    /** An area of three corners is written as the client writes it. */
    @Test
    void a_polygon_has_open_rings(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("triangle.geojson"),
                "{\"type\": \"Polygon\", \"coordinates\": [[[-82.44, 8.39], [-82.43, 8.39], [-82.435, 8.4], [-82.44, 8.39]]]}");
        Job job = job("bands=B8,B4,B3; " + PICTURE + "outline.width=0; render=server; area=" + file);

        assertThat(argument(image(reply(job)), "geometry")).isEqualTo(argument(captured("clip-polygon"), "geometry"));
    }

    static Job job(String settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "swath.collection", COLLECTION,
                "swath.area", "-82.44,8.39,-82.43,8.4",
                "swath.start", "2024-01-01",
                "swath.end", "2024-02-01",
                "swath.scale", "10"));
        for (String setting : settings.split("; *")) {
            String[] parts = setting.split("=", 2);
            all.put("swath." + parts[0], parts[1]);
        }
        return Job.from("job", SettingReader.of(key -> Optional.ofNullable(all.get(key))));
    }

    private static JsonNode reply(Job job) {
        List<ImageAsset> listed = SCENES.stream()
                .map(scene -> asset(
                        scene.replace(COLLECTION, job.source().collection().orElseThrow())))
                .toList();
        TimeWindow january =
                new TimeWindow(Instant.parse("2024-01-01T00:00:00Z"), Instant.parse("2024-02-01T00:00:00Z"));
        ImageAsset image = job.computing()
                .composite()
                .map(composite -> new CompositeAssets(job, composite, january, true)
                        .of(listed, open -> {})
                        .get(0))
                .orElse(listed.get(0));
        ComputedImage computed = ComputedImage.of(job.computing(), image, true, job.computesStoredBands())
                .orElseThrow();
        return GraphTree.of(ExpressionJson.of(computed.reply(job.visualization(), ServerDrawing.of(job))), scenes());
    }

    static ImageAsset asset(String id) {
        List<Band> bands = new ArrayList<>();
        Stream.of("B8", "B4", "B3", "B2").forEach(band -> bands.add(new Band(band, SampleType.UINT16, grid(10))));
        bands.add(new Band("SCL", SampleType.UINT8, grid(20)));
        bands.add(new Band("QA60", SampleType.UINT16, grid(60)));
        return new ImageAsset(
                "projects/earthengine-public/assets/" + id,
                id,
                Instant.parse("2024-01-05T16:05:11Z"),
                Instant.parse("2024-01-05T16:05:11Z"),
                Optional.empty(),
                Map.of(),
                bands);
    }

    private static RasterGrid grid(double side) {
        return new RasterGrid(
                Projection.of("EPSG:32617"),
                new AffineTransform(side, 0, 300_000, 0, -side, 1_000_020),
                (int) (109_800 / side),
                (int) (109_800 / side));
    }

    private static JsonNode captured(String name) throws IOException {
        JsonNode request = new ObjectMapper()
                .readTree(SentGraphsTest.class.getResourceAsStream(
                        "/dev/swath/emulator/expressions/python-computePixels-" + name + ".json"));
        return GraphTree.of(request.at("/body/expression"), scenes());
    }

    /** The image of a reply, without its masks, the zeros in the place of masked samples, and a cast that changes nothing. */
    static JsonNode image(JsonNode reply) {
        JsonNode cast = argument(reply, "dstImg");
        JsonNode filled = cast.get("").asText().startsWith("Image.to") ? argument(cast, "value") : cast;
        assertThat(filled.get("").asText()).isEqualTo("Image.unmask");
        return argument(filled, "input");
    }

    private static ArrayNode scenes() {
        ArrayNode images = JSON.arrayNode();
        SCENES.forEach(scene -> images.add(call("Image.load", "id", JSON.textNode(scene))));
        return images;
    }

    // ---- Parts of trees.

    private static JsonNode withoutRename(JsonNode image) {
        assertThat(image.get("").asText()).isEqualTo("Image.rename");
        return argument(image, "input");
    }

    private static JsonNode named(JsonNode image, String name) {
        ObjectNode copy = image.deepCopy();
        copy.set(
                "image",
                call(
                        "Image.rename",
                        "input",
                        image.get("image"),
                        "names",
                        JSON.arrayNode().add(name)));
        return copy;
    }

    private static JsonNode substituted(JsonNode tree, String text, String by) {
        try {
            return doubles(new ObjectMapper().readTree(tree.toString().replace(text, by)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode doubles(JsonNode node) {
        if (node.isObject()) {
            ObjectNode copy = JSON.objectNode();
            node.properties().forEach(field -> copy.set(field.getKey(), doubles(field.getValue())));
            return copy;
        }
        return GraphTree.constant(node);
    }

    /** The chain of functions that a value goes through, as far as it is this one. */
    private static JsonNode functions(JsonNode call, String... names) {
        ArrayNode chain = JSON.arrayNode();
        JsonNode at = call;
        for (String name : names) {
            assertThat(at.get("").asText()).isEqualTo(name);
            chain.add(name);
            at = at.has("value") ? at.get("value") : at.get("image");
        }
        return chain;
    }

    private static JsonNode linkedInsteadOfJoined(JsonNode mask) {
        ObjectNode copy = mask.deepCopy();
        JsonNode joined = argument(copy.get("image1"), "input");
        assertThat(joined.get("").asText()).isEqualTo("Element.get");
        ObjectNode linked = call(
                "Image.linkCollection",
                "input",
                joined.get("object"),
                "imageCollection",
                call("ImageCollection.load", "id", JSON.textNode("COPERNICUS/S2_CLOUD_PROBABILITY")),
                "linkedBands",
                JSON.arrayNode().add("probability"));
        ((ObjectNode) copy.get("image1")).set("input", linked);
        return copy;
    }

    private static JsonNode selected(JsonNode image, String... bands) {
        ArrayNode names = JSON.arrayNode();
        Stream.of(bands).forEach(names::add);
        return call("Image.select", "input", image, "bandSelectors", names);
    }

    private static JsonNode selectedBefore(JsonNode composed, String... bands) {
        ObjectNode copy = argument(composed, "input").deepCopy();
        ArrayNode images = JSON.arrayNode();
        copy.get("collection").forEach(image -> images.add(selected(image, bands)));
        copy.set("collection", images);
        return copy;
    }

    private static JsonNode reducedBy(JsonNode composed, JsonNode reducer) {
        ObjectNode copy = composed.deepCopy();
        copy.set("reducer", reducer);
        return copy;
    }

    private static JsonNode withoutDivision(JsonNode composed) {
        ObjectNode copy = composed.deepCopy();
        copy.get("collection").forEach(image -> {
            JsonNode divided = image.get("input");
            assertThat(divided.get("").asText()).isEqualTo("Image.divide");
            ((ObjectNode) image).set("input", divided.get("image1"));
        });
        return copy;
    }

    /** The cloud mask of the first image of a composite. */
    private static JsonNode maskOfFirst(JsonNode composed) {
        JsonNode image = argument(composed, "collection").get(0);
        return argument(image.get("").asText().equals("Image.select") ? image.get("input") : image, "mask");
    }

    /** The band that decides, and how it is made of each image. */
    private static JsonNode quality(JsonNode composed) {
        ArrayNode parts = JSON.arrayNode().add(composed.get("")).add(composed.get("qualityBand"));
        composed.get("collection").forEach(image -> parts.add(argument(image, "srcImg")));
        return parts;
    }
}
