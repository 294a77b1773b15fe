package dev.swath.earthengine;

import static dev.swath.grid.SampleType.FLOAT64;
import static dev.swath.grid.SampleType.UINT16;
import static dev.swath.grid.SampleType.UINT8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceAssumptionsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 5000, 1, 0",
        "5000, 0, 5000, 1, 255",
        "9000, 0, 5000, 1, 255",
        "-1, 0, 5000, 1, 0",
        "1, 0, 510, 1, 1", // a half goes up
        "1250, 0, 5000, 2, 128", // gamma above 1 brightens
        "1250, 0, 5000, 0.5, 16",
        "1000, 0, 5000, 1.35, 77",
        "NaN, 0, 5000, 1.35, 0"
    })
    void brightness_stretches_between_min_and_max(double value, double min, double max, double gamma, int expected) {
        assertThat(ServiceAssumptions.brightness(value, min, max, gamma)).isEqualTo(expected);
    }

    @Test
    void palette_colors_blend_evenly_from_min_to_max() {
        List<Integer> palette = List.of(0x000000, 0xff0000, 0xffff00);

        assertThat(ServiceAssumptions.paletteColor(0, 0, 10, 1, palette)).isEqualTo(0x000000);
        assertThat(ServiceAssumptions.paletteColor(2.5, 0, 10, 1, palette)).isEqualTo(0x800000);
        assertThat(ServiceAssumptions.paletteColor(5, 0, 10, 1, palette)).isEqualTo(0xff0000);
        assertThat(ServiceAssumptions.paletteColor(6, 0, 10, 1, palette)).isEqualTo(0xff3300);
        assertThat(ServiceAssumptions.paletteColor(11, 0, 10, 1, palette)).isEqualTo(0xffff00);
    }

    @Test
    void palette_of_one_color_paints_everything_with_it() {
        assertThat(ServiceAssumptions.paletteColor(7, 0, 10, 1, List.of(0x123456)))
                .isEqualTo(0x123456);
    }

    @Test
    void request_size_counts_a_mask_byte_for_every_sample() {
        // The size in the error text of Xee issue 50: 48 x 512 x 256 float64 samples.
        assertThat(EarthEngineLimits.requestSize(512, 256, Collections.nCopies(48, FLOAT64)))
                .isEqualTo(56_623_104);
        assertThat(EarthEngineLimits.requestSize(2048, 2048, Collections.nCopies(4, UINT16)))
                .isEqualTo(EarthEngineLimits.MAX_REQUEST_BYTES);
        assertThat(EarthEngineLimits.requestSize(2896, 2896, Collections.nCopies(3, UINT8)))
                .isLessThanOrEqualTo(EarthEngineLimits.MAX_REQUEST_BYTES);
    }
}
