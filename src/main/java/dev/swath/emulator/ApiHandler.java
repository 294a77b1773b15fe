package dev.swath.emulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes requests in, holds them back for the latency, has them answered and notes what became of them. */
final class ApiHandler implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);
    /** The JDK's server copies what it is given to write, so large bodies go in pieces. */
    private static final int PIECE = 1 << 16;

    private final ApiRoutes routes;
    private final ConcurrencyLimit limit;
    private final AccessLog accessLog;
    private final ScheduledExecutorService threads;
    private final Duration latency;

    ApiHandler(
            ApiRoutes routes,
            ConcurrencyLimit limit,
            AccessLog accessLog,
            ScheduledExecutorService threads,
            Duration latency) {
        this.routes = routes;
        this.limit = limit;
        this.accessLog = accessLog;
        this.threads = threads;
        this.latency = latency;
    }

    /** Waiting takes no thread: the exchange is handed on and finished later. */
    @Override
    public void handle(HttpExchange exchange) {
        if (!limit.enter()) {
            send(exchange, Reply.error(ApiException.tooManyRequests()));
        } else if (latency.isZero()) {
            serve(exchange);
        } else {
            threads.schedule(() -> serve(exchange), latency.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void serve(HttpExchange exchange) {
        Reply reply;
        try {
            reply = answer(exchange);
        } finally {
            // Before the answer goes out: a client that waits for it before it asks again never exceeds the limit.
            limit.leave();
        }
        send(exchange, reply);
    }

    private Reply answer(HttpExchange exchange) {
        try {
            return routes.answer(ApiRequest.read(exchange));
        } catch (ApiException e) {
            return Reply.error(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reply.error(ApiException.internal());
        } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
            LOG.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), e);
            return Reply.error(ApiException.internal());
        }
    }

    private void send(HttpExchange exchange, Reply reply) {
        accessLog.add(new AccessLog.Access(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                reply.status(),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Goog-User-Project")),
                reply.body().length));
        // The JDK's server keeps a connection only where the request's body was taken, read or not.
        exchange.getRequestBody();
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", reply.contentType());
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(reply.status(), head ? -1 : reply.body().length);
            try (OutputStream out = exchange.getResponseBody()) {
                write(head ? new byte[0] : reply.body(), out);
            }
        } catch (IOException e) {
            LOG.debug("{} hung up before the answer was through", exchange.getRemoteAddress(), e);
        }
    }

    private static void write(byte[] body, OutputStream out) throws IOException {
        for (int from = 0; from < body.length; from += PIECE) {
            out.write(body, from, Math.min(PIECE, body.length - from));
        }
    }
}
