package dev.swath.flow.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.job.Job;
import dev.swath.job.SettingReader;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often a schedule falls due while a run goes on. */
class MissedFiresTest {

    private static final Instant SIX = Instant.parse("2024-03-10T06:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "0 0 6 * * ?, UTC, 23, 0",
        "0 0 6 * * ?, UTC, 24, 1",
        "0 0 6 * * ?, UTC, 73, 3",
        "0 0 * * * ?, UTC, 5, 5",
        "0 0 1 * * ?, America/Panama, 24, 1",
        "0 30 2 * * ?, America/New_York, 23, 1"
    })
    void those_after_the_start_and_not_after_the_end_count(String cron, String zone, int hours, int expected) {
        assertThat(MissedFires.between(job(cron, zone), SIX, SIX.plusSeconds(hours * 3600L)))
                .isEqualTo(expected);
    }

    @Test
    void a_schedule_that_is_past_falls_due_no_more() {
        assertThat(MissedFires.between(job("0 0 6 * * ? 2020", "UTC"), SIX, SIX.plusSeconds(999_999)))
                .isZero();
    }

    private static Job job(String cron, String zone) {
        Map<String, String> settings = Map.of(
                "swath.collection", "C",
                "swath.area", "0,0,1,1",
                "swath.start", "P1D",
                "swath.bands", "B1",
                "swath.cron", cron,
                "swath.time-zone", zone);
        return Job.from("job", SettingReader.of(key -> Optional.ofNullable(settings.get(key))));
    }
}
