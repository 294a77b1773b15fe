package dev.swath.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swath.job.SettingException;
import dev.swath.run.ImageOutcome;
import dev.swath.run.Outcomes;
import dev.swath.run.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What is in the log, and how settings limit it. */
class LoggingTest {

    private static final Run RUN = Run.of("fields", "parallel", Instant.parse("2024-03-10T06:00:00Z"));

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream before = System.err;

    @BeforeEach
    void capture() {
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void release() {
        System.setErr(before);
        Logging.begin();
    }

    @Test
    void an_image_is_one_line_of_text_with_its_fields() {
        begin("text", "info");

        new PlainLines().finished(RUN, Outcomes.stored("a/b", RUN.started(), 2.494));

        assertThat(log())
                .matches(
                        "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(Z|[+-]\\d\\d:\\d\\d) INFO PlainLines - image=a/b"
                                + " status=stored seconds=2.49 requests=1 received=1000000 written=400000\\R");
    }

    @Test
    void a_text_from_a_server_can_neither_forge_a_field_nor_end_the_line() {
        begin("text", "info");

        new PlainLines()
                .finished(
                        RUN, ImageOutcome.failed("a status=stored", RUN.started(), "b\" status=\"stored\n2026 INFO x"));

        assertThat(log())
                .hasLineCount(1)
                .contains("image=\"a status=stored\" status=failed ")
                .contains("cause=\"b\\\" status=\\\"stored\\n2026 INFO x\"");
    }

    @Test
    void a_cause_is_quoted_and_logged_as_a_warning() {
        begin("text", "info");

        new PlainLines().finished(RUN, ImageOutcome.failed("a", RUN.started(), "HTTP 404 NOT_FOUND: Gone."));

        assertThat(log()).contains(" WARN ").endsWith(" cause=\"HTTP 404 NOT_FOUND: Gone.\"\n");
    }

    @Test
    void as_json_the_fields_of_an_image_are_beside_its_message() throws IOException {
        begin("json", "info");

        new PlainLines().finished(RUN, Outcomes.stored("a", RUN.started(), 2.494));

        JsonNode line = new ObjectMapper().readTree(log());
        assertThat(log()).endsWith("}\n").hasLineCount(1);
        assertThat(Instant.parse(line.path("time").asText())).isAfter(RUN.started());
        assertThat(line.path("level").asText()).isEqualTo("INFO");
        assertThat(line.path("logger").asText()).isEqualTo("dev.swath.cli.PlainLines");
        assertThat(line.path("message").asText()).startsWith("image=a status=stored seconds=2.49 ");
        assertThat(line.path("job").asText()).isEqualTo("fields");
        assertThat(line.path("run").asText()).isEqualTo(RUN.id());
        assertThat(line.path("image").asText()).isEqualTo("a");
        assertThat(line.path("seconds").numberValue()).isEqualTo(2.494);
        assertThat(line.path("written").longValue()).isEqualTo(400_000);
    }

    @Test
    void as_json_a_message_of_several_lines_and_its_stack_trace_are_one_line() throws IOException {
        begin("json", "info");

        LoggerFactory.getLogger("dev.swath.Test").error("two\nlines", new IllegalStateException("odd"));

        assertThat(log()).hasLineCount(1);
        JsonNode line = new ObjectMapper().readTree(log());
        assertThat(line.path("message").asText()).isEqualTo("two\nlines");
        assertThat(line.path("error").asText()).contains("IllegalStateException: odd", "LoggingTest");
    }

    /** Google's and OpenTelemetry's libraries use it. */
    @Test
    void what_is_logged_through_the_jdk_comes_in_the_same_format() throws IOException {
        begin("json", "info");

        java.util.logging.Logger.getLogger("io.opentelemetry").warning("collector away");

        assertThat(new ObjectMapper().readTree(log()).path("message").asText()).isEqualTo("collector away");
    }

    @Test
    void the_level_decides_which_messages_are_logged() {
        begin("text", "warn");

        new PlainLines().finished(RUN, Outcomes.stored("a", RUN.started(), 2));

        assertThat(log()).isEmpty();
    }

    @Test
    void a_level_for_all_does_not_apply_to_loggers_that_would_reveal_secrets() {
        LogLevels levels = LogLevels.parse("debug, root=debug, org.apache.camel=trace");

        assertThat(levels.byLogger())
                .containsEntry("dev.swath", Level.DEBUG)
                .containsEntry("ROOT", Level.DEBUG)
                .containsEntry("org.apache.camel", Level.TRACE)
                .containsEntry("org.apache.camel.component.http", Level.INFO)
                .containsEntry("org.apache.hc", Level.INFO);
        assertThat(LogLevels.parse("info,org.apache.hc=debug").byLogger()).containsEntry("org.apache.hc", Level.DEBUG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"loud", "info,org.apache.camel", "info,=debug", "info,", "info,a b=debug"})
    void an_unknown_level_is_named(String level) {
        assertThatThrownBy(() -> LogLevels.parse(level))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("swath.log.level");
    }

    @Test
    void an_unknown_format_is_named() {
        assertThatThrownBy(() -> begin("xml", "info"))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("neither text nor json");
    }

    private static void begin(String format, String level) {
        Logging.begin(
                MergedSettings.load(Map.of("swath.log.format", format, "swath.log.level", level), Map.of(), List.of()));
    }

    private String log() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
