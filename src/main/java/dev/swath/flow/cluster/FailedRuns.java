package dev.swath.flow.cluster;

import dev.swath.flow.runs.SharedRuns;
import dev.swath.run.Run;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeFailedEvent;
import org.apache.camel.support.SimpleEventNotifierSupport;

/** Ends a run whose route has failed: it would fail likewise in any other scheduler that takes it over. */
public final class FailedRuns extends SimpleEventNotifierSupport {

    private final SharedRuns shared;

    private FailedRuns(SharedRuns shared) {
        this.shared = shared;
        setIgnoreCamelContextEvents(true);
        setIgnoreCamelContextInitEvents(true);
        setIgnoreRouteEvents(true);
        setIgnoreServiceEvents(true);
        setIgnoreExchangeCreatedEvent(true);
        setIgnoreExchangeCompletedEvent(true);
        setIgnoreExchangeSendingEvents(true);
        setIgnoreExchangeSentEvents(true);
        setIgnoreExchangeRedeliveryEvents(true);
    }

    /** Watches the runs of a context. */
    public static void watch(CamelContext context, SharedRuns shared) {
        context.getManagementStrategy().addEventNotifier(new FailedRuns(shared));
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof ExchangeFailedEvent;
    }

    @Override
    public void notify(CamelEvent event) {
        Exchange exchange = ((ExchangeFailedEvent) event).getExchange();
        // An image of a run that fails is one of its outcomes.
        boolean whole = exchange.getProperty(Exchange.SPLIT_INDEX) == null;
        Optional.ofNullable(exchange.getVariable("run", Run.class))
                .filter(run -> whole && run.job().equals(exchange.getFromRouteId()))
                .ifPresent(shared::failed);
    }
}
