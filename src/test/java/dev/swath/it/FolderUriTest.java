package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.emulator.EarthEngineEmulator;
import dev.swath.emulator.EmulatorSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder may be given as a URI of Camel's file component: what is written there is the same. */
@Slow("A folder given as a URI of Camel gets the same files as one given as a path.")
class FolderUriTest {

    private static final String TIME = "end=2024-01-12";

    @TempDir
    private static Path folder;

    private static EarthEngineEmulator emulator;
    private static List<String> expected;

    @BeforeAll
    static void start() throws IOException {
        emulator = EarthEngineEmulator.start(EmulatorSettings.defaults());
        WholeFlow plain = new WholeFlow(emulator.url(), folder.resolve("plain"));
        assertThat(plain.once(TIME)).isZero();
        expected = files(plain.output());
        assertThat(expected)
                .anyMatch(name -> name.endsWith("_L2A.tif"))
                .anyMatch(name -> name.endsWith("_L2A.json"))
                .anyMatch(name -> name.endsWith("_L2A.png"))
                .contains("david-chiriqui.collection.json", "runs/RUN.png", "runs/RUN.json", "runs/RUN.html");
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    /** The files that a user sees, with equal names for runs. */
    private static List<String> files(Path output) throws IOException {
        try (Stream<Path> files = Files.walk(output)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> output.relativize(file).toString())
                    .filter(name -> !name.startsWith("."))
                    .map(name -> name.replaceAll("^runs/[^.]+\\.\\d+Z-[^.]+", "runs/RUN"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:FOLDER/a", "file://FOLDER/b", "file:FOLDER/with%20space", "file:FOLDER/c?chmod=640"})
    void nothing_is_lost_in_a_folder_given_as_a_uri(String uri) throws IOException {
        String output = uri.replace("FOLDER", folder.toString());
        Path written = folder.resolve(
                uri.replaceAll("[?].*", "").replaceAll(".*FOLDER/", "").replace("%20", " "));
        WholeFlow flow = new WholeFlow(emulator.url(), written);

        assertThat(flow.once(TIME, "output=" + output)).isZero();

        assertThat(files(written)).isEqualTo(expected);
        assertThat(flow.images()).isNotEmpty();
        if (uri.contains("chmod")) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(flow.images().get(0))))
                    .isEqualTo("rw-r-----");
        }
    }

    @Test
    void a_relative_folder_is_one_of_the_current_folder() throws IOException {
        Path written = Path.of("target", "relative-" + System.nanoTime());
        WholeFlow flow = new WholeFlow(emulator.url(), written);
        try {
            assertThat(flow.once(TIME, "output=file:./" + written)).isZero();

            assertThat(files(written)).isEqualTo(expected);
        } finally {
            remove(written);
        }
    }

    private static void remove(Path written) throws IOException {
        try (Stream<Path> files = Files.walk(written)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void the_next_run_skips_what_is_there_by_whatever_name_and_makes_what_is_missing() throws IOException {
        Path written = folder.resolve("twice");
        WholeFlow flow = new WholeFlow(emulator.url(), written);
        assertThat(flow.once(TIME)).isZero();
        try (Stream<Path> pictures = Files.list(written)) {
            for (Path picture :
                    pictures.filter(file -> file.toString().endsWith(".png")).toList()) {
                Files.delete(picture);
            }
        }

        assertThat(flow.once(TIME, "output=file:" + written)).isZero();

        assertThat(flow.summary().path("skipped").asInt()).isPositive();
        assertThat(flow.summary().path("stored").asInt()).isZero();
        assertThat(files(written).stream().distinct().toList()).containsAll(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:",
                "file:FOLDER/d?fileExist=Append",
                "file:FOLDER/d?chmud=1",
                "file:FOLDER/${date:now}?chmod=1"
            })
    void what_is_no_folder_is_refused(String uri) {
        WholeFlow flow = new WholeFlow(emulator.url(), folder.resolve("d"));

        assertThat(flow.once(TIME, "output=" + uri.replace("FOLDER", folder.toString())))
                .isEqualTo(2);
        assertThat(folder.resolve("d")).doesNotExist();
    }
}
