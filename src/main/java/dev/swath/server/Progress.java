package dev.swath.server;

import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;

/** The progress of the requests of one connection. */
final class Progress {

    private final ServerLimits limits;
    /** The last request, if any. */
    private Optional<HttpServerRequest> request = Optional.empty();
    /** When the current wait began, as System.nanoTime(). */
    private long since = System.nanoTime();

    private boolean answered;
    private long sent;

    Progress(ServerLimits limits) {
        this.limits = limits;
    }

    synchronized void asked(HttpServerRequest next) {
        request = Optional.of(next);
        since = System.nanoTime();
        answered = false;
        sent = 0;
    }

    /** What took too long, if anything. */
    synchronized Optional<String> overdue(long now) {
        if (request.isEmpty()) {
            return after(now, limits.head(), "no request arrived");
        }
        if (!request.get().isEnded()) {
            return after(now, limits.stall(), "the body of the request did not arrive");
        }
        if (request.get().response().ended()) {
            if (!answered) {
                answered = true;
                since = now;
            }
            return after(now, limits.idle(), "no further request arrived");
        }
        return stalled(now);
    }

    private Optional<String> stalled(long now) {
        long written = request.orElseThrow().response().bytesWritten();
        if (written != sent || !request.get().response().writeQueueFull()) {
            sent = written;
            since = now;
            return Optional.empty();
        }
        return after(now, limits.stall(), "the client does not read the answer");
    }

    private Optional<String> after(long now, Duration limit, String what) {
        return now - since > limit.toNanos() ? Optional.of(what) : Optional.empty();
    }
}
