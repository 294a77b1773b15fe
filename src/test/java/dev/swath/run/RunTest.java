package dev.swath.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RunTest {

    @Test
    void the_id_sorts_by_time_and_is_fit_for_a_file_name() {
        Run run = Run.of("david-chiriqui", "parallel", Instant.parse("2024-08-01T06:00:00.007Z"));

        assertThat(run.id()).isEqualTo("20240801T060000.007Z-david-chiriqui");
    }
}
