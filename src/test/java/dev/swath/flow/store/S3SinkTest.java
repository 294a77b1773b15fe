package dev.swath.flow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swath.Slow;
import dev.swath.flow.FlowTest;
import dev.swath.flow.PixelCheck;
import dev.swath.flow.With;
import dev.swath.flow.download.WorkTree;
import dev.swath.run.RunSummary;
import dev.swath.stac.StacSchemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real route files, with an output that is a bucket. */
@Slow("Images and summaries arrive complete in a bucket of an S3 server.")
class S3SinkTest extends FlowTest {

    @TempDir
    Path blobs;

    private S3Server s3;

    @Override
    protected Properties settings() throws IOException {
        s3 = S3Server.start(blobs);
        Properties settings = super.settings();
        settings.setProperty("swath.work", folder.resolve("work").toString());
        settings.setProperty(
                "swath.output",
                settings.containsKey("swath.address")
                        ? settings.getProperty("swath.address") + options()
                        : uri() + settings.getProperty("swath.more", ""));
        return settings;
    }

    private String uri() {
        return "aws2-s3://" + S3Server.BUCKET + options();
    }

    private String options() {
        return "?overrideEndpoint=true&uriEndpointOverride=" + s3.url()
                + "&forcePathStyle=true&region=us-east-1&accessKey=" + S3Server.USER + "&secretKey=RAW("
                + S3Server.SECRET + ")";
    }

    @Override
    protected void cleanupResources() throws IOException {
        super.cleanupResources();
        s3.close();
    }

    @Test
    void every_image_becomes_an_object_of_its_name_and_so_does_the_summary() throws Exception {
        earthEngine.lists("a b");

        RunSummary summary = run();

        assertThat(summary.stored()).isEqualTo(2);
        assertThat(WorkTree.files(folder.resolve("work"))).isEmpty();
        assertThat(s3.keys())
                .containsExactly(
                        "a_L2A.json",
                        "a_L2A.png",
                        "a_L2A.tif",
                        "b_L2A.json",
                        "b_L2A.png",
                        "b_L2A.tif",
                        "catalog.json",
                        "david-chiriqui.collection.json",
                        "runs/" + summary.run() + ".html",
                        "runs/" + summary.run() + ".json",
                        "runs/" + summary.run() + ".png");
        assertThat(s3.object("a_L2A.png").type()).isEqualTo("image/png");
        S3Server.Stored item = s3.object("a_L2A.json");
        assertThat(item.type()).isEqualTo("application/geo+json");
        JsonNode json = new ObjectMapper().readTree(item.bytes());
        assertThat(new StacSchemas().violations(json)).isEmpty();
        assertThat(new StacSchemas().violations(json("david-chiriqui.collection.json")))
                .isEmpty();
        assertThat(json("david-chiriqui.collection.json").findValuesAsText("href"))
                .contains("./a_L2A.json", "./b_L2A.json", "./catalog.json");
        assertThat(json("catalog.json").findValuesAsText("href")).contains("./david-chiriqui.collection.json");
        assertThat(new String(s3.object("runs/" + summary.run() + ".html").bytes(), StandardCharsets.UTF_8))
                .as("the report shows its images")
                .contains("data:image/jpeg;base64,");
        S3Server.Stored image = s3.object("a_L2A.tif");
        assertThat(image.type()).isEqualTo("image/tiff");
        Path file = Files.write(folder.resolve("a.tif"), image.bytes());
        assertThat(PixelCheck.wrongPixels(file)).isZero();
        assertThat(s3.object("runs/" + summary.run() + ".html").type()).startsWith("text/html");
        S3Server.Stored told = s3.object("runs/" + summary.run() + ".json");
        assertThat(told.type()).isEqualTo("application/json");
        assertThat(new ObjectMapper().readTree(told.bytes()).path("stored").asInt())
                .isEqualTo(2);
    }

    @Test
    @With("more = &keyName=chiriqui/${file:name}")
    void a_key_may_have_a_prefix() throws Exception {
        earthEngine.lists("a");

        RunSummary summary = run();

        assertThat(s3.keys())
                .containsExactly(
                        "chiriqui/a_L2A.json",
                        "chiriqui/a_L2A.png",
                        "chiriqui/a_L2A.tif",
                        "chiriqui/catalog.json",
                        "chiriqui/david-chiriqui.collection.json",
                        "chiriqui/runs/" + summary.run() + ".html",
                        "chiriqui/runs/" + summary.run() + ".json",
                        "chiriqui/runs/" + summary.run() + ".png");
    }

    @Test
    void a_collection_grows_with_each_run_although_the_bucket_is_never_listed() throws Exception {
        earthEngine.lists("a");
        run();
        earthEngine.lists("a b");

        RunSummary second = run();

        assertThat(second.skipped()).isEqualTo(1);
        assertThat(json("david-chiriqui.collection.json").findValuesAsText("href"))
                .contains("./a_L2A.json", "./b_L2A.json");
    }

    private JsonNode json(String key) throws IOException {
        return new ObjectMapper().readTree(s3.object(key).bytes());
    }

    @Test
    @With("address = s3://imagery/farm/2024/")
    void a_bucket_and_its_prefix_can_be_written_as_amazons_tools_do() throws Exception {
        earthEngine.lists("a");

        assertThat(run().stored()).isEqualTo(1);
        assertThat(s3.keys()).contains("farm/2024/a_L2A.tif", "farm/2024/a_L2A.json");
    }

    @Test
    @With("address = gs://imagery/farm")
    void and_as_googles_do() throws Exception {
        earthEngine.lists("a");

        assertThat(run().stored()).isEqualTo(1);
        assertThat(s3.keys()).contains("farm/a_L2A.tif");
    }

    @Test
    void a_bucket_that_is_not_there_fails_the_image_and_its_work_file_is_removed() throws Exception {
        s3.removeBucket();
        earthEngine.lists("a");

        assertThatThrownBy(this::run)
                .hasStackTraceContaining("bucket does not exist")
                .hasMessageNotContaining(S3Server.SECRET);

        assertThat(WorkTree.files(folder.resolve("work"))).isEmpty();
    }

    /** Held in memory, as bytes or as text, the file alone would take more than there is. */
    @Test
    void a_large_file_is_sent_piece_by_piece() throws Exception {
        assertThat(LargeFile.send(folder, uri())).isEmpty();
        assertThat(s3.object(LargeFile.NAME).bytes()).hasSize((int) LargeFile.BYTES);
        assertThat(s3.unfinished()).isZero();
    }
}
