package dev.swath.emulator;

import dev.swath.earthengine.EarthEngineLimits;
import dev.swath.log.LogValue;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Receives requests, delays them by the latency, has them answered and logs the result. */
final class ApiHandler implements Handler<HttpServerRequest> {

    private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);

    private final ApiRoutes routes;
    private final ConcurrencyLimit limit;
    private final AccessLog accessLog;
    private final Vertx vertx;
    private final Workers workers;
    private final Duration latency;
    private final FaultSchedule faults;
    private final FaultyDelivery delivery;

    /** A reply and its fault, if any. */
    private record Answer(Reply reply, Optional<Fault> fault) {

        static Answer good(Reply reply) {
            return new Answer(reply, Optional.empty());
        }
    }

    ApiHandler(
            ApiRoutes routes,
            ConcurrencyLimit limit,
            AccessLog accessLog,
            Vertx vertx,
            Workers workers,
            EmulatorSettings settings) {
        this.routes = routes;
        this.limit = limit;
        this.accessLog = accessLog;
        this.vertx = vertx;
        this.workers = workers;
        this.latency = settings.latency();
        this.faults = new FaultSchedule(settings.faults());
        this.delivery = new FaultyDelivery(vertx);
    }

    /** A waiting request uses no thread: it is handed on, and answered later on the thread of its connection. */
    @Override
    public void handle(HttpServerRequest request) {
        Call call = new Call(request);
        if (!limit.enter()) {
            call.body(0, nothing -> send(call, Answer.good(Reply.error(ApiException.tooManyRequests()))));
            return;
        }
        Context connection = vertx.getOrCreateContext();
        // A client that disconnects before its request is complete is not served.
        call.whenGone(limit::leave);
        call.body(EarthEngineLimits.MAX_PAYLOAD_BYTES, body -> {
            call.whenGone(() -> {});
            if (latency.isZero()) {
                serve(call, body, connection);
            } else {
                vertx.setTimer(Math.max(1, latency.toMillis()), later -> serve(call, body, connection));
            }
        });
    }

    private void serve(Call call, byte[] body, Context connection) {
        try {
            ApiRequest request = ApiRequest.of(call.request(), body);
            workers.submit(routes.cost(request), () -> {
                Optional<Answer> answer = answer(request, call);
                connection.runOnContext(back -> finish(call, answer));
            });
        } catch (ApiException e) {
            finish(call, Optional.of(Answer.good(Reply.error(e))));
        } catch (RejectedExecutionException e) {
            LOG.debug("the server stops", e);
            limit.leave();
            call.breakOff();
        }
    }

    private void finish(Call call, Optional<Answer> answer) {
        // Before the reply is sent: a client that waits for a reply before its next request never exceeds the limit.
        limit.leave();
        if (answer.isEmpty()) {
            note(call, 0, 0);
            return;
        }
        answer.get().fault().ifPresent(accessLog::add);
        send(call, answer.get());
    }

    /** The answer; empty if the client has disconnected. */
    private Optional<Answer> answer(ApiRequest request, Call call) {
        try {
            call.requireThere();
            Optional<FaultSchedule.Hit> hit = faults.next(request);
            return Optional.of(
                    hit.isPresent() ? spoiled(request, call, hit.get()) : Answer.good(routes.answer(request, call)));
        } catch (ClientGoneException e) {
            LOG.debug(
                    "client={} disconnected before its reply was ready",
                    call.request().remoteAddress());
            return Optional.empty();
        } catch (ApiException e) {
            return Optional.of(Answer.good(Reply.error(e)));
        } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
            LOG.error("{} {} failed", request.method(), LogValue.of(request.path()), e);
            return Optional.of(Answer.good(Reply.error(ApiException.internal())));
        }
    }

    private Answer spoiled(ApiRequest request, Call call, FaultSchedule.Hit hit) throws IOException {
        Optional<Reply> instead = FaultyReplies.instead(hit.fault(), request);
        Reply reply = instead.isPresent() ? instead.get() : FaultyReplies.spoiled(routes.answer(request, call), hit);
        return new Answer(reply, Optional.of(hit.fault()));
    }

    private void send(Call call, Answer answer) {
        note(call, answer.reply().status(), answer.reply().body().length);
        if (call.isGone()) {
            return;
        }
        Optional<Fault> broken = answer.fault().filter(FaultyDelivery::concerns);
        if (broken.isPresent()) {
            delivery.send(call, answer.reply(), broken.get());
        } else {
            call.send(answer.reply());
        }
    }

    private void note(Call call, int status, long bytes) {
        HttpServerRequest request = call.request();
        accessLog.add(new AccessLog.Access(
                request.method().name(),
                request.uri(),
                status,
                Optional.ofNullable(request.getHeader("X-Goog-User-Project")),
                bytes));
    }
}
