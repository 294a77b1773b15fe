package dev.swath.emulator;

import static dev.swath.emulator.Graph.argument;
import static dev.swath.emulator.Graph.bands;
import static dev.swath.emulator.Graph.call;
import static dev.swath.emulator.Graph.function;
import static dev.swath.emulator.Graph.number;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.Slow;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Expressions that want more than there is: each is refused with a message, or answered, and the server goes on. */
@Timeout(60)
@Slow("Expressions that want more than there is are refused with a message or answered, and the emulator goes on.")
class HostileExpressionsTest {

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

    @AfterEach
    void the_server_still_answers() {
        assertThat(Api.json(value(Graph.of(call("Number.add", "left", 1, "right", 2))))
                        .path("result")
                        .asInt())
                .isEqualTo(3);
    }

    private static HttpResponse<byte[]> value(ObjectNode graph) {
        return api.post("/v1/projects/p/value:compute", "{\"expression\":" + graph + "}");
    }

    private static HttpResponse<byte[]> pixels(ObjectNode graph, int side) {
        String body = "{'fileFormat':'NPY','grid':{'dimensions':{'width':" + side + ",'height':" + side
                + "},'affineTransform':{'scaleX':10,'scaleY':-10,'translateX':340000,'translateY':930000},"
                + "'crsCode':'EPSG:32617'},'expression':";
        return api.post("/v1/projects/p/image:computePixels", body.replace('\'', '"') + graph + "}");
    }

    private static String refused(HttpResponse<byte[]> reply) {
        assertThat(reply.statusCode()).as(Api.text(reply)).isEqualTo(400);
        return Api.anyJson(reply).path("error").path("message").asText();
    }

    private static ObjectNode reference(int key) {
        ObjectNode node = argument("");
        node.removeAll();
        return node.put("valueReference", Integer.toString(key));
    }

    /** Nodes of which each uses the one before it twice: key n stands for 2 to the power of n of them. */
    private static Object[] doubled(int levels, ObjectNode first, String function, String left, String right) {
        List<Object> nodes = new ArrayList<>(List.of("1", first));
        for (int i = 2; i <= levels; i++) {
            nodes.add(Integer.toString(i));
            nodes.add(call(function, left, reference(i - 1), right, reference(i - 1)));
        }
        return nodes.toArray();
    }

    @Test
    void a_node_that_is_used_twice_at_each_of_many_levels_is_evaluated_once() {
        Object[] numbers = doubled(60, call("Number.add", "left", 0, "right", 1), "Number.add", "left", "right");
        assertThat(Api.json(value(Graph.of(reference(60), numbers)))
                        .path("result")
                        .asDouble())
                .isEqualTo(StrictMath.pow(2, 59));

        Object[] images = doubled(40, bands(IMAGE, "RED"), "Image.max", "image1", "image2");
        assertThat(pixels(Graph.of(reference(40), images), 32).statusCode()).isEqualTo(200);
    }

    @Test
    void lists_that_double_at_each_level_are_refused() {
        Object[] lists = doubled(60, call("List.sequence", "start", 1, "end", 10), "List.cat", "list", "other");
        assertThat(refused(value(Graph.of(call("List.size", "list", reference(60)), lists))))
                .contains("memory limit exceeded");
    }

    @Test
    void texts_that_double_at_each_level_are_refused() {
        Object[] texts = doubled(60, call("String", "input", "0123456789"), "String.cat", "string1", "string2");
        assertThat(refused(value(Graph.of(call("String.length", "string", reference(60)), texts))))
                .contains("memory limit exceeded");
        ObjectNode replaced = call(
                "String.replace",
                "input",
                "a".repeat(20_000),
                "regex",
                "a",
                "replacement",
                "b".repeat(20_000),
                "flags",
                "g");
        assertThat(refused(value(Graph.of(call("String.length", "string", replaced)))))
                .contains("memory limit exceeded");
    }

    @Test
    void lists_inside_lists_that_double_are_refused_when_they_are_written() {
        List<Object> nodes = new ArrayList<>(List.of("1", call("List.sequence", "start", 1, "end", 10)));
        for (int i = 2; i <= 40; i++) {
            nodes.add(Integer.toString(i));
            nodes.add(List.of(reference(i - 1), reference(i - 1)));
        }
        assertThat(refused(value(Graph.of(reference(40), nodes.toArray())))).contains("memory limit exceeded");
    }

    @Test
    void a_huge_sequence_is_refused() {
        assertThat(refused(value(Graph.of(call("List.sequence", "start", 1, "end", 1e12)))))
                .contains("memory limit exceeded");
        assertThat(refused(value(Graph.of(call("List.sequence", "start", 0, "end", 1, "step", 1e-12)))))
                .contains("memory limit exceeded");
        assertThat(refused(value(Graph.of(call("List.sequence", "start", 0, "step", 1, "count", 2e9)))))
                .contains("memory limit exceeded");
        assertThat(refused(value(Graph.of(call("List.repeat", "value", 1, "count", 2e9)))))
                .contains("memory limit exceeded");
    }

