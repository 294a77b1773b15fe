package dev.swath.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The checks of a route file before Camel reads it. */
class RouteTextTest {

    @Test
    void the_names_of_jobs_are_found_however_they_are_written() {
        RouteText text = RouteText.of("""
                - templatedRoute:
                    routeId: plain
                - templatedRoute: { "routeId": "flow", parameters: [ { name: routeId, value: none } ] }
                - templatedRoute:
                    parameters: []
                    'routeId': 'quoted'
                # routeId: comment
                """);

        assertThat(text.jobs()).containsExactly("plain", "flow", "quoted");
    }

    @Test
    void every_route_file_of_the_project_is_one() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("routes"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(RouteText.ENDING))
                    .toList()) {
                assertThat(RouteText.read(file).text()).isEqualTo(Files.readString(file));
            }
        }
    }

    @Test
    void a_hundred_levels_are_the_most() {
        assertThat(RouteText.of("[".repeat(100) + "]".repeat(100)).jobs()).isEmpty();
        assertThatThrownBy(() -> RouteText.of("\n" + "[".repeat(101) + "]".repeat(101)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("is nested more than 100 levels deep in line 2; make it flatter");
    }

    @Test
    void a_text_that_is_not_a_list_is_refused_because_camel_would_read_nothing_from_it() {
        assertThatThrownBy(() -> RouteText.of("templatedRoute:\n  routeId: david\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("is not a list of routes; begin each of them with '- '");
    }

    @Test
    void broken_yaml_is_reported_with_its_line() {
        assertThatThrownBy(() -> RouteText.of("- a: b\n  - c"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("is not YAML: ")
                .hasMessageContaining("in line 2");
    }
}
