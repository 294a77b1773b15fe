package dev.swath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.run.Run;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Progress fits into one line of any terminal, and is a bar in it. */
class BarLineTest {

    private static final BarLine HALF =
            new BarLine("david-chiriqui-with-a-long-name", 612, 1224, 12, 3456, 9999, Duration.ofSeconds(5400));

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 80, 120, 200})
    void a_line_is_a_bar_that_never_wraps(int columns) {
        String line = HALF.in(columns);

        assertThat(line).hasSize(columns - 1).containsPattern("\\[=+> +]").contains("612/1224 images");
        assertThat(line.replaceAll("[^=> \\[\\]]", "")).isNotEmpty();
    }

    @Test
    void a_wide_terminal_shows_failures_the_time_left_and_tiles_too() {
        assertThat(HALF.in(200)).contains("612/1224 images, 12 failed, 1:30:00 left, tiles 3456/9999");
        assertThat(new BarLine("coast", 1, 4, 0, 1, 8, Duration.ofSeconds(10)).in(80))
                .isEqualTo(String.format(
                        "%-79s", "coast [========>                             ] 1/4 images, 0:30 left, tiles 1/8"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 10, 20, 30})
    void even_a_tiny_terminal_is_not_overrun(int columns) {
        assertThat(HALF.in(columns).length()).isLessThanOrEqualTo(Math.max(1, columns - 1));
    }

    @Test
    void before_the_first_image_it_says_that_the_collection_is_listed() {
        assertThat(new BarLine("coast", 0, 0, 0, 0, 0, Duration.ofSeconds(3)).in(80))
                .startsWith("coast listing… 0:03");
    }

    @Test
    void all_done_is_a_full_bar_with_the_time_it_took() {
        assertThat(new BarLine("coast", 4, 4, 0, 8, 8, Duration.ofSeconds(61)).in(80))
                .contains("=] 4/4 images, 1:01, tiles 8/8");
    }

    @Test
    void something_is_shown_at_once_and_each_run_ends_its_line() {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        TerminalBar bar = new TerminalBar(new PrintStream(shown, true, StandardCharsets.UTF_8));
        assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo("starting…\r");

        Run run = Run.of("coast", "parallel", Instant.now());
        bar.opened(run);
        bar.listed(run, "a");
        bar.abandoned(run);

        assertThat(shown.toString(StandardCharsets.UTF_8)).contains("coast ").endsWith(System.lineSeparator());
    }
}
