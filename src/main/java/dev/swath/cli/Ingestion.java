package dev.swath.cli;

import dev.swath.emulator.EarthEngineEmulator;
import dev.swath.flow.JobFileWatcher;
import dev.swath.flow.SwathPlugin;
import dev.swath.flow.cluster.QueueSettings;
import dev.swath.flow.cluster.Role;
import dev.swath.flow.jobs.Jobs;
import dev.swath.flow.jobs.Schedule;
import dev.swath.flow.listing.Planning;
import dev.swath.flow.listing.WarmUp;
import dev.swath.flow.runs.Runs;
import dev.swath.job.SettingException;
import dev.swath.ledger.FailedImage;
import dev.swath.run.RunListener;
import dev.swath.run.RunSummary;
import dev.swath.tracing.TraceExport;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Camel Main with the route files and their beans, and the emulator if images come from it. */
final class Ingestion implements Closeable {

    /** A little longer than Camel's own shutdown timeout: see camel.properties. */
    private static final int STOP_SECONDS = 65;

    private static final int WATCH_SECONDS = 2;

    private static final Map<String, String> UNSCHEDULED = Map.of(
            "camel.component.quartz.autoStartScheduler",
            "false",
            "camel.component.quartz.propertiesFile",
            "classpath:dev/swath/quartz-unscheduled.properties");

    private static final Logger LOG = LoggerFactory.getLogger(Ingestion.class);

    private final Main main;
    private final RouteFolders routes;
    private final Optional<EarthEngineEmulator> emulator;
    private final Optional<TraceExport> traces;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread stopHook = new Thread(this::stop, "swath-stop");

    /** @param routes where the route files are */
    Ingestion(Main main, RouteFolders routes, Optional<EarthEngineEmulator> emulator, Optional<TraceExport> traces) {
        this.main = main;
        this.routes = routes;
        this.emulator = emulator;
        this.traces = traces;
        Runtime.getRuntime().addShutdownHook(stopHook);
    }

    /**
     * Starts everything in order to run jobs now.
     *
     * @param jobs names of the wanted jobs; if empty, all that are enabled
     * @throws SettingException if a setting or a route file is wrong; nothing was written to disk
     */
    static Ingestion start(MergedSettings settings, RunListener listener, List<String> jobs) throws IOException {
        if (isWorker(settings)) {
            throw new SettingException(
                    QueueSettings.ROLE,
                    settings.require(QueueSettings.ROLE),
                    "starts no runs itself; use 'swath run' for a worker, or another role here");
        }
        return new IngestionStarter(settings, new RouteMain())
                .start(RunListener.all(List.of(listener, new HaltWhenStuck())), jobs, UNSCHEDULED);
    }

    /**
     * Starts everything, with the jobs on their schedules.
     *
     * @param dashboard whether to serve the dashboard
     * @throws SettingException as {@link #start} does
     */
    static Ingestion startToStay(MergedSettings settings, RunListener listener, boolean dashboard) throws IOException {
        Main main = new RouteMain();
        Map<String, String> servers = new HashMap<>(HealthServer.properties(settings));
        if (isWorker(settings)) {
            servers.putAll(UNSCHEDULED);
        }
        if (!dashboard) {
            return new IngestionStarter(settings, main).start(listener, List.of(), servers);
        }
        DashboardServer server = DashboardServer.of(settings, main);
        servers.putAll(server.properties());
        Ingestion ingestion = new IngestionStarter(settings, main)
                .start(RunListener.all(List.of(listener, server.listener())), List.of(), servers);
        LOG.info("dashboard url={}", server.url());
        return ingestion;
    }

    /** Whether the runs are started by other processes. */
    private static boolean isWorker(MergedSettings settings) {
        return settings.reader().choice(QueueSettings.ROLE, Role.class) == Role.WORKER;
    }

    /**
     * Starts what lists images, without writing anything.
     *
     * @throws SettingException as {@link #start} does
     */
    static Ingestion startToPlan(MergedSettings settings, List<String> jobs) throws IOException {
        Main main = new RouteMain();
        main.bind(SwathPlugin.LEDGER_READ_ONLY, true);
        // There are no runs to trace.
        MergedSettings untraced = settings.locate(TraceExport.ENDPOINT, "");
        return new IngestionStarter(untraced, main).start(new HaltWhenStuck(), jobs, UNSCHEDULED);
    }

    /** The jobs of the route files. */
    Jobs jobs() {
        return bean("jobs", Jobs.class);
    }

    private <T> T bean(String name, Class<T> type) {
        return context().getRegistry().lookupByNameAndType(name, type);
    }

    private CamelContext context() {
        return main.getCamelContext();
    }

    /**
     * Runs a job now, through its own route, and waits for its end.
     *
     * @throws SettingException if the collection contradicts a setting
     */
    RunSummary run(String job) {
        return run(job, exchange -> {});
    }

    /** Fetches failed images of a job, as a run of their own. */
    RunSummary run(String job, List<FailedImage> chosen) {
        return run(job, exchange -> exchange.setVariable(Schedule.CHOSEN, chosen));
    }

    private RunSummary run(String job, Consumer<Exchange> preparation) {
        String name = jobs().job(job).name();
        Route route = context().getRoute(name);
        Exchange exchange = route.getEndpoint().createExchange();
        preparation.accept(exchange);
        try {
            // A job that is not enabled was not started with the others. The scheduler is paused, so starting it here
            // fires nothing.
            context().getRouteController().startRoute(name);
            route.getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        if (exchange.getException() != null) {
            throw RouteFileError.setting(exchange.getException())
                    .<RuntimeException>map(fault -> fault)
                    .orElseGet(() -> new RuntimeCamelException(exchange.getException()));
        }
        return exchange.getMessage().getBody(RunSummary.class);
    }

    /** Lists images without downloading them. */
    Planning planning() {
        return bean("planning", Planning.class);
    }

    /** Downloads that are not counted. */
    WarmUp rehearsal() {
        return bean("warmUp", WarmUp.class);
    }

    /** Starts following changes to job files. */
    void watchJobs() throws IOException {
        JobFileWatcher.watch(context(), routes.jobs(), WATCH_SECONDS);
    }

    /** Waits until the process is asked to stop. */
    void awaitStop() throws InterruptedException {
        stopping.await();
    }

    /** On a signal: no new image starts, images in progress are finished, and the process waits for them. */
    private void stop() {
        bean("runs", Runs.class).drain();
        // Before the message that invites it.
        SecondSignal.haltsAtOnce();
        LOG.info("stopping: no new image starts, images in progress are finished; a second signal stops at once");
        stopping.countDown();
        try {
            if (!closed.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("stopped while images were in progress: the next run fetches them again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        main.stop();
        traces.ifPresent(TraceExport::close);
        if (emulator.isPresent()) {
            emulator.get().close();
        }
        closed.countDown();
        if (stopping.getCount() > 0) {
            Runtime.getRuntime().removeShutdownHook(stopHook);
        }
    }
}
