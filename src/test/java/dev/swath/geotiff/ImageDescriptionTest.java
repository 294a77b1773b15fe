package dev.swath.geotiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swath.grid.AffineTransform;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import dev.swath.job.Mask;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageDescriptionTest {

    @ParameterizedTest
    @CsvSource({
        "UINT8, 255",
        "INT8, -128",
        "UINT16, 65535",
        "INT16, -32768",
        "UINT32, 4294967295",
        "INT32, -2147483648",
        "FLOAT32, NaN",
        "FLOAT64, NaN"
    })
    void nodata_defaults_to_the_end_of_the_range_of_whole_numbers_and_nan_for_floats(SampleType type, double nodata) {
        assertThat(raw(type, Mask.NODATA, OptionalDouble.empty()).nodata()).hasValue(nodata);
    }

    @ParameterizedTest
    @CsvSource({"UINT8, 256", "UINT8, -1", "INT8, 128", "UINT16, 0.5", "INT32, 2147483648", "UINT32, -1", "INT16, NaN"})
    void nodata_has_to_be_a_value_of_the_type(SampleType type, double nodata) {
        assertThatThrownBy(() -> raw(type, Mask.NODATA, OptionalDouble.of(nodata)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("nodata = " + nodata + " is not a value of " + type);
    }

    @Test
    void nodata_of_32_bit_floats_is_the_nearest_one() {
        assertThat(raw(SampleType.FLOAT32, Mask.NODATA, OptionalDouble.of(0.1)).nodata())
                .hasValue(0.1f);
    }

    @Test
    void an_internal_mask_makes_nodata_superfluous() {
        assertThat(raw(SampleType.UINT8, Mask.INTERNAL, OptionalDouble.of(0)).nodata())
                .isEmpty();
    }

    @Test
    void a_picture_has_three_bands_of_bytes() {
        assertThatThrownBy(() -> describe(SampleType.UINT16, List.of("R", "G", "B"), Mask.INTERNAL, true))
                .hasMessage("a picture has 3 bands of UINT8, not 3 of UINT16");
        assertThatThrownBy(() -> describe(SampleType.UINT8, List.of("R", "G"), Mask.INTERNAL, true))
                .hasMessage("a picture has 3 bands of UINT8, not 2 of UINT8");
        assertThatThrownBy(() -> describe(SampleType.UINT8, List.of(), Mask.INTERNAL, false))
                .hasMessage("0 bands: a file holds 1 to 65535");
    }

    private static ImageDescription raw(SampleType type, Mask mask, OptionalDouble nodata) {
        return new ImageDescription(grid(), type, List.of("B1"), mask, nodata, false, Map.of());
    }

    private static ImageDescription describe(SampleType type, List<String> names, Mask mask, boolean rgb) {
        return new ImageDescription(grid(), type, names, mask, OptionalDouble.empty(), rgb, Map.of());
    }

    private static RasterGrid grid() {
        return new RasterGrid(TestRasters.epsg(32617), AffineTransform.northUp(0, 0, 10, 10), 5, 5);
    }
}
