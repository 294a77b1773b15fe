package dev.swath.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagesTest {

    @ParameterizedTest
    @CsvSource({
        "/, Jobs, /",
        "/runs, Runs, /runs",
        "/runs/20240105T060000.000Z-david, Run, /runs",
        "/map, Map, /map",
        "/failures, Failures, /failures"
    })
    void every_page_has_the_same_frame_with_its_own_title_and_its_section_marked(
            String path, String title, String section) throws IOException {
        Reply reply = new Pages().page(path);
        String html = new String(reply.body(), StandardCharsets.UTF_8);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(html)
                .startsWith("<!DOCTYPE html>")
                .containsOnlyOnce("<title>" + title + " · Swath</title>")
                .containsOnlyOnce("aria-current")
                .contains("<li><a href=\"" + section + "\" aria-current=\"page\">")
                .containsOnlyOnce("<link rel=\"stylesheet\" href=\"/assets/page.css\">")
                .containsOnlyOnce("<main id=\"content\"")
                .doesNotContain("{{")
                .endsWith("</html>\n");
        assertThat(html.indexOf("<title>")).isLessThan(html.indexOf("</head>"));
        assertThat(html.indexOf("<main")).isGreaterThan(html.indexOf("<body>"));
    }

    @Test
    void a_page_that_does_not_exist_is_not_found_and_marks_no_section() throws IOException {
        Reply reply = new Pages().page("/nowhere");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(new String(reply.body(), StandardCharsets.UTF_8))
                .contains("<title>Not found · Swath</title>", "<h1>Page not found</h1>")
                .doesNotContain("aria-current", "{{");
    }
}
