package dev.swath.flow.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    private final AtomicLong now = new AtomicLong(-5);
    private final Deadline run = Deadline.of(Duration.ofHours(8), "the run is over", now::get);
    private final Deadline image = run.part(Duration.ofHours(2), "the image is over");
    private final Deadline tile = image.part(Duration.ofMinutes(30), "the tile is over");

    @Test
    void time_counts_from_the_beginning_and_not_before() {
        run.begin();
        later(Duration.ofHours(5));
        assertThat(tile.over()).isEmpty();

        tile.begin();
        later(Duration.ofMinutes(29));
        assertThat(tile.over()).isEmpty();

        later(Duration.ofMinutes(1));
        assertThat(tile.over()).hasValue("the tile is over");
        assertThat(image.over()).isEmpty();
    }

    @Test
    void beginning_again_gives_no_more_time() {
        tile.begin();
        later(Duration.ofMinutes(20));
        tile.begin();

        assertThat(tile.nanosLeft()).isEqualTo(Duration.ofMinutes(10).toNanos());
    }

    @Test
    void a_part_ends_with_the_whole_that_began_with_its_first_part() {
        tile.begin();
        later(Duration.ofMinutes(110));
        Deadline last = image.part(Duration.ofMinutes(30), "the tile is over");
        last.begin();
        later(Duration.ofMinutes(10));

        assertThat(last.over()).hasValue("the image is over");
        assertThatThrownBy(last::require).isInstanceOf(GivenUpException.class).hasMessage("the image is over");
    }

    @Test
    void what_is_given_up_takes_its_parts_along_and_keeps_the_first_reason() {
        tile.begin();
        image.giveUp("its neighbour failed");
        image.giveUp("another reason");

        assertThat(tile.over()).hasValue("its neighbour failed");
        assertThat(run.over()).isEmpty();
        assertThat(tile.belongsTo(image)).isTrue();
        assertThat(image.belongsTo(tile)).isFalse();
    }

    @Test
    void a_pause_that_lasts_longer_than_there_is_time_fails_at_once() {
        tile.begin();
        later(Duration.ofMinutes(29));

        assertThatThrownBy(() -> tile.pause(Duration.ofMinutes(1)))
                .isInstanceOf(GivenUpException.class)
                .hasMessage("the tile is over");
    }

    @Test
    void who_pauses_is_woken_when_the_run_is_given_up() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        CountDownLatch pausing = new CountDownLatch(1);
        try {
            Future<?> pause = other.submit(() -> {
                pausing.countDown();
                tile.pause(Duration.ofMinutes(20));
                return null;
            });
            assertThat(pausing.await(10, TimeUnit.SECONDS)).isTrue();

            run.giveUp("enough");

            assertThatThrownBy(() -> pause.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("enough");
        } finally {
            other.shutdownNow();
        }
    }

    private void later(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
