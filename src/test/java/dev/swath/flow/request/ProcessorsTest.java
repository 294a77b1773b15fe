package dev.swath.flow.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ProcessorsTest {

    @Test
    void two_processors_never_do_more_than_two_works_at_once() throws Exception {
        Processors processors = new Processors(2);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch two = new CountDownLatch(2);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> results = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                results.add(threads.submit(() -> processors.work(0, () -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    two.countDown();
                    boolean together = await(two);
                    now.decrementAndGet();
                    return together;
                })));
            }
            for (Future<Boolean> result : results) {
                assertThat(result.get(1, TimeUnit.MINUTES)).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(most).hasValue(2);
    }

    @Test
    void a_processor_is_free_again_after_work_that_failed() throws Exception {
        Processors processors = new Processors(1);
        assertThatThrownBy(() -> processors.work(0, () -> {
                    throw new IOException("damaged");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("damaged");
        assertThat(processors.<String>work(0, () -> "done")).isEqualTo("done");
    }

    @Test
    void the_image_that_was_begun_first_comes_first_also_where_the_clock_overflows() throws Exception {
        Processors processors = new Processors(1);
        List<Long> order = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<?>> works = new ArrayList<>();
            works.add(threads.submit(() -> processors.work(Long.MAX_VALUE, () -> {
                begun.countDown();
                return await(end);
            })));
            begun.await();
            for (long since : List.of(Long.MIN_VALUE + 5, Long.MAX_VALUE - 5, Long.MIN_VALUE, Long.MAX_VALUE - 5)) {
                int waiting = works.size();
                works.add(threads.submit(() -> processors.work(since, () -> order.add(since))));
                Awaitility.await().until(() -> processors.waiting() == waiting);
            }
            end.countDown();
            for (Future<?> work : works) {
                work.get(1, TimeUnit.MINUTES);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(order).containsExactly(Long.MAX_VALUE - 5, Long.MAX_VALUE - 5, Long.MIN_VALUE, Long.MIN_VALUE + 5);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
