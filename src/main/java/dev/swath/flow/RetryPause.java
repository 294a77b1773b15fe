package dev.swath.flow;

import dev.swath.earthengine.EarthEngineError;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.http.base.HttpOperationFailedException;

/**
 * Decides how long to pause before the next try: what the server's {@code Retry-After} asks for (seconds or an HTTP date),
 * else a random time up to an exponentially growing limit ("full jitter", AWS Architecture Blog, 2015).
 */
public final class RetryPause implements Processor {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int LAST_DOUBLING = 20;

    private final Duration first;
    private final Clock clock;
    private final RequestBudget budget;

    /**
     * Pauses that begin at {@code first} and double each time, up to 60 s.
     *
     * @param first upper limit of the first pause
     * @param clock what a date in {@code Retry-After} is held against
     * @param budget lowered where the service says that there are too many requests
     */
    public RetryPause(Duration first, Clock clock, RequestBudget budget) {
        this.first = first;
        this.clock = clock;
        this.budget = budget;
    }

    @Override
    public void process(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        int failures = exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER, 1, Integer.class);
        Duration pause = retryAfter(failure).orElseGet(() -> jittered(failures - 1));
        DueRequest due = DueRequest.of(exchange).orElseThrow();
        due.tries().failed(Failures.cause(failure), pause);
        if (isTooMany(failure)) {
            budget.tooMany();
        }
        if (failure instanceof HttpOperationFailedException http && http.getStatusCode() == 429) {
            due.rejected();
        }
    }

    /**
     * Pauses before a try that is not the first one; ends with the work that the request is for.
     *
     * @throws GivenUpException at once if the pause would last longer than there is time
     * @throws InterruptedException if the thread is to stop
     */
    public void await(@Body DueRequest due) throws InterruptedException {
        due.tries().awaitNext();
    }

    private static boolean isTooMany(Exception failure) {
        return Failures.answer(failure)
                .map(error -> error.kind() == EarthEngineError.Kind.SLOW_DOWN)
                .orElse(false);
    }

    private Duration jittered(int doublings) {
        long limit = Math.min(LONGEST.toMillis(), first.toMillis() << Math.min(doublings, LAST_DOUBLING));
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(Math.max(1, limit) + 1));
    }

    private Optional<Duration> retryAfter(Exception failure) {
        return failure instanceof HttpOperationFailedException http && http.getResponseHeaders() != null
                ? http.getResponseHeaders().entrySet().stream()
                        .filter(header -> header.getKey().equalsIgnoreCase("Retry-After"))
                        .findFirst()
                        .flatMap(header -> duration(header.getValue().trim()))
                : Optional.empty();
    }

    private Optional<Duration> duration(String retryAfter) {
        Duration asked;
        if (retryAfter.matches("\\d{1,9}")) {
            asked = Duration.ofSeconds(Long.parseLong(retryAfter));
        } else {
            try {
                asked = Duration.between(
                        clock.instant(), Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(retryAfter)));
            } catch (DateTimeParseException unreadable) {
                return Optional.empty();
            }
        }
        return Optional.of(asked.isNegative() ? Duration.ZERO : asked.compareTo(LONGEST) > 0 ? LONGEST : asked);
    }
}
