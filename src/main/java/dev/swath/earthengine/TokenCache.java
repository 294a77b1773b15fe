package dev.swath.earthengine;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One access token for all threads. One thread renews it before it expires while the others use the old one; they wait
 * only if there is none to use. Threads that waited for an exchange that failed share the failure instead of queueing
 * for another exchange.
 */
final class TokenCache {

    /** An exchange of a key for a token. */
    interface Exchange {
        Token token() throws IOException;
    }

    /**
     * An access token.
     *
     * @param value the secret itself
     * @param expires when it stops being valid
     */
    record Token(String value, Instant expires) {

        /** Without the secret. */
        @Override
        public String toString() {
            return "a token until " + expires;
        }
    }

    /** How long before its end a token is renewed, and how long before its end it counts as expired. */
    private static final Duration EARLY = Duration.ofMinutes(5);

    private static final Duration LATE = Duration.ofSeconds(30);

    private final Exchange exchange;
    private final Clock clock;
    private final ReentrantLock exchanging = new ReentrantLock();
    private volatile State state = new State(0, Optional.empty(), Instant.MIN, Instant.MIN, Optional.empty());

    TokenCache(Exchange exchange, Clock clock) {
        this.exchange = exchange;
        this.clock = clock;
    }

    /** The result of the last exchange; after a failure the token before it is used as long as it is valid. */
    private record State(
            long exchanges, Optional<Token> token, Instant renew, Instant gone, Optional<Exception> failure) {}

    /** A token that is valid for a while. */
    String token() throws IOException {
        State seen = state;
        Instant now = clock.instant();
        if (now.isBefore(seen.renew())) {
            return seen.token().orElseThrow().value();
        }
        if (now.isBefore(seen.gone())) {
            return renewedOr(seen.token().orElseThrow());
        }
        return exchangedSince(seen).value();
    }

    /** Renews the token unless it was renewed after this one was handed out. */
    void reject(String value) throws IOException {
        State seen = state;
        if (seen.token().filter(token -> token.value().equals(value)).isPresent()) {
            exchangedSince(seen);
        }
    }

    /** Renews the token, or waits for an exchange in progress. */
    void reject() throws IOException {
        exchangedSince(state);
    }

    private String renewedOr(Token old) {
        if (exchanging.tryLock()) {
            try {
                if (!clock.instant().isBefore(state.renew())) {
                    return exchange().value();
                }
            } catch (IOException | CredentialsException e) {
                // The old token is still valid, and the next caller tries again; the failure is reported once the token
                // has expired.
                return old.value();
            } finally {
                exchanging.unlock();
            }
        }
        return state.token().orElse(old).value();
    }

    private Token exchangedSince(State seen) throws IOException {
        try {
            exchanging.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a token", e);
        }
        try {
            if (state.exchanges() == seen.exchanges()) {
                return exchange();
            }
            if (state.failure().isPresent()) {
                throw again(state.failure().get());
            }
            return state.token().orElseThrow();
        } finally {
            exchanging.unlock();
        }
    }

    /** Called with the lock held. */
    private Token exchange() throws IOException {
        State old = state;
        try {
            Token token = exchange.token();
            Duration lifetime = Duration.between(clock.instant(), token.expires());
            state = new State(
                    old.exchanges() + 1,
                    Optional.of(token),
                    token.expires().minus(shorter(EARLY, lifetime.dividedBy(5))),
                    token.expires().minus(shorter(LATE, lifetime.dividedBy(10))),
                    Optional.empty());
            return token;
        } catch (IOException | CredentialsException e) {
            state = new State(old.exchanges() + 1, old.token(), old.renew(), old.gone(), Optional.of(e));
            throw e;
        }
    }

    private static IOException again(Exception failure) {
        if (failure instanceof CredentialsException refused) {
            throw refused;
        }
        return new IOException(failure.getMessage(), failure);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
