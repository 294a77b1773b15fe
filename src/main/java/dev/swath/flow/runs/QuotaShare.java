package dev.swath.flow.runs;

import dev.swath.flow.request.RequestBudget;
import dev.swath.flow.request.RequestsInFlight;
import dev.swath.ledger.QuotaTable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The share of this process in the requests that all processes of a cluster may have in flight together. It is renewed in the
 * ledger every few seconds. Where that fails, no request starts once the lease may be over soon, and what is on the wire when it
 * may be over is cut off: from then on others may use it. A process without work holds on to one request, to begin with.
 */
public final class QuotaShare extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(QuotaShare.class);
    private static final long BEAT_MILLIS = 2000;
    private static final long LOOK_MILLIS = 500;
    /** How long after the beginning of a lease requests may start; most of them have ended before they would be cut off. */
    private static final Duration STARTS = QuotaTable.LEASE.minusSeconds(20);

    /** How long after the beginning of a lease requests may be on the wire. */
    private static final Duration ENDS = QuotaTable.LEASE.minusSeconds(5);

    private final RunRecorder books;
    private final RequestBudget budget;
    private final RequestsInFlight requests;
    private final QuotaTable.Demand most;
    private final LongSupplier nanoTime;
    private volatile Optional<Long> renewed = Optional.empty();
    private volatile boolean failing;

    /**
     * @param books whose ledger has the shares
     * @param budget what this process may have in flight
     * @param requests what it has on the wire
     * @param most the quota, and the most that this process could use
     * @param nanoTime a clock such as {@link System#nanoTime}, the one of the budget
     */
    public QuotaShare(
            RunRecorder books,
            RequestBudget budget,
            RequestsInFlight requests,
            QuotaTable.Demand most,
            LongSupplier nanoTime) {
        this.books = books;
        this.budget = budget;
        this.requests = requests;
        this.most = most;
        this.nanoTime = nanoTime;
        budget.lower(0);
    }

    /** Renews the share from now on, until the context stops; it then gives the share back. */
    public void begin(CamelContext context) {
        try {
            context.addService(this, true, true);
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeCamelException(e);
        }
        repeat(context, "swath-quota", this::renew, BEAT_MILLIS);
        // By itself, because a ledger that does not answer keeps the other one waiting.
        repeat(context, "swath-quota-lease", this::look, LOOK_MILLIS);
    }

    private void repeat(CamelContext context, String name, Runnable work, long millis) {
        ScheduledExecutorService beats =
                context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, name);
        beats.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException | Error e) {
                        LOG.error("the share of the request quota could not be looked after, and is again", e);
                    }
                },
                0,
                millis,
                TimeUnit.MILLISECONDS);
    }

    /** Renews the share in the ledger. */
    void renew() {
        int wanted = budget.wasUsed() ? most.wanted() : Math.min(1, most.wanted());
        long asked = nanoTime.getAsLong();
        Optional<QuotaTable.Grant> grant = books.ask(ledger ->
                ledger.quotas().renew(new QuotaTable.Demand(most.quota(), most.total(), wanted), budget::lower));
        grant.ifPresent(granted -> {
            renewed = Optional.of(asked);
            budget.share(granted.requests(), granted.total(), asked + STARTS.toNanos());
        });
        report(grant.isEmpty());
    }

    private void report(boolean fails) {
        if (fails && !failing) {
            LOG.warn(
                    "the share of the request quota can't be renewed; no request starts once its lease is nearly over");
        } else if (!fails && failing) {
            LOG.info("the share of the request quota is renewed again");
        }
        failing = fails;
    }

    /** Cuts off what is on the wire if the lease may be over. */
    void look() {
        boolean over = renewed.filter(since -> nanoTime.getAsLong() - since > ENDS.toNanos())
                .isPresent();
        if (over) {
            budget.lower(0);
            requests.cutAll("the share of the request quota could not be renewed in the ledger in time");
        }
    }

    @Override
    protected void doStop() {
        books.ask(ledger -> {
            ledger.quotas().leave(most.quota());
            return most;
        });
    }
}
