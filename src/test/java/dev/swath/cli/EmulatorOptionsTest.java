package dev.swath.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swath.emulator.FaultPlan;
import dev.swath.job.SettingException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmulatorOptionsTest {

    @Test
    void faults_are_read_from_their_setting() {
        assertThat(EmulatorOptions.of(settings("pixels.503:0.02,seed:7")).faults())
                .isEqualTo(FaultPlan.parse("pixels.503:0.02,seed:7"));
        assertThat(EmulatorOptions.of(settings("")).faults().isNone()).isTrue();
    }

    @Test
    void a_bad_plan_of_faults_is_answered_with_key_value_and_remedy() {
        assertThatThrownBy(() -> EmulatorOptions.of(settings("503:often")))
                .isInstanceOf(SettingException.class)
                .hasMessage("swath.emulator.faults = '503:often': '503:often' has a share that is not a number;"
                        + " write shares of"
                        + " the requests as in 429:0.05,pixels.503:0.02,seed:7");
    }

    private static MergedSettings settings(String faults) {
        return MergedSettings.load(Map.of("swath.emulator.faults", faults), Map.of(), List.of());
    }
}
