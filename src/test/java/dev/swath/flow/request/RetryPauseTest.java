package dev.swath.flow.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class RetryPauseTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2024-08-01T06:00:00Z"), ZoneOffset.UTC);

    private final CamelContext context = new DefaultCamelContext();
    private final RequestBudget budget = new RequestBudget(8);
    private final ByteBudget bytes = new ByteBudget(1000);
    private final RetryPause pause = new RetryPause(Duration.ofSeconds(1), CLOCK, budget, bytes);

    @Test
    void waits_as_many_seconds_as_the_server_asks_for() {
        assertThat(delay(1, refusal("Retry-After", "7"))).isEqualTo(7_000);
    }

    @Test
    void waits_until_the_date_that_the_server_names() {
        assertThat(delay(1, refusal("retry-after", "Thu, 01 Aug 2024 06:00:12 GMT")))
                .isEqualTo(12_000);
    }

    @Test
    void a_date_that_is_past_means_at_once_and_a_far_one_a_minute() {
        assertThat(delay(1, refusal("Retry-After", "Thu, 01 Aug 2024 05:00:00 GMT")))
                .isZero();
        assertThat(delay(1, refusal("Retry-After", "86400"))).isEqualTo(60_000);
    }

    @Test
    void draws_at_random_below_a_limit_that_doubles_and_ends_at_a_minute() {
        for (int draw = 0; draw < 200; draw++) {
            assertThat(delay(1, new IOException("reset"))).isBetween(0L, 1_000L);
            assertThat(delay(4, new IOException("reset"))).isBetween(0L, 8_000L);
            assertThat(delay(40, new IOException("reset"))).isBetween(0L, 60_000L);
        }
    }

    @Test
    void ignores_a_retry_after_that_says_nothing() {
        assertThat(delay(1, refusal("Retry-After", "soon"))).isBetween(0L, 1_000L);
    }

    @Test
    void a_refusal_for_the_rate_lowers_the_budget_and_another_failure_does_not() {
        delay(1, new IOException("reset"));
        assertThat(budget.limit()).isEqualTo(8);

        delay(1, refusal("Retry-After", "1"));
        assertThat(budget.limit()).isEqualTo(4);
    }

    @Test
    void a_failed_attempt_gives_back_its_memory_for_the_time_of_the_pause() throws Exception {
        Exchange exchange = new DefaultExchange(context);
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, new IOException("reset"));
        Failing request = new Failing(new Attempts(Deadline.of(Duration.ofDays(1), "too late", System::nanoTime)));
        exchange.setVariable("request", request);
        bytes.enter(request);
        assertThat(bytes.taken()).isEqualTo(600);

        pause.process(exchange);

        assertThat(bytes.taken()).isZero();
    }

    private long delay(int failures, Exception failure) {
        Exchange exchange = new DefaultExchange(context);
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, failure);
        exchange.getMessage().setHeader(Exchange.REDELIVERY_COUNTER, failures);
        Attempts attempts = new Attempts(Deadline.of(Duration.ofDays(1), "too late", System::nanoTime));
        exchange.setVariable("request", new Failing(attempts));
        pause.process(exchange);
        return attempts.pause().toMillis();
    }

    private record Failing(Attempts attempts) implements ServiceRequest {
        @Override
        public long begun() {
            return 0;
        }

        @Override
        public void address(Message message) {}

        @Override
        public byte[] read(Message reply) {
            return new byte[0];
        }

        @Override
        public Object use(byte[] reply) {
            return reply;
        }

        @Override
        public void failed(int status) {}

        @Override
        public long bytes() {
            return 600;
        }
    }

    private static HttpOperationFailedException refusal(String header, String value) {
        return new HttpOperationFailedException(
                "http://localhost", 429, "Too Many Requests", null, Map.of(header, value), "");
    }
}
