package dev.swath.flow.store;

import dev.swath.flow.request.Pauses;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Decides how long to pause before something is sent to a sink or a recipient again. */
public final class SinkPause implements Processor {

    private final Pauses pauses;

    /**
     * @param first upper limit of the first pause
     * @param clock compared with a date in {@code Retry-After}
     */
    public SinkPause(Duration first, Clock clock) {
        this.pauses = new Pauses(first, clock);
    }

    @Override
    public void process(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        int failures = exchange.getIn().getHeader(Exchange.REDELIVERY_COUNTER, 1, Integer.class);
        Duration pause = pauses.before(failure, failures);
        exchange.getIn().setHeader(Exchange.REDELIVERY_DELAY, Math.max(1, pause.toMillis()));
    }
}
