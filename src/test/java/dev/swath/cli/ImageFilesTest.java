package dev.swath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.flow.ScriptedEarthEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboard serves images, whole and in ranges. */
@Timeout(60)
class ImageFilesTest {

    private static final String PATH = "/files/david-chiriqui/a%20b.tif";
    private static final String CONTENT = "II*\0" + "0123456789".repeat(20);

    @TempDir
    private static Path folder;

    private static ScriptedEarthEngine earthEngine;
    private static RunningDashboard dashboard;
    private static String host;

    @BeforeAll
    static void start() throws IOException {
        earthEngine = ScriptedEarthEngine.start().lists("a");
        Path output = Files.createDirectories(folder.resolve("output"));
        Files.writeString(output.resolve("a b.tif"), CONTENT, StandardCharsets.ISO_8859_1);
        Files.writeString(output.resolve("text.tif"), "not an image");
        Files.writeString(folder.resolve("secret.tif"), CONTENT);
        Files.createSymbolicLink(output.resolve("link.tif"), folder.resolve("secret.tif"));
        dashboard = RunningDashboard.start(earthEngine, output);
        host = "Host: localhost:" + dashboard.port();
    }

    @AfterAll
    static void stop() throws IOException {
        dashboard.close();
        earthEngine.close();
    }

    @Test
    void an_image_is_sent_whole_with_what_a_reader_of_ranges_must_know() throws IOException {
        String answer = dashboard.raw("GET " + PATH, host);

        assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n" + CONTENT);
        assertThat(answer.toLowerCase(Locale.ROOT))
                .contains("content-type: image/tiff", "accept-ranges: bytes", "content-length: 204", "etag: ")
                .doesNotContain("chunked");
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-3,     0,   3",
        "bytes=4-13,    4,  13",
        "bytes=200-,  200, 203",
        "bytes=-4,    200, 203",
        "bytes=-999,    0, 203",
        "bytes=200-999, 200, 203"
    })
    void a_range_of_it_is_sent_alone(String range, int first, int last) throws IOException {
        String answer = dashboard.raw("GET " + PATH, host, "Range: " + range);

        assertThat(answer)
                .startsWith("HTTP/1.1 206 ")
                .containsIgnoringCase("content-range: bytes " + first + "-" + last + "/204")
                .endsWith("\r\n\r\n" + CONTENT.substring(first, last + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=204-", "bytes=999-1000", "bytes=-0"})
    void a_range_behind_its_end_is_refused_with_its_length(String range) throws IOException {
        assertThat(dashboard.raw("GET " + PATH, host, "Range: " + range))
                .startsWith("HTTP/1.1 416 ")
                .containsIgnoringCase("content-range: bytes */204");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bytes=5-2", "bytes=0-1,4-5", "lines=0-3", "bytes=-", "bytes=a-b", "bytes=0-99999999999999999999"
            })
    void what_is_no_single_range_gets_the_whole(String range) throws IOException {
        assertThat(dashboard.raw("GET " + PATH, host, "Range: " + range)).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void a_range_of_a_file_that_has_changed_since_is_not_sent() throws IOException {
        String tag = dashboard.raw("HEAD " + PATH, host).replaceAll("(?is).*etag: (\\S+).*", "$1");

        assertThat(dashboard.raw("GET " + PATH, host, "Range: bytes=0-3", "If-Range: " + tag))
                .startsWith("HTTP/1.1 206 ");
        assertThat(dashboard.raw("GET " + PATH, host, "Range: bytes=0-3", "If-Range: \"other\""))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void a_head_request_gets_the_headers_alone() throws IOException {
        assertThat(dashboard.raw("HEAD " + PATH, host))
                .startsWith("HTTP/1.1 200 ")
                .containsIgnoringCase("content-length: 204")
                .endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.tif",
                "..%2Fsecret.tif",
                "%2e%2e/secret.tif",
                "..%252Fsecret.tif",
                "..%5Csecret.tif",
                "link.tif",
                "text.tif",
                "none.tif",
                "a%20b.tif%00.tif",
                "a%2fb.tif"
            })
    void nothing_but_images_of_the_folder_is_sent(String name) throws IOException {
        assertThat(dashboard.raw("GET /files/david-chiriqui/" + name, host))
                .startsWith("HTTP/1.1 40")
                .doesNotContain("0123456789");
    }

    @Test
    void a_request_for_another_host_is_turned_away() throws IOException {
        assertThat(dashboard.raw("GET " + PATH, "Host: evil.example")).startsWith("HTTP/1.1 421 ");
    }
}
