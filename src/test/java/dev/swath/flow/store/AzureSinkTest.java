package dev.swath.flow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swath.Slow;
import dev.swath.flow.FlowTest;
import dev.swath.flow.PixelCheck;
import dev.swath.flow.With;
import dev.swath.flow.download.WorkTree;
import dev.swath.run.RunSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real route files, with an output that is a container of Azure Blob Storage. */
@Slow("Images and summaries arrive complete in a container of Azure's stand-in.")
class AzureSinkTest extends FlowTest {

    @TempDir
    Path server;

    private AzureServer azure;

    @Override
    protected Properties settings() throws IOException {
        azure = AzureServer.start(server);
        Properties settings = super.settings();
        settings.setProperty("swath.work", folder.resolve("work").toString());
        settings.setProperty("swath.output", azure.uri() + settings.getProperty("swath.more", ""));
        return settings;
    }

    @Override
    protected void cleanupResources() throws IOException {
        super.cleanupResources();
        if (azure != null) {
            azure.close();
        }
    }

    @Test
    void every_image_becomes_a_blob_of_its_name_and_media_type() throws Exception {
        earthEngine.lists("a b");

        RunSummary summary = run();

        assertThat(summary.stored()).isEqualTo(2);
        assertThat(WorkTree.files(folder.resolve("work"))).isEmpty();
        assertThat(azure.names())
                .contains("a_L2A.json", "a_L2A.png", "a_L2A.tif", "b_L2A.tif", "runs/" + summary.run() + ".json");
        assertThat(azure.type("a_L2A.tif")).isEqualTo("image/tiff");
        assertThat(azure.type("a_L2A.json")).isEqualTo("application/geo+json");
        Path file = Files.write(folder.resolve("a.tif"), azure.content("a_L2A.tif"));
        assertThat(PixelCheck.wrongPixels(file)).isZero();
    }

    @Test
    @With("more = &blobName=chiriqui/${file:name}")
    void a_blob_may_have_a_prefix() throws Exception {
        earthEngine.lists("a");

        run();

        assertThat(azure.names()).isNotEmpty().allMatch(name -> name.startsWith("chiriqui/"));
    }

    @Test
    void a_container_that_is_not_there_fails_the_image_without_its_key() throws Exception {
        azure.removeContainer();
        earthEngine.lists("a");

        assertThatThrownBy(this::run)
                .hasStackTraceContaining("HTTP 404 ContainerNotFound")
                .hasMessageNotContaining(AzureServer.KEY);

        assertThat(WorkTree.files(folder.resolve("work"))).isEmpty();
    }

    /** Held in memory, as bytes or as text, the file alone would take more than there is. */
    @Test
    void a_large_file_is_sent_piece_by_piece() throws Exception {
        assertThat(LargeFile.send(folder, azure.uri())).isEmpty();
        assertThat(azure.content(LargeFile.NAME)).hasSize((int) LargeFile.BYTES);
    }
}
