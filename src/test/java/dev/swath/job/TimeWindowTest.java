package dev.swath.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeWindowTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2024-03-31T06:00:00Z"), ZoneOffset.ofHours(-5));

    @ParameterizedTest
    @CsvSource({
        "2024-01-31, 2024-01-31T00:00:00Z",
        "2024-01-31T06:30, 2024-01-31T06:30:00Z",
        "2024-01-31T06:30:15.5Z, 2024-01-31T06:30:15.500Z",
        "2024-01-31t06:30:00-05:00, 2024-01-31T11:30:00Z",
        "P30D, 2024-03-01T06:00:00Z",
        "p1m, 2024-02-29T06:00:00Z",
        "P2W, 2024-03-17T06:00:00Z",
        "PT36H, 2024-03-29T18:00:00Z",
        "P1DT6H, 2024-03-30T00:00:00Z"
    })
    void a_time_is_read_as_people_write_it(String text, Instant expected) {
        assertThat(TimeWindow.parse(text, "now", CLOCK))
                .isEqualTo(new TimeWindow(expected, Instant.parse("2024-03-31T06:00:00Z")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2024-02-30",
                "31.01.2024",
                "2024-01-31 06:00",
                "P-30D",
                "-P30D",
                "P",
                "P1MT6H",
                "30D",
                "P999999999Y",
                "P3000Y",
                "2024-01-31T25:00Z",
                "+10000-01-01"
            })
    void anything_else_is_refused_with_what_to_write(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeWindow.parse(text, "now", CLOCK))
                .withMessageStartingWith("is not a time; write a date such as 2024-01-31");
    }

    @Test
    void a_window_that_ends_before_it_starts_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeWindow.parse("P1D", "P2D", CLOCK))
                .withMessageContaining("2024-03-30T06:00:00Z to 2024-03-29T06:00:00Z");
        assertThatIllegalArgumentException().isThrownBy(() -> TimeWindow.parse("now", "now", CLOCK));
    }

    @ParameterizedTest
    @CsvSource({
        "P1D, P7D, 2024-03-23T06:00:00Z",
        "p1d, pt36h, 2024-03-28T18:00:00Z",
        "now, P7D, 2024-03-24T06:00:00Z",
        "2024-03-30, P7D, 2024-03-30T00:00:00Z"
    })
    void a_look_back_moves_a_start_that_moves_with_the_run_and_no_other(
            String start, String lookBack, Instant expected) {
        assertThat(TimeWindow.parse(start, "now", Optional.of(lookBack), CLOCK))
                .isEqualTo(new TimeWindow(expected, Instant.parse("2024-03-31T06:00:00Z")));
    }

    @Test
    void a_look_back_that_is_not_a_period_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeWindow.parse("P1D", "now", Optional.of("2024-01-01"), CLOCK))
                .withMessage("is not a period; write one such as P7D or PT36H");
    }
}
