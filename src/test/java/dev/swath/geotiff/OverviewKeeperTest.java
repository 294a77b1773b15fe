package dev.swath.geotiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which overview is kept in memory. */
class OverviewKeeperTest {

    @Test
    void a_raster_with_an_overview_that_need_not_be_enlarged_has_one() {
        assertThat(OverviewKeeper.of(Level.pyramid(4975, 5000, 3, 5), 3, 512)).isPresent();
        assertThat(OverviewKeeper.of(Level.pyramid(4975, 5000, 3, 5), 3, 1000)).isPresent();
    }

    @Test
    void a_raster_without_an_overview_that_is_large_enough_has_none() {
        assertThat(OverviewKeeper.of(Level.pyramid(4975, 5000, 3, 5), 3, 1001)).isEmpty();
        assertThat(OverviewKeeper.of(Level.pyramid(400, 300, 3, 1), 3, 512)).isEmpty();
    }

    @Test
    void it_takes_no_more_memory_than_it_may_in_each_image() {
        List<Level> levels = Level.pyramid(10_980, 10_980, 24, 1);

        assertThat(OverviewKeeper.of(levels, 8, 687)).isPresent();
        assertThat(OverviewKeeper.of(levels, 24, 687)).isEmpty();
    }
}
