package dev.swath.bench.standin;

import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Replies made once and kept: what is asked for again, as every measured run does after a warm-up, comes from memory. */
final class CannedReplies {

    private final ConcurrentMap<String, FutureTask<byte[]>> replies = new ConcurrentHashMap<>();

    /** The reply to a request, made by the first who asks. */
    byte[] get(String request, Callable<byte[]> made) throws InterruptedException {
        FutureTask<byte[]> task = replies.computeIfAbsent(request, key -> new FutureTask<>(made));
        task.run();
        try {
            return task.get();
        } catch (ExecutionException e) {
            replies.remove(request);
            throw new IllegalStateException(e.getCause());
        }
    }
}
