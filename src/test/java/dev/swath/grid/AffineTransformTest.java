package dev.swath.grid;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AffineTransformTest {

    @Test
    void window_keeps_exact_coordinates_far_from_the_origin() {
        AffineTransform lattice = AffineTransform.northUp(300000, 1000020, 10, 10);

        AffineTransform window = lattice.window(3703, 6668);

        assertThat(window.translateX()).isEqualTo(337030);
        assertThat(window.translateY()).isEqualTo(933340);
        assertThat(window.scaleY()).isEqualTo(-10);
    }
}
