package dev.swath.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColourTest {

    @ParameterizedTest
    @CsvSource({"blue, 0, 0, 255", "Orange, 255, 165, 0", "#0a141E, 10, 20, 30", "ff0000, 255, 0, 0"})
    void names_and_hexadecimal_digits_are_read(String text, int red, int green, int blue) {
        assertThat(Colour.parse(text)).isEqualTo(new Colour(red, green, blue));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bleu", "#fff", "#gg0000", "rgb(1,2,3)", "##000000"})
    void anything_else_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Colour.parse(text))
                .withMessageContaining("write #rrggbb or a CSS name");
    }

    @Test
    void hexadecimal_digits_are_six() {
        assertThat(new Colour(0, 1, 254).hex()).isEqualTo("0001fe");
    }

    @Test
    void values_out_of_range_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Colour(256, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Outline(0, -1, 0, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Outline(0, 0, 0, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Visualization(List.of(1.0), List.of(1.0), 1, List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Visualization(List.of(0.0), List.of(1.0, 2.0), 1, List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Visualization(List.of(0.0), List.of(1.0), 0, List.of()));
    }
}
