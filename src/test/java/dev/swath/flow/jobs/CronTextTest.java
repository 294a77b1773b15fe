package dev.swath.flow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quartz.CronExpression;

/** Schedules in cron's words become Quartz's. */
class CronTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "30 5 * * *          | 0 30 5 * * ?",
                "30 5 * * 1-5        | 0 30 5 ? * MON-FRI",
                "30 5 * * 0          | 0 30 5 ? * SUN",
                "30 5 * * 7          | 0 30 5 ? * SUN",
                "30 5 * * mon,thu    | 0 30 5 ? * MON,THU",
                "30 5 * * fri-sun    | 0 30 5 ? * SUN,FRI,SAT",
                "30 5 * * */2        | 0 30 5 ? * SUN,TUE,THU,SAT",
                "0 0 * * 0-7         | 0 0 0 ? * *",
                "*/15 8-18 * * *     | 0 */15 8-18 * * ?",
                "0 6 1,15 * *        | 0 0 6 1,15 * ?",
                "0 6 1 jan-jun *     | 0 0 6 1 JAN-JUN ?",
                "@daily              | 0 0 0 * * ?",
                "@Hourly             | 0 0 * * * ?",
                "@weekly             | 0 0 0 ? * SUN",
                "@monthly            | 0 0 0 1 * ?"
            })
    void a_schedule_becomes_quartzs(String cron, String quartz) {
        assertThat(CronText.quartz(cron)).contains(quartz);
        assertThatCode(() -> CronExpression.validateExpression(quartz)).doesNotThrowAnyException();
    }

    @Test
    void what_is_quartzs_already_is_left_as_it_is() {
        assertThat(CronText.quartz("0 30 5 ? * MON-FRI")).isEmpty();
        assertThat(CronText.quartz("0 30 5 ? * MON-FRI 2030")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"61 5 * * *", "30 5 * * 8", "30 5 * * XYZ", "30 5 13 * 5", "@often", "a b c d e"})
    void what_is_no_schedule_is_refused(String cron) {
        assertThatIllegalArgumentException().isThrownBy(() -> CronText.quartz(cron));
    }
}
