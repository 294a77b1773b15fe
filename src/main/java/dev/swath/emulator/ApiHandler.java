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

/** Accepts requests, delays them by the latency, has them answered and records the result. */
final class ApiHandler implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);
    /** The JDK's server copies what it writes, so large bodies are written in pieces. */
    private static final int PIECE = 1 << 16;

    private final ApiRoutes routes;
    private final ConcurrencyLimit limit;
    private final AccessLog accessLog;
    private final ScheduledExecutorService threads;
    private final Duration latency;
    private final FaultSchedule faults;
    private final FaultyDelivery delivery;

    /** A reply, and its fault. */
    private record Answer(Reply reply, Optional<Fault> fault) {

        static Answer good(Reply reply) {
            return new Answer(reply, Optional.empty());
        }
    }

    ApiHandler(
            ApiRoutes routes,
            ConcurrencyLimit limit,
            AccessLog accessLog,
            ScheduledExecutorService threads,
            EmulatorSettings settings) {
        this.routes = routes;
        this.limit = limit;
        this.accessLog = accessLog;
        this.threads = threads;
        this.latency = settings.latency();
        this.faults = new FaultSchedule(settings.faults());
        this.delivery = new FaultyDelivery(threads);
    }

    /** Waiting occupies no thread: the exchange is continued later. */
    @Override
    public void handle(HttpExchange exchange) {
        if (!limit.enter()) {
            send(exchange, Answer.good(Reply.error(ApiException.tooManyRequests())));
        } else if (latency.isZero()) {
            serve(exchange);
        } else {
            threads.schedule(() -> serve(exchange), latency.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void serve(HttpExchange exchange) {
        Answer answer;
        try {
            answer = answer(exchange);
        } finally {
            // Before the reply is sent: a client that waits for it before its next request never exceeds the limit.
            limit.leave();
        }
        answer.fault().ifPresent(accessLog::add);
        send(exchange, answer);
    }

    private Answer answer(HttpExchange exchange) {
        try {
            ApiRequest request = ApiRequest.read(exchange);
            Optional<FaultSchedule.Hit> hit = faults.next(request);
            return hit.isPresent() ? spoiled(request, hit.get()) : Answer.good(routes.answer(request));
        } catch (ApiException e) {
            return Answer.good(Reply.error(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.good(Reply.error(ApiException.internal()));
        } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
            LOG.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), e);
            return Answer.good(Reply.error(ApiException.internal()));
        }
    }

    private Answer spoiled(ApiRequest request, FaultSchedule.Hit hit) throws IOException, InterruptedException {
        Optional<Reply> instead = FaultyReplies.instead(hit.fault(), request);
        Reply reply = instead.isPresent() ? instead.get() : FaultyReplies.spoiled(routes.answer(request), hit);
        return new Answer(reply, Optional.of(hit.fault()));
    }

    private void send(HttpExchange exchange, Answer answer) {
        Reply reply = answer.reply();
        accessLog.add(new AccessLog.Access(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                reply.status(),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Goog-User-Project")),
                reply.body().length));
        exchange.getResponseHeaders().set("Content-Type", reply.contentType());
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        Optional<Fault> broken = answer.fault().filter(FaultyDelivery::concerns);
        if (broken.isPresent()) {
            delivery.send(exchange, reply, broken.get());
        } else {
            send(exchange, reply);
        }
    }

    private static void send(HttpExchange exchange, Reply reply) {
        // The JDK's server keeps a connection only if the request's body was consumed.
        exchange.getRequestBody();
        try (exchange) {
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(reply.status(), head ? -1 : reply.body().length);
            try (OutputStream out = exchange.getResponseBody()) {
                write(head ? new byte[0] : reply.body(), out);
            }
        } catch (IOException e) {
            LOG.debug("{} disconnected before the reply was sent", exchange.getRemoteAddress(), e);
        }
    }

    private static void write(byte[] body, OutputStream out) throws IOException {
        for (int from = 0; from < body.length; from += PIECE) {
            out.write(body, from, Math.min(PIECE, body.length - from));
        }
    }
}
