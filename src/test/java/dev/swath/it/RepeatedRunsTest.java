package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.emulator.EarthEngineEmulator;
import dev.swath.emulator.EmulatorSettings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same job again, fetched in the same or another way. */
@Slow("The same job again, fetched in the same or another way, stores the same bytes and requests nothing twice.")
@Timeout(120)
class RepeatedRunsTest {

    /** After the last pixels of a picture comes the last block of its mask: some bytes, four of them twice. */
    private static final int[] MISSING = {10, 4, 1};

    @TempDir
    private Path folder;

    private EarthEngineEmulator emulator;
    private WholeFlow flow;

    @BeforeEach
    void start() throws IOException {
        emulator = EarthEngineEmulator.start(EmulatorSettings.defaults());
        flow = to("first");
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void however_pixels_are_fetched_the_files_are_the_same() throws IOException {
        assertThat(flow.once("fetch=auto", "split=parallel")).isZero();
        assertSameFiles("as-asked", "fetch=as-asked", "split=parallel");
        assertSameFiles("in-small-tiles", "fetch=as-asked", "tile.max-bytes=200000");
        assertSameFiles("one-by-one", "split=sequential", "concurrency.requests=1");
    }

    private void assertSameFiles(String name, String... settings) throws IOException {
        WholeFlow other = to(name);
        assertThat(other.once(settings)).isZero();
        List<Path> files = flow.images();
        assertThat(files).hasSizeGreaterThan(1);
        assertThat(other.images()).hasSameSizeAs(files);
        for (Path file : files) {
            assertThat(other.output().resolve(file.getFileName())).hasSameBinaryContentAs(file);
        }
    }

    @Test
    void tiles_in_the_reference_systems_of_the_web_and_of_degrees_are_the_same_too() throws IOException {
        for (String crs : List.of("EPSG:3857", "EPSG:4326", "EPSG:32616")) {
            String name = crs.substring(5);
            assertThat(to(name).once("crs=" + crs, "scale=10", "end=2024-01-12"))
                    .isZero();
            WholeFlow tiled = to(name + "-in-tiles");
            assertThat(tiled.once("crs=" + crs, "scale=10", "end=2024-01-12", "tile.max-bytes=12000"))
                    .isZero();
            assertThat(tiled.summary().path("requests").asInt())
                    .isGreaterThan(to(name).summary().path("requests").asInt());
            for (Path file : to(name).images()) {
                assertThat(tiled.output().resolve(file.getFileName())).hasSameBinaryContentAs(file);
                assertThat(StoredImage.read(file).grid().projection().code()).isEqualTo(crs);
            }
        }
    }

    @Test
    void a_second_run_skips_everything_and_another_gamma_fetches_it_again() throws IOException {
        assertThat(flow.once("scale=")).isZero();
        int images = flow.images().size();
        long requests = emulator.accessLog().pixelRequests();

        assertThat(flow.once("scale=")).isZero();
        assertThat(emulator.accessLog().pixelRequests()).isEqualTo(requests);
        assertThat(flow.summary().path("skipped").asInt()).isEqualTo(images);

        assertThat(flow.once("scale=", "visualization.gamma=1")).isZero();
        assertThat(emulator.accessLog().pixelRequests()).isEqualTo(2 * requests);
        assertThat(flow.summary().path("stored").asInt()).isEqualTo(images);
    }

    @Test
    void a_file_that_was_cut_off_is_fetched_again() throws IOException {
        flow.once("scale=");
        Path file = flow.images().get(0);
        byte[] whole = Files.readAllBytes(file);
        for (int missing : MISSING) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(whole.length - missing);
            }

            assertThat(flow.once("scale=")).isZero();

            assertThat(flow.summary().path("stored").asInt())
                    .as("%d bytes missing", missing)
                    .isEqualTo(1);
            assertThat(file).hasBinaryContent(whole);
        }
    }

    private WholeFlow to(String name) {
        return new WholeFlow(emulator.url(), folder.resolve(name));
    }
}
