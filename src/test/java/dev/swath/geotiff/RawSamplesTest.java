package dev.swath.geotiff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.grid.SampleType;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RawSamplesTest {

    @ParameterizedTest
    @EnumSource(names = {"UINT8", "INT8", "UINT16", "INT16", "UINT32", "INT32"})
    void either_of_two_values_is_found_wherever_it_is(SampleType type) {
        RawSamples samples = new RawSamples(type);
        Random random = new Random(type.bytes());
        for (int count = 1; count < 40; count++) {
            for (int place = 0; place < count; place++) {
                byte[] data = new byte[count * type.bytes()];
                for (int index = 0; index < count; index++) {
                    samples.set(data, index, 2 + random.nextInt(100));
                }
                long largest = type.signed() ? -1 : (1L << 8 * type.bytes()) - 1;
                long stored = samples.bits(type.signed() ? -1 : largest);

                assertThat(samples.anyIs(0, stored, data, 0, count)).isFalse();
                samples.set(data, place, place % 2 == 0 ? 0 : stored);
                assertThat(samples.anyIs(0, stored, data, 0, count)).isTrue();
                assertThat(samples.anyIs(0, stored, data, 0, place)).isFalse();
                assertThat(samples.anyIs(0, stored, data, place + 1, count)).isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"UINT8", "UINT16", "UINT32"})
    void a_value_with_bytes_of_the_looked_for_one_is_another_value(SampleType type) {
        RawSamples samples = new RawSamples(type);
        byte[] data = new byte[16];
        for (int index = 0; index < 16 / type.bytes(); index++) {
            samples.set(data, index, 1L << 8 * type.bytes() - 1);
        }

        assertThat(samples.anyIs(0, 1, data, 0, 16 / type.bytes())).isFalse();
    }
}
