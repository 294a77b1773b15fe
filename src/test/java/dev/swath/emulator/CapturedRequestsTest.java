package dev.swath.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.RouteFile;
import dev.swath.Slow;
import dev.swath.emulator.CapturedReply.Expectation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests that Google's clients, geedim and Xee sent, see the files in the resources. Each has a result that is recomputed by plain
 * Java from what the emulator stores: bands that {@code getPixels} brings, and images as they are listed.
 */
@Slow(
        "What Google's clients, geedim and Xee ask for is what plain arithmetic on the stored bands and images gives, request by request.")
class CapturedRequestsTest {

    @TempDir
    private static Path exports;

    private static Api api;
    private static Map<String, Expectation> table;

    @BeforeAll
    static void start() throws IOException {
        api = Api.of(EarthEngineEmulator.start(EmulatorSettings.defaults().withExports(exports)));
        StoredImages stored = new StoredImages(api);
        table = new TreeMap<>();
        Stream.of(
                        ExpectedValues.table(stored),
                        ExpectedImages.table(stored),
                        ExpectedRegions.table(stored),
                        ExpectedPixels.table(stored),
                        ExpectedComposites.table(stored),
                        ExpectedClouds.table(stored),
                        ExpectedPictures.table(stored))
                .forEach(table::putAll);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void every_request_has_an_expectation() {
        assertThat(CapturedReply.names())
                .hasSize(96)
                .isEqualTo(table.keySet().stream().toList());
    }

    /** Sources of the same folder that make expectations import nothing of what evaluates expressions. */
    @Test
    void expectations_are_made_without_the_evaluator() throws IOException {
        Path folder = RouteFile.projectFolder().resolve("src/test/java/dev/swath/emulator");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(file -> file.getFileName()
                            .toString()
                            .matches("(Expected|Stored|PixelGrid|PixelArithmetic|Region).*")))
                    .hasSizeGreaterThan(9)
                    .allSatisfy(file -> assertThat(file)
                            .content()
                            .doesNotContain("emulator.expression")
                            .doesNotContain("emulator.raster"));
        }
    }

    @TestFactory
    Stream<DynamicTest> every_request_has_the_result_that_its_expectation_recomputes() {
        return table.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.getKey(), () -> each.getValue().check(CapturedReply.to(each.getKey(), api))));
    }
}
