package dev.swath.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.run.FailedAttempt;
import dev.swath.run.RequestTiming;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lanes of very many requests. */
class LaneCellsTest {

    @Test
    void a_piece_of_a_lane_shows_what_took_most_of_its_time() {
        Lanes lanes = new Lanes(
                List.of(
                        new Lanes.Bar(0, 0, "a", new RequestTiming(0, 0, 47, 0, 94, 1, 1, 0)),
                        new Lanes.Bar(0, 141, "b", new FailedAttempt(235, 282, 503))),
                1);

        assertThat(LaneCells.of(lanes, 470).runs())
                .containsExactly(
                        new LaneCells.Run(0, new Phase.Stretch(Phase.FETCH, 0, 47)),
                        new LaneCells.Run(0, new Phase.Stretch(Phase.ENCODE, 47, 141)),
                        new LaneCells.Run(0, new Phase.Stretch(Phase.FAILED, 235, 282)));
    }

    @Test
    void what_is_drawn_stays_small_however_many_lanes_and_requests_there_are() {
        List<Lanes.Bar> bars = new ArrayList<>();
        for (int lane = 0; lane < 1000; lane++) {
            for (int i = 0; i < 100; i++) {
                bars.add(new Lanes.Bar(lane, i, "a", new RequestTiming(i, 0, 0.5, 0, 0, 1, 1, 0)));
            }
        }

        assertThat(LaneCells.of(new Lanes(bars, 1000), 100).runs()).hasSizeLessThanOrEqualTo(60_000);
    }
}
