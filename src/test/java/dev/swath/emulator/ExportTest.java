package dev.swath.emulator;

import static dev.swath.emulator.Graph.bands;
import static dev.swath.emulator.Graph.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.geotiff.TiffImage;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports of images: operations that write files. */
class ExportTest {

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final ObjectNode RED = bands(Graph.image(Api.COLLECTION + "/IMAGE_00000"), "RED");
    private static final String DRIVE = "'driveDestination':{'folder':'maps','filenamePrefix':'red'}";

    @TempDir
    private Path folder;

    private Api api;

    @BeforeEach
    void start() {
        api = Api.start(EmulatorSettings.defaults().withExports(folder));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private HttpResponse<byte[]> export(ObjectNode image, String destination, String more) {
        String body = "{'description':'Red','fileExportOptions':{'fileFormat':'GEO_TIFF'," + destination + "},'grid':"
                + TestScene.GRID + more + ",'expression':";
        return api.post("/v1/projects/p/image:export", body.replace('\'', '"') + Graph.of(image) + "}");
    }

    private JsonNode finished(JsonNode operation) {
        String path = "/v1/" + operation.path("name").asText();
        return await().atMost(LONGEST)
                .until(() -> api.json(path), now -> now.path("done").asBoolean());
    }

    private static String error(HttpResponse<byte[]> reply) {
        assertThat(reply.statusCode()).isEqualTo(400);
        return Api.anyJson(reply).path("error").path("message").asText();
    }

    @Test
    void an_export_to_drive_writes_the_pixels_into_a_folder() throws Exception {
        JsonNode started = Api.json(export(RED, DRIVE, ""));
        assertThat(started.path("name").asText()).matches("projects/p/operations/[A-Z2-7]{24}");
        assertThat(started.at("/metadata/state").asText()).isEqualTo("PENDING");
        assertThat(started.at("/metadata/@type").asText())
                .isEqualTo("type.googleapis.com/google.earthengine.v1.OperationMetadata");

        JsonNode done = finished(started);

        assertThat(done.at("/metadata/state").asText()).isEqualTo("SUCCEEDED");
        assertThat(done.at("/metadata/type").asText()).isEqualTo("EXPORT_IMAGE");
        assertThat(done.at("/metadata/description").asText()).isEqualTo("Red");
        assertThat(Instant.parse(done.at("/metadata/endTime").asText()))
                .isAfterOrEqualTo(Instant.parse(done.at("/metadata/startTime").asText()));
        Path file = folder.resolve("drive/maps/red.tif");
        assertThat(Path.of(URI.create(done.at("/metadata/destinationUris/0").asText())))
                .isEqualTo(file);
        TiffImage image = Api.image(Files.readAllBytes(file));
        assertThat(image.width()).isEqualTo(40);
        for (int column = 5; column < 40; column++) {
            assertThat(Api.sample(image, column, 3, 0)).isEqualTo(TestScene.value("RED", 0, column + 5, 13));
        }
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void operations_are_listed_newest_first_and_a_repeated_request_is_the_same_operation() throws Exception {
        JsonNode first = Api.json(export(RED, DRIVE, ",'requestId':'one'"));
        JsonNode again = Api.json(export(RED, DRIVE, ",'requestId':'one'"));
        JsonNode second = Api.json(export(RED, DRIVE, ",'requestId':'two'"));
        finished(second);

        JsonNode page = api.json("/v1/projects/p/operations?pageSize=1");
        JsonNode rest = api.json("/v1/projects/p/operations?pageSize=5&pageToken="
                + page.path("nextPageToken").asText());

        String id = first.path("name").asText().replaceFirst(".*/", "");
        assertThat(api.json("/v1/projects/earthengine-legacy/operations/" + id).path("name"))
                .isEqualTo(first.path("name"));
        assertThat(again.path("name")).isEqualTo(first.path("name"));
        assertThat(page.at("/operations/0/name")).isEqualTo(second.path("name"));
        assertThat(rest.at("/operations/0/name")).isEqualTo(first.path("name"));
        assertThat(rest.path("operations")).hasSize(1);
        assertThat(rest.has("nextPageToken")).isFalse();
        assertThat(api.json("/v1/projects/other/operations").path("operations")).isEmpty();
    }

    @Test
    void what_can_not_be_computed_fails_with_the_reason() throws Exception {
        JsonNode tooLarge = finished(Api.json(export(RED, DRIVE, ",'maxPixels':'100'")));
        JsonNode noBand = finished(Api.json(export(bands(RED, "B99"), DRIVE, "")));

        assertThat(tooLarge.at("/metadata/state").asText()).isEqualTo("FAILED");
        assertThat(tooLarge.at("/error/message").asText())
                .startsWith("Export too large: specified 1200 pixels (max: 100).");
        assertThat(noBand.at("/error/message").asText()).startsWith("Image.select: Pattern 'B99' did not match");
        assertThat(noBand.at("/error/code").asInt()).isEqualTo(3);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    /** Google's Node client would take the error for one of the request. */
    @Test
    void an_export_that_has_failed_is_answered_as_pending_when_it_is_asked_for_again() throws Exception {
        ObjectNode noBand = bands(RED, "B99");
        JsonNode failed = finished(Api.json(export(noBand, DRIVE, ",'requestId':'one'")));
        assertThat(failed.has("error")).isTrue();

        JsonNode again = Api.json(export(noBand, DRIVE, ",'requestId':'one'"));

        assertThat(again.path("name")).isEqualTo(failed.path("name"));
        assertThat(again.has("error")).isFalse();
        assertThat(again.at("/metadata/state").asText()).isEqualTo("PENDING");
    }

    @Test
    void a_cancelled_export_writes_nothing() throws Exception {
        ObjectNode slow = call(
                "Image.reduceNeighborhood",
                "image",
                RED,
                "reducer",
                call("Reducer.kurtosis"),
                "kernel",
                call("Kernel.square", "radius", 100));
        JsonNode running = Api.json(export(slow, DRIVE, ""));
        JsonNode waiting = Api.json(export(RED, "'driveDestination':{'filenamePrefix':'later'}", ""));
        for (JsonNode each : List.of(waiting, running)) {
            assertThat(api.post("/v1/" + each.path("name").asText() + ":cancel", "{}")
                            .statusCode())
                    .isEqualTo(200);
        }

        assertThat(finished(waiting).at("/metadata/state").asText()).isEqualTo("CANCELLED");
        assertThat(finished(running).at("/metadata/state").asText()).isEqualTo("CANCELLED");
        assertThat(finished(running).at("/error/code").asInt()).isEqualTo(1);
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'driveDestination':{'folder':'..','filenamePrefix':'x'}",
                "'driveDestination':{'filenamePrefix':'a/../../x'}",
                "'cloudStorageDestination':{'bucket':'c:','filenamePrefix':'x'}",
                "'driveDestination':{'folder':'maps'}",
                "'cloudStorageDestination':{'filenamePrefix':'x'}",
                "'driveDestination':{'filenamePrefix':'x'},'cloudStorageDestination':{'bucket':'b','filenamePrefix':'x'}",
            })
    void a_destination_that_is_missing_or_leads_out_of_the_folder_is_refused(String destination) {
        assertThat(error(export(RED, destination, ""))).isNotBlank();
        assertThat(api.json("/v1/projects/p/operations").path("operations")).isEmpty();
    }

    @Test
    void an_unknown_operation_is_not_found() {
        assertThat(api.get("/v1/projects/p/operations/NONE").statusCode()).isEqualTo(404);
        assertThat(api.post("/v1/projects/p/operations/NONE:cancel", "{}").statusCode())
                .isEqualTo(404);
    }
}
