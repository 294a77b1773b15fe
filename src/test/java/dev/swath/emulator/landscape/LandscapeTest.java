package dev.swath.emulator.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.swath.grid.Window;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LandscapeTest {

    private static final Frame DAVID = new Frame(Chart.utm(17), 300_000, 1_000_020, 10);
    private static final Acquisition DAY = new Acquisition(Instant.parse("2024-02-01T16:10:00Z"), 7);

    @Test
    void holds_no_more_ground_than_allowed() {
        long limit = 9 * Ground.BYTES + 5;
        Landscape landscape = new Landscape(limit);

        for (int i = 0; i < 6; i++) {
            landscape.render(DAVID, DAY, new Window(500 * i, 6000, 300, 260), List.of("B8"));
            assertThat(landscape.cachedBytes()).isLessThanOrEqualTo(limit);
        }

        assertThat(landscape.cachedBytes()).isEqualTo(9 * Ground.BYTES);
    }

    @Test
    void works_without_any_cache() {
        Landscape landscape = new Landscape(0);

        int[][] values = landscape.render(DAVID, DAY, new Window(0, 0, 10, 10), List.of("B8"));

        assertThat(values[0]).hasSize(100).doesNotContain(0);
        assertThat(landscape.cachedBytes()).isZero();
    }

    @Test
    void puts_the_sun_where_the_almanac_has_it() {
        // Greenwich at noon on the day of the equinox of 2024; the equation of time is -7.4 minutes.
        SunPosition greenwich = SunPosition.at(Instant.parse("2024-03-20T12:07:30Z"), 0, 51.48);
        assertThat(greenwich.zenith()).isCloseTo(51.3, within(0.15));
        assertThat(greenwich.azimuth()).isCloseTo(180, within(0.5));

        SunPosition cancer = SunPosition.at(Instant.parse("2024-06-21T12:02:00Z"), 0, 23.43);
        assertThat(cancer.zenith()).isLessThan(0.3);
        assertThat(cancer.distance()).isCloseTo(1.0163, within(0.0005));
    }

    @Test
    void has_land_and_sea_where_they_are() {
        Atlas atlas = new Atlas();

        assertThat(atlas.land(-82.43, 8.43)).isPositive();
        assertThat(atlas.land(-82.43, 7.8)).isNegative();
        assertThat(atlas.land(5, 25)).isGreaterThan(0.4);
        assertThat(atlas.land(-179.99, 0)).isNegative();
        assertThat(atlas.land(179.99, 0)).isNegative();
        assertThat(atlas.land(90, -78)).isPositive();
        assertThat(atlas.sheet(8, 46.5, 1).mountains(8, 46.4)).isGreaterThan(1500);
        assertThat(atlas.sheet(-51, 67, 1).mountains(-51, 67)).isZero();
    }

    @Test
    void keeps_slopes_through_their_byte() {
        for (double slope = -2; slope <= 2; slope += 0.01) {
            assertThat(Ground.slope(Ground.coded(slope))).isCloseTo(slope, within(0.02 + 0.01 * Math.abs(slope)));
        }
        assertThat(Ground.slope(Ground.coded(0))).isZero();
    }

    @Test
    void has_noise_without_drift_or_steps() {
        double sum = 0;
        double before = Noise.at(-20, 3.3, 7.7, 5);
        for (int i = -20_000; i < 20_000; i++) {
            double n = Noise.at(i / 1000.0, 3.3, 7.7, 5);
            assertThat(n).isCloseTo(before, within(0.02)).isBetween(-1.6, 1.6);
            before = n;
            sum += Noise.at(i * 0.37, i * 0.11, i * 0.05, 9);
        }
        assertThat(sum / 40_000).isCloseTo(0, within(0.02));
    }
}
