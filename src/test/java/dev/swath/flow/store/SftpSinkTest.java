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
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real route files, with an output on an SFTP server. */
@Slow("Images and summaries arrive complete on an SFTP server, and get their final names last.")
class SftpSinkTest extends FlowTest {

    @TempDir
    Path remote;

    private SftpServer sftp;
    private String uri;

    @Override
    protected Properties settings() throws IOException {
        sftp = SftpServer.start(remote);
        Properties settings = super.settings();
        String known = settings.getProperty("swath.test.known", "true").equals("true")
                ? sftp.knownHosts(folder).toString()
                : Files.createFile(folder.resolve("nobody")).toString();
        settings.setProperty("swath.work", folder.resolve("work").toString());
        uri = "sftp://127.0.0.1:%d/imagery?username=%s&password=RAW(%s)&knownHostsFile=%s"
                .formatted(sftp.port(), SftpServer.USER, SftpServer.PASSWORD, known);
        settings.setProperty("swath.output", uri);
        return settings;
    }

    @Override
    protected void cleanupResources() throws IOException {
        super.cleanupResources();
        sftp.close();
    }

    private List<String> stored() throws IOException {
        try (Stream<Path> files = Files.walk(remote)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> remote.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void files_arrive_whole_and_get_their_name_last() throws Exception {
        earthEngine.lists("a b");

        RunSummary summary = run();

        assertThat(summary.stored()).isEqualTo(2);
        assertThat(stored())
                .containsExactly(
                        "imagery/a_L2A.json",
                        "imagery/a_L2A.png",
                        "imagery/a_L2A.tif",
                        "imagery/b_L2A.json",
                        "imagery/b_L2A.png",
                        "imagery/b_L2A.tif",
                        "imagery/catalog.json",
                        "imagery/david-chiriqui.collection.json",
                        "imagery/runs/" + summary.run() + ".html",
                        "imagery/runs/" + summary.run() + ".json",
                        "imagery/runs/" + summary.run() + ".png");
        assertThat(PixelCheck.wrongPixels(remote.resolve("imagery/a_L2A.tif"))).isZero();
        assertThat(WorkTree.files(folder.resolve("work"))).isEmpty();
        assertThat(sftp.written()).isNotEmpty().allMatch(name -> name.startsWith(".part-"));
    }

    @Test
    void a_file_that_is_there_is_replaced() throws Exception {
        Files.createDirectories(remote.resolve("imagery"));
        Files.writeString(remote.resolve("imagery/a_L2A.tif"), "of yesterday");
        earthEngine.lists("a");

        assertThat(run().stored()).isEqualTo(1);
        assertThat(PixelCheck.wrongPixels(remote.resolve("imagery/a_L2A.tif"))).isZero();
    }

    @Test
    void a_connection_that_breaks_off_costs_a_try_and_leaves_no_final_name() throws Exception {
        sftp.breaksOff(1);
        earthEngine.lists("a");

        RunSummary summary = run();

        assertThat(summary.stored()).isEqualTo(1);
        assertThat(PixelCheck.wrongPixels(remote.resolve("imagery/a_L2A.tif"))).isZero();
        assertThat(earthEngine.pixelRequests()).hasSize(1);
    }

    @Test
    @With("retry.attempts = 1")
    void a_server_that_always_breaks_off_fails_the_image_and_no_file_has_its_name() throws Exception {
        sftp.breaksOff(1000);
        earthEngine.lists("a");

        RunSummary summary = run();

        assertThat(summary.failed()).isEqualTo(1);
        assertThat(stored()).noneMatch(name -> name.endsWith("/a_L2A.tif"));
        assertThat(WorkTree.files(folder.resolve("work"))).isEmpty();
    }

    /** Held in memory, as bytes or as text, the file alone would take more than there is. */
    @Test
    void a_large_file_is_sent_piece_by_piece() throws Exception {
        assertThat(LargeFile.send(folder, uri)).isEmpty();
        assertThat(remote.resolve("imagery").resolve(LargeFile.NAME)).hasSize(LargeFile.BYTES);
    }

    @Test
    @With("test.known = false")
    void a_server_that_is_not_known_gets_nothing() throws Exception {
        earthEngine.lists("a");

        assertThatThrownBy(this::run)
                .hasStackTraceContaining("UnknownHostKey")
                .hasMessageNotContaining(SftpServer.PASSWORD);
        assertThat(stored()).isEmpty();
    }
}
