package dev.swath.flow;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Counts concurrent work, and can wait until a number of works run at once. */
public final class Concurrency {

    /** Work that is counted while it lasts. */
    interface Work<T> {
        T done() throws IOException, InterruptedException;
    }

    private final List<String> inWork = new ArrayList<>();
    private int most;
    private int mostNames;

    <T> T during(String name, Work<T> work) throws IOException, InterruptedException {
        begin(name);
        try {
            return work.done();
        } finally {
            end(name);
        }
    }

    private synchronized void begin(String name) {
        inWork.add(name);
        most = Math.max(most, inWork.size());
        mostNames = Math.max(mostNames, (int) inWork.stream().distinct().count());
        notifyAll();
    }

    private synchronized void end(String name) {
        inWork.remove(name);
    }

    /** The most works at once so far. */
    public synchronized int most() {
        return most;
    }

    /** The most different names at once so far. */
    public synchronized int mostNames() {
        return mostNames;
    }

    /** Waits until this many have run at once, or until the time is up. */
    public synchronized void awaitMost(int number, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (most < number && System.nanoTime() < deadline) {
            wait(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
        }
    }
}
