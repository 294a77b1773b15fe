package dev.swath.flow.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ByteBudgetTest {

    private static final long MOST = 1000;

    private final ByteBudget budget = new ByteBudget(MOST);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void requests_that_fit_together_go_on_at_once() throws Exception {
        budget.enter(request(), 400);
        budget.enter(request(), 600);

        assertThat(budget.taken()).isEqualTo(1000);
    }

    @Test
    void one_that_does_not_fit_waits_until_another_has_given_back_its_bytes() throws Exception {
        Attempts first = request();
        budget.enter(first, 700);
        Attempts second = request();
        Future<?> waiting = enter(second, 400);
        assertThatStillWaits(waiting);

        budget.leave(first);

        waiting.get(10, TimeUnit.SECONDS);
        assertThat(budget.taken()).isEqualTo(400);
    }

    @Test
    void one_larger_than_the_limit_is_let_through_alone() throws Exception {
        Attempts small = request();
        budget.enter(small, 1);
        Attempts large = request();
        Future<?> waiting = enter(large, 5 * MOST);
        assertThatStillWaits(waiting);

        budget.leave(small);
        waiting.get(10, TimeUnit.SECONDS);
        Future<?> next = enter(request(), 1);
        assertThatStillWaits(next);

        budget.leave(large);
        next.get(10, TimeUnit.SECONDS);
    }

    @Test
    void a_small_one_does_not_overtake_a_large_one_that_waits() throws Exception {
        Attempts first = request();
        budget.enter(first, 600);
        Attempts large = request();
        Future<?> waiting = enter(large, 900);
        assertThatStillWaits(waiting);
        Future<?> small = enter(request(), 200);
        assertThatStillWaits(small);

        budget.leave(first);

        waiting.get(10, TimeUnit.SECONDS);
        assertThatStillWaits(small);
        budget.leave(large);
        small.get(10, TimeUnit.SECONDS);
    }

    @Test
    void takes_nothing_twice_gives_nothing_back_twice_and_does_not_count_what_needs_none() throws Exception {
        Attempts request = request();
        budget.enter(request, 700);
        budget.enter(request, 700);
        budget.enter(request(), 0);
        assertThat(budget.taken()).isEqualTo(700);

        budget.leave(request);
        budget.leave(request);

        assertThat(budget.taken()).isZero();
    }

    @Test
    void a_wait_ends_with_the_work_that_the_request_is_for_and_lets_the_next_one_pass() throws Exception {
        Attempts first = request();
        budget.enter(first, 600);

        assertThatThrownBy(() -> budget.enter(new Attempts(within(Duration.ofMillis(20))), 900))
                .isInstanceOf(GivenUpException.class)
                .hasMessage("too late");

        budget.enter(request(), 400);
        assertThat(budget.taken()).isEqualTo(1000);
    }

    @Test
    void a_request_whose_work_has_ended_takes_nothing() {
        Deadline over = within(Duration.ofSeconds(30));
        over.giveUp("the run was stopped");

        assertThatThrownBy(() -> budget.enter(new Attempts(over), 1)).hasMessage("the run was stopped");
        assertThat(budget.taken()).isZero();
    }

    @Test
    void an_interrupted_wait_leaves_its_place_in_the_row() throws Exception {
        Attempts first = request();
        budget.enter(first, 600);
        Future<?> large = enter(request(), 900);
        assertThatStillWaits(large);
        Attempts small = request();
        Future<?> behind = enter(small, 300);

        large.cancel(true);

        behind.get(10, TimeUnit.SECONDS);
        assertThat(budget.taken()).isEqualTo(900);
    }

    @Test
    void never_exceeds_the_limit_nor_stands_still_with_any_sizes_failures_and_interrupts() throws Exception {
        AtomicLong inUse = new AtomicLong();
        AtomicInteger users = new AtomicInteger();
        AtomicInteger given = new AtomicInteger();
        List<String> wrong = Collections.synchronizedList(new ArrayList<>());
        List<Future<?>> work = new ArrayList<>();
        for (int thread = 0; thread < 16; thread++) {
            Random random = new Random(thread);
            work.add(threads.submit(() -> {
                for (int i = 0; i < 300; i++) {
                    long bytes = 1 + random.nextInt(random.nextInt(10) == 0 ? 3000 : 600);
                    Attempts request =
                            random.nextInt(8) == 0 ? new Attempts(within(Duration.ofNanos(100_000))) : request();
                    if (random.nextInt(10) == 0) {
                        Thread.currentThread().interrupt();
                    }
                    try {
                        budget.enter(request, bytes);
                        int together = users.incrementAndGet();
                        long sum = inUse.addAndGet(bytes);
                        if (sum > MOST && together > 1) {
                            wrong.add(together + " requests hold " + sum);
                        }
                        given.incrementAndGet();
                        Thread.yield();
                        inUse.addAndGet(-bytes);
                        users.decrementAndGet();
                    } catch (GivenUpException | InterruptedException e) {
                        Thread.interrupted();
                    } finally {
                        budget.leave(request);
                    }
                }
                return null;
            }));
        }
        for (Future<?> thread : work) {
            thread.get(50, TimeUnit.SECONDS);
        }

        assertThat(wrong).isEmpty();
        assertThat(given).hasValueGreaterThan(1000);
        assertThat(budget.taken()).isZero();
    }

    private Future<?> enter(Attempts request, long bytes) {
        return threads.submit(() -> {
            budget.enter(request, bytes);
            return null;
        });
    }

    private static void assertThatStillWaits(Future<?> waiting) {
        assertThatThrownBy(() -> waiting.get(50, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
    }

    private static Attempts request() {
        return new Attempts(within(Duration.ofMinutes(5)));
    }

    private static Deadline within(Duration limit) {
        Deadline deadline = Deadline.of(limit, "too late", System::nanoTime);
        deadline.begin();
        return deadline;
    }
}
