package dev.swath.server;

import dev.swath.log.LogValue;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of a server. A connection is closed if its next request does not arrive in time or completely, if the client
 * reads nothing of its reply, or if too many are open when it starts.
 */
public final class Connections implements Handler<HttpConnection> {

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
    private static final Duration SWEEP = Duration.ofSeconds(1);

    private final Map<HttpConnection, Progress> open = new ConcurrentHashMap<>();
    private final Vertx vertx;
    private final ServerLimits limits;

    /**
     * @param vertx runs the server
     * @param limits of the server
     */
    public Connections(Vertx vertx, ServerLimits limits) {
        this.vertx = vertx;
        this.limits = limits;
        long shortest = Math.min(limits.head().toMillis(), limits.stall().toMillis());
        vertx.setPeriodic(Math.max(10, Math.min(SWEEP.toMillis(), shortest / 4)), timer -> sweep());
    }

    /** The number of open connections. */
    public int count() {
        return open.size();
    }

    @Override
    public void handle(HttpConnection connection) {
        if (open.size() >= limits.connections()) {
            LOG.debug("rejected=connection client={} cause=\"too many are open\"", connection.remoteAddress());
            connection.close();
            return;
        }
        open.put(connection, new Progress(limits));
        connection.closeHandler(closed -> open.remove(connection));
        // A reset connection is not an error of the server.
        connection.exceptionHandler(broken -> LOG.debug(
                "client={} disconnected: {}", connection.remoteAddress(), LogValue.escaped(broken.getMessage())));
    }

    /** Notes a request whose headers have arrived; returns whether its connection is still open. */
    boolean asked(HttpServerRequest request) {
        Optional<Progress> progress = Optional.ofNullable(open.get(request.connection()));
        progress.ifPresent(known -> known.asked(request));
        return progress.isPresent();
    }

    /** Closes the connection of a request when the request is complete, but at the latest after this time. */
    void closeSoon(HttpServerRequest request, long millis) {
        long timer = vertx.setTimer(millis, late -> request.connection().close());
        request.endHandler(whole -> {
            vertx.cancelTimer(timer);
            request.connection().close();
        });
        request.exceptionHandler(broken -> vertx.cancelTimer(timer));
    }

    private void sweep() {
        long now = System.nanoTime();
        open.forEach((connection, progress) -> progress.overdue(now).ifPresent(cause -> {
            LOG.debug("closed=connection client={} cause=\"{}\"", connection.remoteAddress(), cause);
            open.remove(connection);
            connection.close();
        }));
    }
}
