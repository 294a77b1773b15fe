package dev.swath.flow.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class RequestStepsTest {

    private final RequestSteps steps =
            new RequestSteps(new RequestsInFlight(Duration.ofMinutes(1), 0), new Processors(1));

    /** Headers that are not Camel's own go to Earth Engine as HTTP headers. */
    @Test
    void a_request_carries_no_header_that_it_did_not_set_itself() {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setHeaders(Map.of("fireTime", Instant.EPOCH, "jobInstance", "x", "CamelFileName", "y"));
        exchange.getMessage().setHeader(Exchange.REDELIVERY_COUNTER, 3);

        steps.address(exchange, new PathRequest());

        assertThat(exchange.getMessage().getHeaders())
                .containsOnlyKeys(Exchange.HTTP_PATH, Exchange.REDELIVERY_COUNTER)
                .containsEntry(Exchange.REDELIVERY_COUNTER, 3);
    }

    private static final class PathRequest implements ServiceRequest {
        @Override
        public Attempts attempts() {
            return new Attempts(Deadline.of(Duration.ofDays(1), "too late", System::nanoTime));
        }

        @Override
        public long begun() {
            return 0;
        }

        @Override
        public void address(Message message) {
            message.setHeader(Exchange.HTTP_PATH, "v1/image");
        }

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
    }
}
