package dev.swath.flow.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RequestBudgetTest {

    private final Deadline ample = within(Duration.ofSeconds(30));
    private final AtomicLong now = new AtomicLong(1_000_000_000_000L);

    @Test
    void begins_low_and_grows_by_one_for_each_success_while_it_is_used_up() throws Exception {
        RequestBudget budget = budget(20);
        assertThat(budget.limit()).isEqualTo(12);

        fill(budget);
        budget.succeeded();

        assertThat(budget.limit()).isEqualTo(13);
    }

    @Test
    void does_not_grow_while_places_are_free() throws Exception {
        RequestBudget budget = budget(20);
        enter(budget);

        budget.succeeded();

        assertThat(budget.limit()).isEqualTo(12);
    }

    @Test
    void never_exceeds_the_limit_that_is_set() throws Exception {
        RequestBudget budget = budget(6);

        grow(budget, 100);

        assertThat(budget.limit()).isEqualTo(6);
    }

    @Test
    void never_exceeds_its_share_of_a_quota_and_starts_nothing_once_that_has_ended() throws Exception {
        RequestBudget budget = budget(20);
        budget.share(2, 40, now.get() + TimeUnit.SECONDS.toNanos(60));
        assertThat(budget.limit()).isEqualTo(2);
        enter(budget);

        assertThat(budget.lower(1)).as("in flight").isEqualTo(1);
        assertThatThrownBy(() -> budget.enter(within(Duration.ofMillis(20)))).isInstanceOf(GivenUpException.class);

        budget.share(2, 40, now.get() + TimeUnit.SECONDS.toNanos(60));
        later(1_000);
        enter(budget);
        budget.leave();
        later(60_000);
        assertThatThrownBy(() -> budget.enter(within(Duration.ofMillis(20)))).isInstanceOf(GivenUpException.class);
        assertThat(budget.inFlight()).isEqualTo(1);
    }

    @Test
    void starts_no_more_of_a_quota_s_requests_in_a_second_than_its_share() throws Exception {
        RequestBudget budget = budget(20);
        budget.share(10, 40, now.get() + TimeUnit.SECONDS.toNanos(60));

        budget.enter(ample);
        later(39);
        assertThatThrownBy(() -> budget.enter(within(Duration.ofMillis(20)))).isInstanceOf(GivenUpException.class);
        later(1);
        budget.enter(ample);

        assertThat(budget.inFlight()).isEqualTo(2);
    }

    @Test
    void was_used_if_a_request_was_in_flight_or_waited_for_its_turn() throws Exception {
        RequestBudget budget = budget(20);
        assertThat(budget.wasUsed()).isFalse();

        enter(budget);
        budget.leave();

        assertThat(budget.wasUsed()).isTrue();
        assertThat(budget.wasUsed()).isFalse();
    }

    @Test
    void is_halved_once_for_all_the_requests_that_are_refused_together() throws Exception {
        RequestBudget budget = budget(40);
        grow(budget, 28);
        assertThat(budget.limit()).isEqualTo(40);

        for (int refused = 0; refused < 10; refused++) {
            budget.tooMany();
        }

        assertThat(budget.limit()).isEqualTo(20);
    }

    @Test
    void comes_back_quickly_to_just_below_what_was_too_much_and_then_feels_its_way() throws Exception {
        RequestBudget budget = budget(40);
        grow(budget, 3);
        assertThat(budget.limit()).isEqualTo(15);
        later(1_000);
        budget.tooMany();
        assertThat(budget.limit()).isEqualTo(7);

        grow(budget, 10);
        assertThat(budget.limit()).isEqualTo(14);
        grow(budget, 100);
        assertThat(budget.limit()).isEqualTo(14);
        grow(budget, 150);
        assertThat(budget.limit()).isEqualTo(15);
    }

    @Test
    void never_falls_below_one() {
        RequestBudget budget = budget(20);

        for (int cut = 0; cut < 10; cut++) {
            later(1_000);
            budget.tooMany();
        }

        assertThat(budget.limit()).isEqualTo(1);
    }

    @Test
    void begins_no_more_than_a_hundred_requests_a_second() throws Exception {
        RequestBudget budget = new RequestBudget(40, now::get);
        budget.enter(ample);

        later(9);
        assertThatThrownBy(() -> budget.enter(within(Duration.ofMillis(5)))).isInstanceOf(GivenUpException.class);
        later(1);
        budget.enter(ample);
    }

    @Test
    void a_request_that_waits_gets_the_place_that_another_leaves() throws Exception {
        RequestBudget budget = new RequestBudget(1);
        budget.enter(ample);
        CountDownLatch entered = new CountDownLatch(1);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            other.submit(() -> {
                budget.enter(ample);
                entered.countDown();
                return null;
            });
            assertThat(entered.await(50, TimeUnit.MILLISECONDS)).isFalse();

            budget.leave();

            assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void a_wait_ends_with_the_work_that_the_request_is_for() throws Exception {
        RequestBudget budget = new RequestBudget(1);
        budget.enter(ample);

        assertThatThrownBy(() -> budget.enter(within(Duration.ofMillis(20))))
                .isInstanceOf(GivenUpException.class)
                .hasMessage("too late");
    }

    private static Deadline within(Duration limit) {
        Deadline deadline = Deadline.of(limit, "too late", System::nanoTime);
        deadline.begin();
        return deadline;
    }

    private RequestBudget budget(int most) {
        return new RequestBudget(most, now::get);
    }

    private void later(long millis) {
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private void enter(RequestBudget budget) throws Exception {
        later(10);
        budget.enter(ample);
    }

    private void fill(RequestBudget budget) throws Exception {
        for (int i = 0; i < 12; i++) {
            enter(budget);
        }
    }

    /** This many successes, each while every slot is taken. */
    private void grow(RequestBudget budget, int successes) throws Exception {
        int taken = 0;
        for (int i = 0; i < successes; i++) {
            while (taken < budget.limit()) {
                enter(budget);
                taken++;
            }
            budget.succeeded();
        }
        leaveAll(budget, taken);
    }

    private static void leaveAll(RequestBudget budget, int taken) {
        for (int i = 0; i < taken; i++) {
            budget.leave();
        }
    }
}
