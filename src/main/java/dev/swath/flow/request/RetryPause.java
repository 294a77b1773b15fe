package dev.swath.flow.request;

import dev.swath.earthengine.EarthEngineError;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.http.base.HttpOperationFailedException;

/** Decides how long to pause before a request is repeated, and pauses; meanwhile its memory is for others. */
public final class RetryPause implements Processor {

    private final Pauses pauses;
    private final RequestBudget budget;
    private final ByteBudget bytes;

    /**
     * @param first upper limit of the first pause
     * @param clock compared with a date in {@code Retry-After}
     * @param budget lowered if the service reports too many requests
     * @param bytes given back what the failed attempt has taken
     */
    public RetryPause(Duration first, Clock clock, RequestBudget budget, ByteBudget bytes) {
        this.pauses = new Pauses(first, clock);
        this.budget = budget;
        this.bytes = bytes;
    }

    @Override
    public void process(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        int failures = exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER, 1, Integer.class);
        Duration pause = pauses.before(failure, failures);
        ServiceRequest request = exchange.getVariable("request", ServiceRequest.class);
        bytes.leave(request);
        request.attempts().failed(Failures.cause(failure), pause);
        if (isTooMany(failure)) {
            budget.tooMany();
        }
        request.failed(failure instanceof HttpOperationFailedException http ? http.getStatusCode() : 0);
    }

    /**
     * Pauses before an attempt that is not the first one; ends early with the work that the request is for.
     *
     * @throws GivenUpException at once if the pause would exceed the remaining time
     * @throws InterruptedException if the thread is to stop
     */
    public void await(@Body ServiceRequest request) throws InterruptedException {
        request.attempts().awaitNext();
    }

    private static boolean isTooMany(Exception failure) {
        return Failures.answer(failure)
                .map(error -> error.kind() == EarthEngineError.Kind.SLOW_DOWN)
                .orElse(false);
    }
}
