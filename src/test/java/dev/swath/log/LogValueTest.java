package dev.swath.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogValueTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPERNICUS/S2_SR_HARMONIZED/20240105T160511_20240105T161202_T17PLK",
                "david-chiriqui",
                "/tmp/öl/a.tif",
                "12.5",
                "http://127.0.0.1:8088/"
            })
    void what_can_not_be_mistaken_stays_bare(String text) {
        assertThat(LogValue.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a status=stored      | \"a status=stored\"",
                "a=b                  | \"a=b\"",
                "say \"hello\"        | \"say \\\"hello\\\"\"",
                "back\\slash          | \"back\\\\slash\""
            })
    void what_could_pass_for_a_field_is_quoted(String text, String value) {
        assertThat(LogValue.of(text)).isEqualTo(value);
    }

    @Test
    void what_ends_a_line_or_commands_a_terminal_is_escaped() {
        assertThat(LogValue.of("a\n2026-01-01 ERROR\r\tx")).isEqualTo("\"a\\n2026-01-01 ERROR\\r\\tx\"");
        assertThat(LogValue.of("\u001b[2J\u0000\u0085\u2028\u202e"))
                .isEqualTo("\"\\u001b[2J\\u0000\\u0085\\u2028\\u202e\"");
        assertThat(LogValue.of("")).isEqualTo("\"\"");
    }

    @Test
    void a_long_value_is_cut() {
        assertThat(LogValue.of("x".repeat(100_000))).hasSize(2003).endsWith("…\"");
    }
}
