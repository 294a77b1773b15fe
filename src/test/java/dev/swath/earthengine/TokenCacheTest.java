package dev.swath.earthengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swath.earthengine.TokenCache.Token;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TokenCacheTest {

    private final SetClock clock = new SetClock();
    private final AtomicInteger exchanges = new AtomicInteger();
    private volatile boolean failing;
    private Duration lifetime = Duration.ofHours(1);

    @Test
    void a_token_is_exchanged_before_it_expires() throws Exception {
        TokenCache tokens = new TokenCache(this::next, clock);
        assertThat(tokens.token()).isEqualTo("token-1");

        clock.pass(Duration.ofMinutes(54));
        assertThat(tokens.token()).isEqualTo("token-1");
        clock.pass(Duration.ofMinutes(2));
        assertThat(tokens.token()).isEqualTo("token-2");
        assertThat(tokens.token()).isEqualTo("token-2");
    }

    @Test
    void a_token_of_a_minute_serves_most_of_it() throws Exception {
        lifetime = Duration.ofMinutes(1);
        TokenCache tokens = new TokenCache(this::next, clock);
        assertThat(tokens.token()).isEqualTo("token-1");

        clock.pass(Duration.ofSeconds(45));
        assertThat(tokens.token()).isEqualTo("token-1");
        clock.pass(Duration.ofSeconds(5));
        assertThat(tokens.token()).isEqualTo("token-2");
    }

    @Test
    void the_old_token_serves_while_it_lasts_when_the_exchange_fails() throws Exception {
        TokenCache tokens = new TokenCache(this::next, clock);
        tokens.token();
        failing = true;

        clock.pass(Duration.ofMinutes(57));
        assertThat(tokens.token()).isEqualTo("token-1");
        clock.pass(Duration.ofMinutes(3));
        assertThatThrownBy(tokens::token).isInstanceOf(IOException.class).hasMessage("down");
        failing = false;
        assertThat(tokens.token()).isEqualTo("token-4");
    }

    @Test
    void the_old_token_serves_the_others_while_one_thread_exchanges_it() throws Exception {
        CountDownLatch exchanging = new CountDownLatch(1);
        CountDownLatch proceed = new CountDownLatch(1);
        TokenCache tokens = new TokenCache(
                () -> {
                    if (exchanges.get() == 1) {
                        exchanging.countDown();
                        await(proceed);
                    }
                    return next();
                },
                clock);
        tokens.token();
        clock.pass(Duration.ofMinutes(57));
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<String> renewed = thread.submit(tokens::token);
            await(exchanging);

            assertThat(tokens.token()).isEqualTo("token-1");

            proceed.countDown();
            assertThat(renewed.get(30, TimeUnit.SECONDS)).isEqualTo("token-2");
            assertThat(tokens.token()).isEqualTo("token-2");
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void a_token_refused_long_ago_does_not_cost_the_new_one() throws Exception {
        TokenCache tokens = new TokenCache(this::next, clock);
        tokens.reject(tokens.token());
        tokens.reject("token-1");

        assertThat(tokens.token()).isEqualTo("token-2");
    }

    @Test
    void a_token_is_never_printed() {
        assertThat(new Token("secret", Instant.EPOCH).toString()).doesNotContain("secret");
    }

    private Token next() throws IOException {
        int number = exchanges.incrementAndGet();
        if (failing) {
            throw new IOException("down");
        }
        return new Token("token-" + number, clock.instant().plus(lifetime));
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IOException("waited too long");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** A clock that the test sets. */
    private static final class SetClock extends Clock {
        private volatile Instant now = Instant.parse("2024-01-01T00:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
