package dev.swath.flow.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.ledger.ClaimTable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class LeaseWaitTest {

    private Duration waited = Duration.ZERO;
    private final LeaseWait wait = new LeaseWait(time -> waited = waited.plus(time));

    @Test
    void a_free_image_is_taken_at_once() {
        assertThat(wait.take("run-1", Optional::empty)).isEmpty();
        assertThat(waited).isZero();
    }

    @Test
    void another_run_is_not_waited_for() {
        assertThat(wait.take("run-1", () -> Optional.of("run-2"))).contains("run-2");
        assertThat(waited).isZero();
    }

    @Test
    void the_claim_of_a_dead_worker_is_taken_when_its_lease_is_over() {
        Queue<Optional<String>> answers =
                new ArrayDeque<>(List.of(Optional.of("run-1"), Optional.of("run-1"), Optional.empty()));

        assertThat(wait.take("run-1", answers::remove)).isEmpty();
        assertThat(waited).isPositive();
    }

    @Test
    void a_worker_that_lives_on_is_left_alone_after_a_lease() {
        assertThat(wait.take("run-1", () -> Optional.of("run-1"))).contains("run-1");
        assertThat(waited).isGreaterThan(ClaimTable.LEASE).isLessThan(ClaimTable.LEASE.multipliedBy(2));
    }
}