    @Test
    void sequences_within_sequences_are_refused() {
        ObjectNode million = call("List.sequence", "start", 1, "end", 1_000_000);
        ObjectNode nested = call("List.map", "list", million, "baseAlgorithm", function("inner", "x"));
        ObjectNode thousands = call("List.sequence", "start", argument("x"), "end", 1_000_000);
        String message = refused(value(Graph.of(nested, "inner", thousands)));
        assertThat(message).contains("memory limit exceeded");
    }

    @Test
    void an_iteration_whose_state_doubles_is_refused() {
        ObjectNode many = call("List.sequence", "start", 1, "end", 1000);
        ObjectNode iterated =
                call("List.iterate", "list", many, "function", function("body", "x", "state"), "first", List.of(1, 2));
        ObjectNode body = call("List.cat", "list", argument("state"), "other", argument("state"));
        assertThat(refused(value(Graph.of(call("List.size", "list", iterated), "body", body))))
                .contains("memory limit exceeded");
    }

    @Test
    void images_that_an_iteration_piles_up_are_too_deep_to_be_computed() {
        ObjectNode many = call("List.sequence", "start", 1, "end", 100_000);
        ObjectNode iterated = call(
                "List.iterate", "list", many, "function", function("body", "x", "state"), "first", bands(IMAGE, "RED"));
        ObjectNode body = call("Image.add", "image1", argument("state"), "image2", number(1));
        assertThat(refused(pixels(Graph.of(iterated, "body", body), 32)))
                .containsAnyOf("nested too deeply", "memory limit exceeded");
    }

    @Test
    void deep_nesting_without_keys_is_refused() {
        StringBuilder text = new StringBuilder();
        int deep = 5000;
        text.append("{\"functionInvocationValue\":{\"functionName\":\"Number.abs\",\"arguments\":{\"input\":"
                        .repeat(deep))
                .append("{\"constantValue\":1}")
                .append("}}}".repeat(deep));
        HttpResponse<byte[]> reply = api.post(
                "/v1/projects/p/value:compute", "{\"expression\":{\"result\":\"0\",\"values\":{\"0\":" + text + "}}}");
        assertThat(refused(reply)).isNotBlank();
    }

    @Test
    void a_wide_node_is_answered() {
        List<Integer> wide = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            wide.add(i);
        }
        ObjectNode sum = call("List.reduce", "list", wide, "reducer", call("Reducer.sum"));
        assertThat(Api.json(value(Graph.of(sum))).path("result").asLong()).isEqualTo(4_999_950_000L);
    }

    @Test
    void too_many_pixels_of_a_region_are_refused_in_earth_engines_words() {
        ObjectNode region = call(
                "GeometryConstructors.Rectangle",
                "coordinates",
                List.of(340_000, 900_000, 370_000, 930_000),
                "crs",
                call("Projection", "crs", "EPSG:32617"));
        ObjectNode reduced = call(
                "Image.reduceRegion",
                "image",
                bands(IMAGE, "RED"),
                "reducer",
                call("Reducer.mean"),
                "geometry",
                region,
                "scale",
                0.1);
        assertThat(refused(value(Graph.of(reduced))))
                .startsWith("Image.reduceRegion: Too many pixels in the region. Found ")
                .contains("maxPixels");
        ((ObjectNode) reduced.at("/functionInvocationValue/arguments")).set("maxPixels", Graph.node(1e13));
        assertThat(refused(value(Graph.of(reduced)))).contains("memory limit exceeded");
    }

    @Test
    void bands_and_kernels_without_end_are_refused() {
        ObjectNode wide = call("Image.focalMax", "image", bands(IMAGE, "RED"), "radius", 1e9);
        assertThat(refused(pixels(Graph.of(wide), 32))).contains("Kernel");
        ObjectNode far = call("Image.fastDistanceTransform", "image", IMAGE, "neighborhood", 2_000_000_000);
        assertThat(refused(pixels(Graph.of(far), 32))).contains("memory limit exceeded");
        ObjectNode repeated = call("Image.focalMax", "image", bands(IMAGE, "RED"), "radius", 300, "iterations", 512);
        assertThat(refused(pixels(Graph.of(repeated), 32))).containsAnyOf("nested too deeply", "memory limit exceeded");
        ObjectNode endless = call("Image.focalMax", "image", IMAGE, "iterations", 2_000_000_000);
        assertThat(refused(pixels(Graph.of(endless), 32))).contains("at most 512 times");
        Object[] images = doubled(30, IMAGE, "Image.addBands", "dstImg", "srcImg");
        assertThat(refused(pixels(Graph.of(reference(30), images), 32))).isNotBlank();
    }

    @Test
    void patterns_that_backtrack_without_end_are_refused() {
        ObjectNode match = call("String.match", "input", "a".repeat(40) + "!", "regex", "(a+)+$");
        HttpResponse<byte[]> reply = value(Graph.of(match));
        assertThat(reply.statusCode()).isIn(200, 400);
    }
}
