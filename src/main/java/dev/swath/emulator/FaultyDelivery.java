package dev.swath.emulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends replies in faulty ways: incomplete, slowly, or not at all. A delayed reply holds a connection but no thread,
 * and ends after a time limit or when the server stops, which closes its connections. The number of held connections is
 * limited too, because the server does not notice that a client has closed a connection on which nothing is sent.
 */
final class FaultyDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(FaultyDelivery.class);
    private static final Duration PACE = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int MOST_HELD = 256;
    /** For this length the JDK's server uses chunks. */
    private static final int UNSAID_LENGTH = 0;

    private static final long HUGE = 1L << 40;
    private static final long MOST_POURED = 4L << 30;
    private static final int PORTION = 1 << 16;

    private final ScheduledExecutorService threads;
    private final Duration pace;
    private final Duration longest;
    private final Semaphore held = new Semaphore(MOST_HELD);

    FaultyDelivery(ScheduledExecutorService threads) {
        this(threads, PACE, LONGEST);
    }

    /**
     * @param pace pause between two bytes of a slow reply
     * @param longest how long a reply is dripped or held back
     */
    FaultyDelivery(ScheduledExecutorService threads, Duration pace, Duration longest) {
        this.threads = threads;
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

    /**
     * Sends what the fault leaves of a reply.
     *
     * @param exchange a request whose body was read, with all reply headers set except the length
     */
    void send(HttpExchange exchange, Reply reply, Fault fault) {
        try {
            switch (fault) {
                case RESET_MID_BODY -> sendHalf(exchange, reply, UNSAID_LENGTH);
                case TRUNCATE -> sendHalf(exchange, reply, reply.body().length);
                case HUGE_LENGTH -> sendHalf(exchange, reply, HUGE);
                case GZIP_BOMB -> bomb(exchange, reply);
                case ENDLESS, ENDLESS_ERROR -> endless(exchange, reply);
                case DRIP, DRIP_ERROR -> drip(exchange, reply);
                case HANG -> hang(exchange);
                default -> breakOff(exchange);
            }
        } catch (IOException e) {
            LOG.debug("{}: the client had already disconnected", fault.id(), e);
            breakOff(exchange);
        }
    }

    private static void sendHalf(HttpExchange exchange, Reply reply, long saidLength) throws IOException {
        exchange.sendResponseHeaders(reply.status(), saidLength);
        OutputStream out = exchange.getResponseBody();
        out.write(reply.body(), 0, reply.body().length / 2);
        out.flush();
        breakOff(exchange);
    }

    /** As much as the client reads until it disconnects or the time is up. */
    private void endless(HttpExchange exchange, Reply reply) throws IOException {
        exchange.sendResponseHeaders(reply.status(), UNSAID_LENGTH);
        OutputStream out = exchange.getResponseBody();
        out.write(reply.body());
        pour(out);
        breakOff(exchange);
    }

    private void bomb(HttpExchange exchange, Reply reply) throws IOException {
        exchange.sendResponseHeaders(reply.status(), UNSAID_LENGTH);
        try (exchange;
                OutputStream out = new GZIPOutputStream(exchange.getResponseBody())) {
            pour(out);
        }
    }

    private void pour(OutputStream out) throws IOException {
        byte[] blanks = new byte[PORTION];
        Arrays.fill(blanks, (byte) ' ');
        long end = System.nanoTime() + longest.toNanos();
        for (long sent = 0; sent < MOST_POURED && System.nanoTime() < end; sent += PORTION) {
            out.write(blanks);
        }
        out.flush();
    }

    private void hang(HttpExchange exchange) {
        if (held.tryAcquire()) {
            later(exchange, longest, () -> letGo(exchange));
        } else {
            breakOff(exchange);
        }
    }

    private void drip(HttpExchange exchange, Reply reply) throws IOException {
        int length = reply.body().length;
        exchange.sendResponseHeaders(reply.status(), length);
        if (held.tryAcquire()) {
            // No more than there is time for: large waiting bodies would fill the memory.
            byte[] drops = Arrays.copyOf(reply.body(), (int) Math.min(length, longest.dividedBy(pace)));
            drop(exchange, drops, 0, drops.length == length);
        } else {
            breakOff(exchange);
        }
    }

    private void drop(HttpExchange dripping, byte[] drops, int at, boolean whole) {
        try {
            OutputStream out = dripping.getResponseBody();
            out.write(drops[at]);
            out.flush();
            if (at + 1 < drops.length) {
                later(dripping, pace, () -> drop(dripping, drops, at + 1, whole));
            } else if (whole) {
                out.close();
                held.release();
                dripping.close();
            } else {
                letGo(dripping);
            }
        } catch (IOException e) {
            LOG.debug("the client stopped reading", e);
            letGo(dripping);
        }
    }

    private void later(HttpExchange waiting, Duration delay, Runnable step) {
        try {
            threads.schedule(step, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("the server stops", e);
            letGo(waiting);
        }
    }

    private void letGo(HttpExchange waiting) {
        held.release();
        breakOff(waiting);
    }

    /** Closes the connection before the reply is complete or even begun. */
    private static void breakOff(HttpExchange exchange) {
        exchange.getResponseBody();
        // If closing the body fails, the server closes the connection: the only way to do so after a chunk.
        exchange.setStreams(null, new Unclosable());
        exchange.close();
    }

    private static final class Unclosable extends OutputStream {

        @Override
        public void write(int b) throws IOException {
            throw new IOException("this answer has no end");
        }

        @Override
        public void close() throws IOException {
            throw new IOException("this answer has no end");
        }
    }
}
