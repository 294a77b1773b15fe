package dev.swath.flow.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swath.Slow;
import dev.swath.flow.FlowTest;
import dev.swath.flow.PixelCheck;
import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.flow.ScriptedImages;
import dev.swath.flow.ScriptedReply;
import dev.swath.flow.With;
import dev.swath.geotiff.TiffReader;
import dev.swath.grid.SampleType;
import dev.swath.run.OutcomeStatus;
import dev.swath.run.RunSummary;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;

/** From the finished file of an image to its name in the output, and to the summary. */
@Slow("A file gets its final name in the output once it is whole, and names from the server stay within the output.")
class StoringTest extends FlowTest {

    @Test
    void hands_the_sink_a_whole_file_under_the_images_name() throws Exception {
        MockEndpoint sink = getMockEndpoint("mock:sink");
        insteadOfOffering(".*tif", exchange -> sink.createProducer().process(exchange));
        sink.expectedHeaderValuesReceivedInAnyOrder(Exchange.FILE_NAME, "a_L2A.tif", "b_L2A.tif");
        List<Integer> wrongPixels = new CopyOnWriteArrayList<>();
        sink.whenAnyExchangeReceived(exchange -> wrongPixels.add(
                PixelCheck.wrongPixels(exchange.getMessage().getBody(File.class).toPath())));
        earthEngine.lists("a b");

        RunSummary summary = run();

        sink.assertIsSatisfied();
        assertThat(wrongPixels).containsExactly(0, 0);
        assertThat(summary.stored()).isEqualTo(2);
        assertThat(files()).isEmpty();
    }

    @Test
    void a_sink_that_fails_midway_fails_its_image_and_leaves_no_final_name() throws Exception {
        insteadOfOffering(".*tif", exchange -> {
            Files.write(output().resolve(".part-a_L2A.tif"), new byte[10]);
            Files.delete(output().resolve(".part-a_L2A.tif"));
            throw new IOException("No space left on device");
        });
        earthEngine.lists("a");

        RunSummary summary = run();

        assertThat(outcome(summary, "a").cause()).hasValue("IOException: No space left on device");
        assertThat(files()).isEmpty();
        assertThat(output().resolve(".work")).doesNotExist();
    }

    @Test
    @With(QUARTER_TILES)
    void no_file_has_its_final_name_before_it_is_whole() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        earthEngine.lists("a").answersPixels(request -> {
            seen.addAll(
                    files().stream().filter(file -> !file.startsWith(".work/")).toList());
            return ScriptedReply.pixels(request);
        });

