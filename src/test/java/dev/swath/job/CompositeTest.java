package dev.swath.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompositeTest {

    private static final CompositePeriod MONTH = CompositePeriod.parse("P1M");

    @ParameterizedTest
    @CsvSource({
        "P1M,2024-02-29,2024-02-01,2024-03-01,2024-02",
        "P3M,2024-06-30,2024-04-01,2024-07-01,2024-04",
        "P1Y,2024-06-30,2024-01-01,2025-01-01,2024",
        "P2Y,2025-06-30,2024-01-01,2026-01-01,2024",
        "P1W,2024-03-06,2024-03-04,2024-03-11,2024-03-04",
        "P10D,1970-01-14,1970-01-05,1970-01-15,1970-01-05",
        "P10D,1970-01-04,1969-12-26,1970-01-05,1969-12-26",
    })
    void periods_are_aligned_with_the_calendar(
            String text, LocalDate day, LocalDate start, LocalDate end, String label) {
        CompositePeriod period = CompositePeriod.parse(text);

        assertThat(period.start(day)).isEqualTo(start);
        assertThat(period.end(start)).isEqualTo(end);
        assertThat(period.label(start)).isEqualTo(label);
    }

    @ParameterizedTest
    @CsvSource({"P0D", "P-1M", "P1M10D", "PT6H", "month", "''"})
    void what_is_not_a_period_of_months_or_days_is_refused(String text) {
        assertThatThrownBy(() -> CompositePeriod.parse(text))
                .hasMessageContaining("write one such as P1M, P10D or P1Y");
    }

    @ParameterizedTest
    @CsvSource({
        "median,median",
        "Percentile:25,percentile-25",
        "quality: ndvi,quality-ndvi",
        "percentile:2.5,percentile-2.5"
    })
    void a_method_names_its_images(String text, String label) {
        assertThat(Composite.parse(text, MONTH, false, CompositeGrid.UTM).label())
                .isEqualTo(label);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "average | is not known; write median or mean",
                "quality | needs an argument; write quality:BAND",
                "percentile:200 | is not a percentile from 0 to 100",
                "percentile:x | is not a percentile",
                "median:3 | takes no argument; write median",
            })
    void a_method_that_is_not_one_says_which_there_are(String text, String message) {
        assertThatThrownBy(() -> Composite.parse(text, MONTH, false, CompositeGrid.UTM))
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource({"UTM,utm", "first,first", "epsg:32617,EPSG:32617", "EPSG:4326,EPSG:4326"})
    void a_grid_is_a_zone_that_of_an_image_or_a_code(String text, String written) {
        assertThat(CompositeGrid.parse(text)).hasToString(written);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "last | is not known; write utm, first (as the first image), or an EPSG code such as EPSG:32617",
                "32617 | is not known; write utm",
                "EPSG:999999 | unknown coordinate reference system",
            })
    void a_grid_that_is_not_known_is_refused(String text, String message) {
        assertThatThrownBy(() -> CompositeGrid.parse(text)).hasMessageStartingWith(message);
    }

    @Test
    void a_whole_window_has_one_name() {
        CompositePeriod whole = CompositePeriod.parse("whole");

        assertThat(whole.isWhole()).isTrue();
        assertThat(whole.label(LocalDate.of(2024, 1, 1))).isEqualTo("whole");
    }
}
