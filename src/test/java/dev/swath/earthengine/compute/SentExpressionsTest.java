package dev.swath.earthengine.compute;

import static dev.swath.earthengine.compute.GraphTree.argument;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.RouteFile;
import dev.swath.earthengine.ImageAsset;
import dev.swath.earthengine.expression.ExpressionJson;
import dev.swath.job.CloudMask;
import dev.swath.job.Job;
import dev.swath.job.TimeWindow;
import dev.swath.job.expression.ExpressionFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a user of the Python client has seen to work is sent by {@code swath.expression} as it is: with placeholders for what a job
 * knows, each captured graph becomes the same graph again, filters of collections and formulas that the service parses included.
 */
class SentExpressionsTest {

    private static final Path FILES =
            RouteFile.projectFolder().resolve("src/test/resources/dev/swath/emulator/expressions");
    private static final String COLLECTION = "COPERNICUS/S2_SR_HARMONIZED";
    private static final String SCENE = COLLECTION + "/20240105T160511_20240105T161202_T17PLK";
    private static final TimeWindow JANUARY =
            new TimeWindow(Instant.parse("2024-01-01T00:00:00Z"), Instant.parse("2024-02-01T00:00:00Z"));
    private static final String BOX = "-82.44,8.39,-82.43,8.4";

    @TempDir
    private Path folder;

    static Stream<String> requests() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("python-computePixels-"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("requests")
    void a_captured_graph_with_placeholders_is_sent_as_it_was_captured(String request) throws IOException {
        // The tutorial's collection is another one.
        String captured = Files.readString(FILES.resolve(request)).replace("COPERNICUS/S2_SR/", COLLECTION + "/");
        String written = captured.replace(SCENE, "${image}")
                .replace("\"2024-01-01\"", "\"${start}\"")
                .replace("\"2024-02-01\"", "\"${end}\"");
        assertThat(written).isNotEqualTo(captured);
        JsonNode body = json(written).path("body");
        Path file = Files.writeString(
                folder.resolve("given.json"), body.path("expression").toString());

        JsonNode sent = argument(SentGraphsTest.image(reply(file)), "input");

        String instants = sent.toString().replace("T00:00:00Z", "");
        assertThat(json(instants)).isEqualTo(GraphTree.of(json(captured).at("/body/expression")));
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    private static JsonNode reply(Path file) {
        Job job = SentGraphsTest.job("bands=B4; type=float32; expression=" + file);
        ImageAsset listed = SentGraphsTest.asset(SCENE);
        ExpressionFile expression = job.computing().expression().orElseThrow();
        ImageAsset image = expression.isOfImage() ? listed : WindowAsset.of(job, expression, JANUARY, List.of(listed));
        ComputedImage computed = ComputedImage.of(job, image).orElseThrow();
        return GraphTree.of(ExpressionJson.of(computed.reply(job.visualization(), ServerDrawing.of(job))));
    }

    /** How much of the area is cloudy: the client's mean over the same polygon, of what its histogram is of. */
    @Test
    void the_cloudy_share_of_an_area_is_asked_for_as_the_client_asks_for_a_mean() throws IOException {
        CloudMask mask = new CloudMask(CloudMask.Source.SCL, OptionalDouble.empty(), 0);
        Job job = SentGraphsTest.job("bands=B4; area=" + BOX);
        ObjectNode sent = (ObjectNode) GraphTree.of(ExpressionJson.of(
                new CloudShare(SentGraphsTest.asset(SCENE), mask, job.area().geometry()).expression()));
        ObjectNode mean = captured("reduceRegion-mean");
        ObjectNode histogram = captured("reduceRegion-cloud-share");

        assertThat(argument(sent, "scale")).isEqualTo(argument(histogram, "scale"));
        assertThat(argument(argument(sent, "image"), "mask")).isEqualTo(argument(histogram, "image"));
        // A large area is read in coarser pixels instead of being refused.
        assertThat(sent.remove("bestEffort").asBoolean()).isTrue();
        assertThat(sent.<JsonNode>without(List.of("image", "scale")))
                .isEqualTo(mean.<JsonNode>without(List.of("image", "scale")));
    }

    private static ObjectNode captured(String name) throws IOException {
        String text = Files.readString(FILES.resolve("python-value-" + name + ".json"));
        return (ObjectNode) GraphTree.of(json(text).at("/body/expression"));
    }
}
