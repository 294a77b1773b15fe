package dev.swath.emulator;

import java.io.Closeable;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that compute replies, separate by cost, so that cheap requests do not wait for pixels or pages. The concurrency
 * limit bounds how many requests wait.
 */
final class Workers implements Closeable {

    /** How expensive a reply is. */
    enum Cost {
        /** Uses the processor only; more at once would only need more memory. */
        PIXELS,
        /** A page may examine many images. */
        PAGE,
        /** A tile of computed pixels, for which a thread of another kind waits. */
        TILE,
        /** Cheap. */
        LITTLE
    }

    private static final int CLOSE_SECONDS = 5;
    private static final int FEW = 2;

    private final Map<Cost, ExecutorService> threads = new EnumMap<>(Cost.class);

    Workers() {
        int processors = Runtime.getRuntime().availableProcessors();
        threads.put(Cost.PIXELS, pool("emulator-pixels-", processors));
        threads.put(Cost.PAGE, pool("emulator-page-", Math.max(FEW, processors)));
        threads.put(Cost.TILE, pool("emulator-tile-", processors));
        threads.put(Cost.LITTLE, pool("emulator-", FEW));
    }

    private static ExecutorService pool(String name, int count) {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, name + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The threads that compute tiles; their tasks never wait for other tasks. */
    ExecutorService tiles() {
        return threads.get(Cost.TILE);
    }

    /** Runs work on a thread for its cost; throws RejectedExecutionException if the server is stopping. */
    void submit(Cost cost, Runnable work) {
        threads.get(cost).execute(work);
    }

    /** Stops at once. */
    @Override
    public void close() {
        threads.values().forEach(ExecutorService::shutdownNow);
        try {
            for (ExecutorService pool : threads.values()) {
                pool.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
