package dev.swath.flow.request;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.http.base.HttpOperationFailedException;

/**
 * Chooses the pause before the next attempt: what the server's {@code Retry-After} asks for (seconds or an HTTP date),
 * otherwise a random time up to an exponentially growing limit ("full jitter", AWS Architecture Blog, 2015).
 */
public final class Pauses {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int LAST_DOUBLING = 20;

    private final Duration first;
    private final Clock clock;

    /**
     * @param first upper limit of the first pause
     * @param clock compared with a date in {@code Retry-After}
     */
    public Pauses(Duration first, Clock clock) {
        this.first = first;
        this.clock = clock;
    }

    /** The pause after this number of failures, of which this is the last. */
    public Duration before(Exception failure, int failures) {
        return retryAfter(failure).orElseGet(() -> jittered(failures - 1));
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
