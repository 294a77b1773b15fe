package dev.swath.geotiff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.grid.SampleType;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverviewsTest {
    private static final OptionalDouble NONE = OptionalDouble.empty();

    @ParameterizedTest
    @CsvSource({
        "UINT8, 1, 2, 2, 2, 2",
        "UINT8, 1, 1, 2, 2, 2",
        "UINT8, 1, 1, 1, 2, 1",
        "UINT8, 255, 255, 255, 255, 255",
        "UINT16, 65535, 65534, 65535, 65534, 65535",
        "UINT16, 1, 1, 1, 2, 1",
        "INT16, -1, -2, -1, -2, -2",
        "INT16, -1, -1, -1, -2, -1",
        "INT32, -2147483648, -2147483648, -2147483648, -2147483648, -2147483648",
        "UINT32, 4294967295, 4294967295, 4294967295, 4294967295, 4294967295",
        "FLOAT32, 0.5, 0.25, 0.25, 0.5, 0.375",
        "FLOAT64, 1, 2, NaN, NaN, 1.5"
    })
    void halves_round_away_from_zero(SampleType type, double a, double b, double c, double d, double mean) {
        PixelBlock half = new Overviews(type, 1, NONE).shrink(block(type, 2, new byte[0], a, b, c, d), 2);

        assertThat(values(type, half)).containsExactly(mean);
    }

    @Test
    void the_last_row_and_column_of_odd_sizes_are_means_of_what_exists() {
        PixelBlock block = block(SampleType.UINT8, 3, new byte[0], 1, 3, 10, 5, 7, 20, 100, 50, 8);

        PixelBlock half = new Overviews(SampleType.UINT8, 1, NONE).shrink(block, 2);

        assertThat(values(SampleType.UINT8, half)).containsExactly(4, 15, 75, 8);
    }

    @Test
    void odd_sizes_give_the_same_result_with_and_without_a_mask() {
        Samples samples = TestRasters.noise(SampleType.UINT8, 513, 77, 3, 11);
        Overviews overviews = new Overviews(SampleType.UINT8, 3, NONE);
        PixelBlock plain = new PixelBlock(513, 77, samples.data(), new byte[0]);

        byte[] fast = overviews.shrink(plain, 2).data();

        // A nodata value that no sample has: the general path, with the same result.
        byte[] general = new Overviews(SampleType.UINT8, 3, OptionalDouble.of(255))
                .shrink(plain, 2)
                .data();
        assertThat(samples.data()).doesNotContain(-1);
        assertThat(fast).isEqualTo(general);
    }

    @ParameterizedTest
    @CsvSource({"2, false, 0", "2, true, 0", "2, true, 65535", "2, true, 7", "4, false, 0", "4, true, 0", "8, false, 0"
    })
    void sixteen_bits_have_the_means_of_the_same_numbers_in_thirty_two(int bands, boolean marked, int nodata) {
        double[] numbers = new Random(5)
                .ints(33 * 17 * bands, 0, 100)
                .mapToDouble(number -> number < 10 ? nodata : number < 20 ? 65_535 - number : number)
                .toArray();
        OptionalDouble none = marked ? OptionalDouble.of(nodata) : NONE;

        PixelBlock shorts = new Overviews(SampleType.UINT16, bands, none).shrink(wide(SampleType.UINT16, numbers), 2);
        PixelBlock ints = new Overviews(SampleType.UINT32, bands, none).shrink(wide(SampleType.UINT32, numbers), 2);

        assertThat(values(SampleType.UINT16, shorts)).isEqualTo(values(SampleType.UINT32, ints));
    }

    private static PixelBlock wide(SampleType type, double... numbers) {
        return new PixelBlock(33, 17, block(type, 33, new byte[0], numbers).data(), new byte[0]);
    }

    @Test
    void masked_pixels_do_not_count_and_four_of_them_make_a_masked_one() {
        byte[] valid = {1, 0, 0, 0, 0, 0, 0, 0};
        PixelBlock block = block(SampleType.UINT8, 4, valid, 9, 200, 200, 200, 200, 200, 200, 200);

        PixelBlock half = new Overviews(SampleType.UINT8, 1, NONE).shrink(block, 2);

        assertThat(values(SampleType.UINT8, half)).containsExactly(9, 0);
        assertThat(half.valid()).containsExactly(1, 0);
    }

    @ParameterizedTest
    @CsvSource({
        "UINT8, 0, 0, 8, 0, 6, 7",
        "UINT16, 0, 0, 8, 0, 6, 7",
        "UINT16, 65535, 65534, 65535, 65535, 65535, 65534",
        "UINT16, 5, 4, 6, 4, 6, 6",
        "INT16, -9999, -9999, -9999, -9999, -9999, -9999",
        "INT16, 5, 4, 6, 4, 6, 6",
        "UINT8, 255, 255, 255, 255, 255, 255",
        "FLOAT32, -9999, -9999, 1, -9999, 2, 1.5",
        "FLOAT32, 1, 0, 2, 0, 2, 1.0000001192092896",
        "FLOAT64, NaN, NaN, NaN, NaN, NaN, NaN"
    })
    void nodata_does_not_count_and_no_mean_becomes_nodata_by_chance(
            SampleType type, double nodata, double a, double b, double c, double d, double mean) {
        PixelBlock half =
                new Overviews(type, 1, OptionalDouble.of(nodata)).shrink(block(type, 2, new byte[0], a, b, c, d), 2);

        assertThat(values(type, half)).containsExactly(mean);
    }

    private static PixelBlock block(SampleType type, int width, byte[] valid, double... values) {
        byte[] data = new byte[values.length * type.bytes()];
        for (int i = 0; i < values.length; i++) {
            SampleAccess.of(type).set(data, i, values[i]);
        }
        return new PixelBlock(width, values.length / width, data, valid);
    }

    private static double[] values(SampleType type, PixelBlock block) {
        double[] values = new double[block.data().length / type.bytes()];
        for (int i = 0; i < values.length; i++) {
            values[i] = SampleAccess.of(type).get(block.data(), i);
        }
        return values;
    }
}
