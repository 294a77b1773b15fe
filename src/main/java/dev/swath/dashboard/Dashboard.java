package dev.swath.dashboard;

import dev.swath.flow.jobs.Jobs;
import dev.swath.flow.jobs.Schedule;
import dev.swath.flow.request.RequestBudget;
import dev.swath.flow.runs.RunRecorder;
import dev.swath.run.RunListener;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.DefaultHeaderFilterStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pages that show jobs, runs and images, on the HTTP server of a Camel context. */
public final class Dashboard {

    /** The dashboard's routes; a context with these routes but without a dashboard does not start. */
    public static final String ROUTES = "classpath:dev/swath/dashboard-routes/*.camel.yaml";

    private static final Logger LOG = LoggerFactory.getLogger(Dashboard.class);
    private static final Pattern ACTION = Pattern.compile("/api/jobs/[^/]+/(runs|retries)");
    private static final long PROGRESS_MILLIS = 250;
    private static final long BEAT_MILLIS = 15_000;

    private final Supplier<CamelContext> context;
    private final ActionGuard guard;
    private final LiveRunTracker live;

    /**
     * @param context supplies the context whose runs are shown, once it exists
     * @param token the token that actions require; empty to disable actions
     */
    public Dashboard(Supplier<CamelContext> context, Optional<String> token) {
        this.context = context;
        this.guard = new ActionGuard(token);
        this.live = new LiveRunTracker(
                name -> bean("jobs", Jobs.class).job(name),
                () -> bean("requestBudget", RequestBudget.class).inFlight(),
                () -> bean("requestBudget", RequestBudget.class).limit());
    }

    /** The methods that a path of the dashboard supports. */
    public static Set<String> methods(String path) {
        return ACTION.matcher(path).matches() ? Set.of("POST") : Set.of("GET", "HEAD");
    }

    private <T> T bean(String name, Class<T> type) {
        return context.get().getRegistry().lookupByNameAndType(name, type);
    }

    /** The listener that must be notified of runs. */
    public RunListener listener() {
        return live;
    }

    /** Binds the beans of its routes in the registry; Swath's own beans must be there already. */
    public void bind() {
        Schedule schedule = new Schedule(context.get());
        Queries queries = new Queries(
                bean("jobs", Jobs.class),
                bean("runRecorder", RunRecorder.class),
                schedule,
                live,
                guard,
                Clock.systemUTC());
        Registry registry = context.get().getRegistry();
        registry.bind("dashboardQueries", queries);
        registry.bind("dashboardActions", new Actions(queries, schedule, live, guard));
        registry.bind("dashboardPages", new Pages());
        registry.bind("dashboardReplyWriter", new ReplyWriter());
        registry.bind("dashboardHeaders", headers());
    }

    /** Passes all headers but Camel's own; Camel's filter for HTTP would also remove Cache-Control. */
    private static HeaderFilterStrategy headers() {
        DefaultHeaderFilterStrategy headers = new DefaultHeaderFilterStrategy();
        headers.setLowerCase(true);
        headers.setInFilterStartsWith(DefaultHeaderFilterStrategy.CAMEL_FILTER_STARTS_WITH);
        headers.setOutFilterStartsWith(DefaultHeaderFilterStrategy.CAMEL_FILTER_STARTS_WITH);
        return headers;
    }

    /** Opens the event stream. The server must have been started. */
    public void open() {
        EventStream followers = new EventStream(live);
        followers.attach(router());
        new ImageFiles(bean("dashboardQueries", Queries.class)).attach(router());
        ScheduledExecutorService clock =
                context.get().getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "swath-dashboard");
        every(clock, PROGRESS_MILLIS, live::publishProgress);
        every(clock, BEAT_MILLIS, followers::beat);
    }

    /** The router of the dashboard's server; health checks may have another. */
    private Router router() {
        return context.get().getRegistry().findByType(VertxPlatformHttpRouter.class).stream()
                .filter(VertxPlatformHttpRouter::isMainServer)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the dashboard has no server"));
    }

    private static void every(ScheduledExecutorService clock, long millis, Runnable task) {
        clock.scheduleWithFixedDelay(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        LOG.error("an update could not be sent to the open pages and will be repeated", e);
                    }
                },
                millis,
                millis,
                TimeUnit.MILLISECONDS);
    }
}
