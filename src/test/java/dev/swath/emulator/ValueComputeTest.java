package dev.swath.emulator;

import static dev.swath.emulator.Graph.argument;
import static dev.swath.emulator.Graph.bands;
import static dev.swath.emulator.Graph.call;
import static dev.swath.emulator.Graph.function;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Values of expressions. */
class ValueComputeTest {

    private static final ObjectNode IMAGES = call("ImageCollection.load", "id", Api.COLLECTION);
    private static final ObjectNode IMAGE = Graph.image(Api.COLLECTION + "/IMAGE_00000");
    private static Api api;

    @BeforeAll
    static void start() {
        api = Api.start();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static HttpResponse<byte[]> ask(ObjectNode graph) {
        return api.post("/v1/projects/p/value:compute", "{\"expression\":" + graph + "}");
    }

    private static JsonNode value(Object result, Object... more) {
        return Api.json(ask(Graph.of(result, more))).path("result");
    }

    private static String error(ObjectNode graph) {
        HttpResponse<byte[]> reply = ask(graph);
        assertThat(reply.statusCode()).isEqualTo(400);
        return Api.anyJson(reply).path("error").path("message").asText();
    }

    @Test
    void whole_numbers_stay_whole_until_they_are_divided() {
        assertThat(value(call("Number.add", "left", 1, "right", 2)).toString()).isEqualTo("3");
        assertThat(value(call("Number.divide", "left", 1, "right", 4)).toString())
                .isEqualTo("0.25");
        assertThat(value(call("Number.divide", "left", 1, "right", 0)).toString())
                .isEqualTo("0");
        assertThat(value(call("Number.toUint8", "input", 300.7)).toString()).isEqualTo("255");
    }

    @Test
    void an_inner_function_sees_the_arguments_of_the_outer_one_though_both_use_one_name() {
        // [1, 2].map(x -> [10, 20].map(x -> x + 1).map(y -> x + y)), with the names that clients give.
        JsonNode result = value(
                call("List.map", "list", List.of(1, 2), "baseAlgorithm", function("outer", "x")),
                "outer",
                call(
                        "List.map",
                        "list",
                        call("List.map", "list", List.of(10, 20), "baseAlgorithm", function("inner", "x")),
                        "baseAlgorithm",
                        function("both", "y")),
                "inner",
                call("Number.add", "left", argument("x"), "right", 1),
                "both",
                call("Number.add", "left", argument("x"), "right", argument("y")));

        assertThat(result.toString()).isEqualTo("[[12,22],[13,23]]");
    }

    @Test
    void dates_follow_the_calendar_and_are_written_by_pattern() {
        ObjectNode leapDay = call("Date", "value", "2024-01-31");
        ObjectNode later = call("Date.advance", "date", leapDay, "delta", 1, "unit", "month");

        assertThat(value(call("Date.format", "date", later, "format", "YYYY-MM-dd"))
                        .asText())
                .isEqualTo("2024-02-29");
        assertThat(value(call("Date.difference", "date", later, "start", leapDay, "unit", "day"))
                        .asDouble())
                .isEqualTo(29);
        assertThat(value(call("Date.getRelative", "date", later, "unit", "day", "inUnit", "year"))
                        .asInt())
                .isEqualTo(59);
        assertThat(value(leapDay).toString()).isEqualTo("{\"type\":\"Date\",\"value\":1706659200000}");
    }

    @Test
    void filters_on_time_and_properties_are_combined() {
        ObjectNode days = call(
                "Filter.dateRangeContains",
                "leftValue",
                call("DateRange", "start", "2024-01-02", "end", "2024-01-12"),
                "rightField",
                "system:time_start");
        ObjectNode tile = call("Filter.equals", "leftField", "MGRS_TILE", "rightValue", "17PLK");
        ObjectNode both = call("Filter.and", "filters", List.of(days, tile));
        int all = value(call(
                        "Collection.size",
                        "collection",
                        call("Collection.filter", "collection", IMAGES, "filter", days)))
                .asInt();
        int half = value(call(
                        "Collection.size",
                        "collection",
                        call("Collection.filter", "collection", IMAGES, "filter", both)))
                .asInt();

        assertThat(all).isEqualTo(10);
        assertThat(half).isEqualTo(5);
    }

    @Test
    void an_image_is_described_with_types_grids_and_properties() {
        JsonNode image = value(bands(IMAGE, "RED", "SWIR"));

        assertThat(image.path("type").asText()).isEqualTo("Image");
        assertThat(image.path("id").asText()).isEqualTo("TEST/IMAGES/IMAGE_00000");
        assertThat(image.at("/bands/0/data_type").toString())
                .isEqualTo("{\"type\":\"PixelType\",\"precision\":\"int\",\"min\":0,\"max\":65535}");
        assertThat(image.at("/bands/1/crs_transform").toString()).isEqualTo("[20,0,340000,0,-20,930000]");
        assertThat(image.at("/bands/1/dimensions").toString()).isEqualTo("[150,100]");
        assertThat(image.at("/properties/system:index").asText()).isEqualTo("IMAGE_00000");
        assertThat(image.at("/properties/system:footprint/type").asText()).isEqualTo("LinearRing");
    }

    @Test
    void constants_and_composites_have_pixels_of_a_degree() {
        String degrees = "{\"type\":\"Projection\",\"crs\":\"EPSG:4326\",\"transform\":[1,0,0,0,1,0]}";
        ObjectNode mosaic = call("ImageCollection.mosaic", "collection", IMAGES);

        assertThat(value(call("Image.projection", "image", Graph.number(1))).toString())
                .isEqualTo(degrees);
        assertThat(value(call("Image.projection", "image", bands(mosaic, "RED")))
                        .toString())
                .isEqualTo(degrees);
    }

    @Test
    void a_region_is_reduced_by_the_share_of_each_pixel() {
        // Columns 20 to 22.5 and rows 10 to 12 of the grid: the last column counts half.
        ObjectNode region = call(
                "GeometryConstructors.Rectangle",
                "coordinates",
                List.of(340200, 929880, 340225, 929900),
                "crs",
                call("Projection", "crs", "EPSG:32617"));
        ObjectNode reducer = call(
                "Reducer.combine",
                "reducer1",
                call("Reducer.mean"),
                "reducer2",
                call("Reducer.minMax"),
                "sharedInputs",
                true);
        JsonNode result = value(call(
                "Image.reduceRegion",
                "image",
                bands(IMAGE, "RED"),
                "reducer",
                reducer,
                "geometry",
                region,
                "scale",
                10));
        double sum = 0;
        for (int row = 10; row < 12; row++) {
            sum += TestScene.value("RED", 0, 20, row)
                    + TestScene.value("RED", 0, 21, row)
                    + 0.5 * TestScene.value("RED", 0, 22, row);
        }

        assertThat(result.path("RED_mean").asDouble()).isCloseTo(sum / 5, within(1e-3));
        assertThat(result.path("RED_min").asDouble()).isEqualTo(TestScene.value("RED", 0, 20, 10));
        assertThat(result.path("RED_max").asDouble()).isEqualTo(TestScene.value("RED", 0, 22, 11));
    }

    @Test
    void a_join_adds_the_first_match_as_a_property() {
        ObjectNode two = call("Collection.limit", "collection", IMAGES, "limit", 2);
        ObjectNode joined = call(
                "Join.apply",
                "join",
                call("Join.saveFirst", "matchKey", "match"),
                "primary",
                two,
                "secondary",
                two,
                "condition",
                call("Filter.equals", "leftField", "system:index", "rightField", "system:index"));
        ObjectNode first = call("Collection.first", "collection", joined);
        ObjectNode match = call("Element.get", "object", first, "property", "match");

        assertThat(value(call("Element.get", "object", match, "property", "system:index"))
                        .asText())
                .isEqualTo("IMAGE_00000");
    }

    @Test
    void what_can_not_be_evaluated_is_refused_in_earth_engines_words() {
        assertThat(error(Graph.of(call("Image.nothing")))).isEqualTo("Algorithm 'Image.nothing' not found.");
        assertThat(error(Graph.of(call("Image.select", "bandSelectors", List.of("RED")))))
                .isEqualTo("Image.select: Parameter 'input' is required and may not be null.");
        assertThat(error(Graph.of(call("Number.sqrt", "input", "x"))))
                .isEqualTo(
                        "Number.sqrt, argument 'input': Invalid type.\nExpected type: Number.\nActual type: String.");
        assertThat(error(Graph.of(call("List.get", "list", List.of(1, 2), "index", 2))))
                .isEqualTo("List.get: List index must be between 0 and 1, or -2 and -1. Found 2.");
        assertThat(error(Graph.of(call("Number.expression", "expression", "1 + * 2"))))
                .isEqualTo("Image.parseExpression: Unable to parse expression: unexpected '*' at position 5.");
    }

    @Test
    void calls_of_unknown_functions_are_counted() {
        int before = api.json("/").path("unknownFunctionCalls").asInt();
        error(Graph.of(call("Image.nothing")));

        assertThat(api.json("/").path("unknownFunctionCalls").asInt()).isEqualTo(before + 1);
        assertThat(api.json("/").path("functions").asInt()).isGreaterThan(500);
    }

    @Test
    void a_graph_with_a_cycle_or_too_deep_is_refused() {
        ObjectNode cycle = Graph.of(call("Number.add", "left", reference("1"), "right", 1), "1", reference("0"));
        Object[] deep = new Object[2000];
        for (int i = 0; i < 1000; i++) {
            deep[2 * i] = Integer.toString(i + 1);
            deep[2 * i + 1] = i < 999 ? call("Number.add", "left", reference(Integer.toString(i + 2)), "right", 1) : 1;
        }

        assertThat(error(cycle)).contains("refers to itself");
        assertThat(error(Graph.of(reference("1"), deep))).contains("nested too deeply");
    }

    private static ObjectNode reference(String key) {
        ObjectNode node = argument("");
        node.removeAll();
        return node.put("valueReference", key);
    }
}
