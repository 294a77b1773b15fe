package dev.swath.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {

    @Test
    void takes_the_nearest_rank() {
        double[] seconds =
                IntStream.rangeClosed(1, 100).mapToDouble(i -> 101 - i).toArray();

        Percentiles percentiles = Percentiles.of(seconds);

        assertThat(percentiles).isEqualTo(new Percentiles(100, 5050, 50, 95, 100));
    }

    @Test
    void of_one_value_is_that_value() {
        assertThat(Percentiles.of(new double[] {0.25})).isEqualTo(new Percentiles(1, 0.25, 0.25, 0.25, 0.25));
    }

    @Test
    void of_nothing_is_zero() {
        assertThat(Percentiles.of(new double[0])).isEqualTo(new Percentiles(0, 0, 0, 0, 0));
    }
}
