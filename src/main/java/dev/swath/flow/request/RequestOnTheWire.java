package dev.swath.flow.request;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;

/**
 * A request from its sending to the last byte of its reply: how much of it arrived, and why it was cut off, if it was.
 */
final class RequestOnTheWire {

    private static final long NOT_YET = -1;

    private final ClassicHttpRequest request;
    private final ExecRuntime connection;
    private final Optional<Deadline> deadline;
    private final long sent;
    private final AtomicLong received = new AtomicLong(NOT_YET);
    private final AtomicReference<Optional<String>> cut = new AtomicReference<>(Optional.empty());
    /** When the speed of the reply was last checked, and how much had arrived: used only by the checking thread. */
    private long lookedAt;

    private long receivedThen = NOT_YET;

    RequestOnTheWire(ClassicHttpRequest request, ExecRuntime connection, Optional<Deadline> deadline, long sent) {
        this.request = request;
        this.connection = connection;
        this.deadline = deadline;
        this.sent = sent;
    }

    /** The head of the reply has arrived: from now on bytes count. */
    void headArrived() {
        received.set(0);
    }

    void arrived(long bytes) {
        received.addAndGet(bytes);
    }

    /** Why the work that it is for must end. */
    Optional<String> over() {
        return deadline.flatMap(Deadline::over);
    }

    boolean belongsTo(Deadline work) {
        return deadline.filter(own -> own.belongsTo(work)).isPresent();
    }

    boolean isOlderThan(Duration limit, long now) {
        return now - sent >= limit.toNanos();
    }

    /**
     * Whether fewer bytes arrived since the last check than required. It checks once in each window; the first window
     * begins with the head of the reply.
     */
    boolean isSlow(long bytesPerSecond, Duration window, long now) {
        long count = received.get();
        if (count == NOT_YET || receivedThen == NOT_YET) {
            lookAt(count, now);
            return false;
        }
        long time = now - lookedAt;
        if (time < window.toNanos()) {
            return false;
        }
        boolean slow = count - receivedThen < bytesPerSecond * TimeUnit.NANOSECONDS.toSeconds(time);
        lookAt(count, now);
        return slow;
    }

    private void lookAt(long count, long now) {
        receivedThen = count;
        lookedAt = now;
    }

    /** Closes its connection at any moment; of several reasons the first one counts. */
    void cut(String reason) {
        if (cut.compareAndSet(Optional.empty(), Optional.of(reason))) {
            if (request instanceof Cancellable cancellable) {
                // Also if it is still waiting for a connection.
                cancellable.cancel();
            }
            connection.discardEndpoint();
        }
    }

    /** Returns unless it was cut off: the end of its connection may look like the end of its reply. */
    void requireWhole() throws IOException {
        Optional<String> reason = cut.get();
        if (reason.isPresent()) {
            throw new IOException(reason.get());
        }
    }

    /** The reason for which it was cut off, in place of a failure that results from that. */
    Optional<IOException> explain(Exception failure) {
        return cut.get().map(reason -> new IOException(reason, failure));
    }

    /** What it requests and how far it is, for the log. */
    String state(long now) {
        long bytes = received.get();
        return String.format(
                Locale.ROOT,
                "%s %s for %d s, %s",
                request.getMethod(),
                request.getPath().replaceFirst("[?].*", ""),
                TimeUnit.NANOSECONDS.toSeconds(now - sent),
                bytes == NOT_YET ? "no answer" : bytes + " bytes");
    }
}
