package dev.swath.flow.request;

import dev.swath.earthengine.EarthEngineError;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.http.base.HttpOperationFailedException;

/** Decides how long to pause before a request is tried again, and pauses. */
public final class RetryPause implements Processor {

    private final Pauses pauses;
    private final RequestBudget budget;

    /**
     * Pauses that begin at {@code first} and double each time, up to 60 s.
     *
     * @param first upper limit of the first pause
     * @param clock what a date in {@code Retry-After} is held against
     * @param budget lowered where the service says that there are too many requests
     */
    public RetryPause(Duration first, Clock clock, RequestBudget budget) {
        this.pauses = new Pauses(first, clock);
        this.budget = budget;
    }

    @Override
    public void process(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        int failures = exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER, 1, Integer.class);
        Duration pause = pauses.before(failure, failures);
        ServiceRequest request = exchange.getVariable("request", ServiceRequest.class);
        request.attempts().failed(Failures.cause(failure), pause);
        if (isTooMany(failure)) {
            budget.tooMany();
        }
        request.failed(failure instanceof HttpOperationFailedException http ? http.getStatusCode() : 0);
    }

    /**
     * Pauses before a try that is not the first one; ends with the work that the request is for.
     *
     * @throws GivenUpException at once if the pause would last longer than there is time
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