        assertThat(run().stored()).isEqualTo(1);
        assertThat(seen).isEmpty();
        assertThat(files()).containsExactly("a_L2A.tif");
    }

    @Test
    void a_name_that_is_taken_by_a_folder_fails_its_image_only() throws Exception {
        Files.createDirectories(output().resolve("a_L2A.tif").resolve("inside"));
        earthEngine.lists("a b");

        RunSummary summary = run();

        assertThat(outcome(summary, "a").status()).isEqualTo(OutcomeStatus.FAILED);
        assertThat(files()).containsExactly("b_L2A.tif");
        assertThat(output().resolve(".work")).doesNotExist();
    }

    @Test
    void names_sent_by_the_server_cannot_leave_the_output() throws Exception {
        earthEngine
                .lists("a b c d")
                .answersListing(request -> ScriptedEarthEngine.assets(
                        List.of(
                                ScriptedImages.asset(ScriptedEarthEngine.COLLECTION, "x/../../../evil", 0),
                                ScriptedImages.asset(ScriptedEarthEngine.COLLECTION, "fine", 1)),
                        ""));

        RunSummary summary = run();

        assertThat(summary.complete()).isFalse();
        assertThat(folder).isDirectoryNotContaining("glob:**evil*");
        assertThat(folder.getParent()).isDirectoryNotContaining("glob:**evil*");
        assertThat(earthEngine.pixelRequests())
                .noneMatch(request -> request.path().contains(".."));
    }

    /** Text that a server sent must stay text: Camel resolves placeholders and expressions in addresses and file names. */
    @Test
    void placeholders_and_expressions_in_names_stay_text() throws Exception {
        earthEngine.answersListing(request -> ScriptedEarthEngine.assets(
                List.of(ScriptedImages.asset(ScriptedEarthEngine.COLLECTION, "{{sys:user.name}}", 0)), ""));

        RunSummary summary = run();

        assertThat(summary.complete()).isFalse();
        assertThat(earthEngine.pixelRequests()).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void an_image_that_is_there_is_skipped_unless_it_is_damaged_or_made_otherwise() throws Exception {
        earthEngine.lists("a b");
        run();
        byte[] whole = Files.readAllBytes(output().resolve("b_L2A.tif"));
        Files.write(output().resolve("b_L2A.tif"), Arrays.copyOf(whole, whole.length - 100));

        RunSummary again = run();

        assertThat(outcome(again, "a").status()).isEqualTo(OutcomeStatus.SKIPPED);
        assertThat(outcome(again, "b").status()).isEqualTo(OutcomeStatus.STORED);
        assertThat(output().resolve("b_L2A.tif")).hasBinaryContent(whole);
        assertThat(earthEngine.pixelRequests()).hasSize(3);
    }

    @Test
    void an_image_that_misses_the_area_is_empty_and_costs_no_request() throws Exception {
        String elsewhere = ScriptedImages.asset(ScriptedEarthEngine.COLLECTION, "elsewhere", 0)
                .replaceAll("-8[12]\\.(\\d+), [89]\\.(\\d+)", "-82.0$1, 8.9$2");
        earthEngine.answersListing(request -> ScriptedEarthEngine.assets(List.of(elsewhere), ""));

        RunSummary summary = run();

        assertThat(summary.empty()).isEqualTo(1);
        assertThat(summary.complete()).isTrue();
        assertThat(earthEngine.pixelRequests()).isEmpty();
    }

    @Test
    @With("summary-to = mock:interested")
    void the_summary_is_written_and_sent_to_whoever_wants_it() throws Exception {
        MockEndpoint interested = getMockEndpoint("mock:interested");
        interested.expectedMessageCount(1);
        earthEngine.lists("a");

        RunSummary summary = run();

        interested.assertIsSatisfied();
        JsonNode sent = new ObjectMapper()
                .readTree(interested.getExchanges().get(0).getMessage().getBody(String.class));
        Path file = output().resolve("runs").resolve(summary.run() + ".json");
        assertThat(new ObjectMapper().readTree(file.toFile())).isEqualTo(sent);
        assertThat(sent.path("stored").asInt()).isEqualTo(1);
    }

    /** With stream caching on, each reply would be held once more, on the heap. */
    @Test
    void replies_are_not_copied_into_caches() throws Exception {
        earthEngine.lists("");
        run();

        assertThat(context.isStreamCaching()).isFalse();
        assertThat(context.getRoutes()).allMatch(route -> !route.isStreamCaching());
        assertThat(context.getEndpoints())
                .extracting(endpoint -> endpoint.getEndpointUri())
                .filteredOn(uri -> uri.startsWith("http"))
                .isNotEmpty()
                .allMatch(uri -> uri.contains("disableStreamCache=true"));
    }

    @Test
    @With({"visualization.min =", "visualization.max =", "bands = B8,B4"})
    void raw_bands_are_stored_in_their_own_type_with_their_origin() throws Exception {
        earthEngine.lists("a");
        run();

        try (TiffReader reader = TiffReader.open(output().resolve("a_L2A.tif"))) {
            assertThat(reader.image().type()).isEqualTo(SampleType.UINT16);
            assertThat(reader.image().descriptions()).containsExactly("B8", "B4");
            assertThat(reader.image().metadata())
                    .containsEntry("EARTH_ENGINE_ID", ScriptedEarthEngine.COLLECTION + "/a")
                    .containsEntry("MGRS_TILE", "17PLK");
        }
    }
}
