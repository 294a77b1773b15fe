package dev.swath.emulator.expression;

import java.time.Instant;

/**
 * A span of time.
 *
 * @param start first instant
 * @param end the instant after the last
 */
public record DateRange(Instant start, Instant end) {

    boolean contains(Instant instant) {
        return !instant.isBefore(start) && instant.isBefore(end);
    }
}
