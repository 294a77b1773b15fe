package dev.swath.emulator;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Sends replies in faulty ways: incomplete, slowly, or not at all. A delayed reply holds a connection but no thread,
 * and ends after a time limit, when its client disconnects, or when the server stops. The number of held connections is
 * limited too.
 */
final class FaultyDelivery {

    private static final Duration PACE = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int MOST_HELD = 256;
    private static final long HUGE = 1L << 40;
    private static final long MOST_POURED = 4L << 30;
    private static final int PORTION = 1 << 16;
    private static final byte[] BLANKS = " ".repeat(PORTION).getBytes(StandardCharsets.US_ASCII);

    private final Vertx vertx;
    private final Duration pace;
    private final Duration longest;
    private final Semaphore held = new Semaphore(MOST_HELD);

    FaultyDelivery(Vertx vertx) {
        this(vertx, PACE, LONGEST);
    }

    /**
     * @param pace pause between two bytes of a slow reply
     * @param longest how long a reply is dripped or held back
     */
    FaultyDelivery(Vertx vertx, Duration pace, Duration longest) {
        this.vertx = vertx;
        this.pace = pace;
        this.longest = longest;
    }

    /** Whether this class sends replies with this fault, because it affects the delivery. */
    static boolean concerns(Fault fault) {
        return switch (fault) {
            case RESET_BEFORE_BODY, RESET_MID_BODY, TRUNCATE, DRIP, DRIP_ERROR, HANG -> true;
            case GZIP_BOMB, ENDLESS, ENDLESS_ERROR, HUGE_LENGTH -> true;
            default -> false;
        };
    }

    /** Sends what the fault leaves of a reply; to be called on the thread of the connection. */
    void send(Call call, Reply reply, Fault fault) {
        switch (fault) {
            case RESET_MID_BODY -> sendHalf(call, reply, call.head(reply).setChunked(true));
            case TRUNCATE -> sendHalf(call, reply, withLength(call, reply, reply.body().length));
            case HUGE_LENGTH -> sendHalf(call, reply, withLength(call, reply, HUGE));
            case GZIP_BOMB -> pour(call, call.head(reply).setChunked(true), new GzipBomb(PORTION));
            case ENDLESS, ENDLESS_ERROR -> {
                HttpServerResponse response = call.head(reply).setChunked(true);
                response.write(Buffer.buffer(reply.body()));
                pour(call, response, () -> Buffer.buffer(BLANKS));
            }
            case DRIP, DRIP_ERROR -> drip(call, reply);
            case HANG -> hang(call);
            default -> call.breakOff();
        }
    }

    private static HttpServerResponse withLength(Call call, Reply reply, long length) {
        return call.head(reply).putHeader("Content-Length", String.valueOf(length));
    }

    private static void sendHalf(Call call, Reply reply, HttpServerResponse response) {
        response.write(Buffer.buffer(Arrays.copyOf(reply.body(), reply.body().length / 2)))
                .onComplete(written -> call.breakOff());
    }

    /** Sends as much as the client reads until it disconnects or the time is up. */
    private void pour(Call call, HttpServerResponse response, Supplier<Buffer> spring) {
        pour(call, response, spring, System.nanoTime() + longest.toNanos(), 0);
    }

    private void pour(Call call, HttpServerResponse response, Supplier<Buffer> spring, long end, long poured) {
        if (call.isGone() || poured >= MOST_POURED || System.nanoTime() > end) {
            call.breakOff();
        } else if (response.writeQueueFull()) {
            response.drainHandler(drained -> pour(call, response, spring, end, poured));
        } else {
            response.write(spring.get());
            // Not in a loop, because this thread serves other connections as well.
            vertx.runOnContext(on -> pour(call, response, spring, end, poured + PORTION));
        }
    }

    private void hang(Call call) {
        if (held.tryAcquire()) {
            Runnable end = once(held::release);
            long timer = vertx.setTimer(longest.toMillis(), late -> {
                end.run();
                call.breakOff();
            });
            call.whenGone(() -> {
                vertx.cancelTimer(timer);
                end.run();
            });
        } else {
            call.breakOff();
        }
    }

    private void drip(Call call, Reply reply) {
        HttpServerResponse response = withLength(call, reply, reply.body().length);
        if (!held.tryAcquire()) {
            call.breakOff();
            return;
        }
        Runnable end = once(held::release);
        call.whenGone(end);
        // No more than there is time for: large waiting bodies would fill the memory.
        int most = (int) Math.min(reply.body().length, longest.dividedBy(pace));
        byte[] drops = Arrays.copyOf(reply.body(), most);
        drop(new Drip(call, response, drops, most == reply.body().length, end), 0);
    }

    /** A reply that is dripped: its bytes, whether they are the complete body, and what to do at its end. */
    private record Drip(Call call, HttpServerResponse response, byte[] drops, boolean whole, Runnable end) {}

    private void drop(Drip drip, int at) {
        if (drip.call().isGone()) {
            return;
        }
        if (at < drip.drops().length) {
            drip.response().write(Buffer.buffer(new byte[] {drip.drops()[at]}));
            if (at + 1 < drip.drops().length || !drip.whole()) {
                vertx.setTimer(Math.max(1, pace.toMillis()), later -> drop(drip, at + 1));
                return;
            }
        }
        drip.end().run();
        if (drip.whole()) {
            drip.response().end();
        } else {
            drip.call().breakOff();
        }
    }

    private static Runnable once(Runnable action) {
        AtomicBoolean done = new AtomicBoolean();
        return () -> {
            if (done.compareAndSet(false, true)) {
                action.run();
            }
        };
    }
}
