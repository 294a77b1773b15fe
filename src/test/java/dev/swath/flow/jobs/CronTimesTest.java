package dev.swath.flow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a job runs on days when clocks change. */
class CronTimesTest {

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                // An hour that does not exist on that day.
                "0 30 2 * * ? | Europe/Berlin | 2026-03-28T00:00:00Z | 2026-03-28T02:30+01:00 2026-03-29T03:00+02:00 2026-03-30T02:30+02:00",
                "0 0 0 * * ? | Asia/Beirut | 2024-03-30T12:00:00Z | 2024-03-31T01:00+03:00 2024-04-01T00:00+03:00",
                "0 15 0 * * ? | America/Havana | 2026-03-07T12:00:00Z | 2026-03-08T01:00-04:00 2026-03-09T00:15-04:00",
                "0 15 2 * * ? | Australia/Lord_Howe | 2026-10-03T00:00:00Z | 2026-10-04T02:30+11:00 2026-10-05T02:15+11:00",
                "0 30 2,14 * * ? | Europe/Berlin | 2026-03-28T22:00:00Z | 2026-03-29T03:00+02:00 2026-03-29T14:30+02:00",
                "0 30 2 29 3 ? | Europe/Berlin | 2025-12-01T00:00:00Z | 2026-03-29T03:00+02:00 2027-03-29T02:30+02:00",
                // A job that runs then or soon after needs no other run.
                "0 0 2,3 * * ? | Europe/Berlin | 2026-03-28T22:00:00Z | 2026-03-29T03:00+02:00 2026-03-30T02:00+02:00",
                "0 0 * * * ? | Europe/Berlin | 2026-03-29T00:30:00Z | 2026-03-29T03:00+02:00 2026-03-29T04:00+02:00",
                "0 0/20 * * * ? | Europe/Berlin | 2026-03-29T00:45:00Z | 2026-03-29T03:00+02:00 2026-03-29T03:20+02:00",
                "0 30 * * * ? | Europe/Berlin | 2026-03-29T00:45:00Z | 2026-03-29T03:30+02:00 2026-03-29T04:30+02:00",
                // An hour that occurs twice on that day.
                "0 30 2 * * ? | Europe/Berlin | 2026-10-24T12:00:00Z | 2026-10-25T02:30+01:00 2026-10-26T02:30+01:00",
                "0 30 1 * * ? | America/New_York | 2026-10-31T12:00:00Z | 2026-11-01T01:30-05:00 2026-11-02T01:30-05:00",
                // Days without a change, and a day that never existed.
                "0 0 6 * * ? | America/Panama | 2026-03-28T00:00:00Z | 2026-03-28T06:00-05:00 2026-03-29T06:00-05:00",
                "0 0 6 * * ? | UTC | 2026-03-28T00:00:00Z | 2026-03-28T06:00Z 2026-03-29T06:00Z",
                "0 0 12 * * ? | Pacific/Apia | 2011-12-29T00:00:00Z | 2011-12-29T12:00-10:00 2011-12-31T12:00+14:00"
            })
    void a_job_runs_once_each_day(String cron, String zone, Instant after, String times) {
        List<String> expected = List.of(times.split(" "));

        assertThat(CronTimes.of(cron, ZoneId.of(zone)).next(after, expected.size()))
                .isEqualTo(expected);
    }

    @Test
    void an_expression_of_the_past_has_no_further_time() {
        assertThat(CronTimes.of("0 0 6 * * ? 2020", ZoneId.of("Europe/Berlin"))
                        .next(Instant.parse("2026-01-01T00:00:00Z"), 3))
                .isEmpty();
    }
}
