package dev.swath.cli;

import dev.swath.emulator.EarthEngineEmulator;
import dev.swath.flow.Bookkeeping;
import dev.swath.flow.JobFiles;
import dev.swath.flow.Jobs;
import dev.swath.flow.Planning;
import dev.swath.flow.ProcessSettings;
import dev.swath.flow.Rehearsal;
import dev.swath.flow.RunImages;
import dev.swath.flow.Runs;
import dev.swath.flow.SwathPlugin;
import dev.swath.job.SettingException;
import dev.swath.ledger.FailedImage;
import dev.swath.run.RunListener;
import dev.swath.run.RunSummary;
import dev.swath.tracing.TraceExport;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Camel Main with the route files and the beans they name, and the emulator beside it if that is where images come from. */
final class Ingestion implements Closeable {

    private static final String URL = "swath.earth-engine.url";
    private static final String EMULATOR = "emulator";
    /** A little longer than Camel waits for what is in flight: see camel.properties. */
    private static final int STOP_SECONDS = 65;

    private static final int WATCH_SECONDS = 2;

    /** Camel's key for where its routes are, separated by commas. */
    static final String ROUTES = "camel.main.routesIncludePattern";

    private static final Map<String, String> UNSCHEDULED = Map.of("camel.component.quartz.autoStartScheduler", "false");

    private static final Logger LOG = LoggerFactory.getLogger(Ingestion.class);

    private final Main main;
    private final Path routes;
    private final Optional<EarthEngineEmulator> emulator;
    private final Optional<TraceExport> traces;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread stopHook = new Thread(this::stop, "swath-stop");

    private Ingestion(Main main, Path routes, Optional<EarthEngineEmulator> emulator, Optional<TraceExport> traces) {
        this.main = main;
        this.routes = routes;
        this.emulator = emulator;
        this.traces = traces;
        Runtime.getRuntime().addShutdownHook(stopHook);
    }

    /**
     * Starts everything, to run jobs at once.
     *
     * @param jobs names of those that are wanted; if there are none, all that are enabled
     * @throws SettingException if a setting or a route file is wrong; nothing was made on disk
     */
    static Ingestion start(Settings settings, RunListener listener, List<String> jobs) throws IOException {
        return start(settings, new Main(), listener.and(new HaltWhenStuck()), jobs, UNSCHEDULED);
    }

    /**
     * Starts everything, and the jobs by their schedules.
     *
     * @param dashboard whether it is shown
     * @throws SettingException as {@link #start} does
     */
    static Ingestion startToStay(Settings settings, RunListener listener, boolean dashboard) throws IOException {
        Main main = new Main();
        Map<String, String> servers = new HashMap<>(HealthServer.properties(settings));
        if (!dashboard) {
            return start(settings, main, listener, List.of(), servers);
        }
        DashboardServer server = DashboardServer.of(settings, main);
        servers.putAll(server.properties());
        Ingestion ingestion = start(settings, main, listener.and(server.listener()), List.of(), servers);
        LOG.info("dashboard url={}", server.url());
        return ingestion;
    }

    /**
     * Starts what lists images, and writes nothing.
     *
     * @throws SettingException as {@link #start} does
     */
    static Ingestion startToPlan(Settings settings, List<String> jobs) throws IOException {
        Main main = new Main();
        main.bind(SwathPlugin.LEDGER_READ_ONLY, true);
        // Nothing runs that could be traced.
        Settings untraced = settings.locate(TraceExport.ENDPOINT, "");
        return start(untraced, main, RunListener.NONE.and(new HaltWhenStuck()), jobs, UNSCHEDULED);
    }

    private static Ingestion start(
            Settings settings, Main main, RunListener listener, List<String> jobs, Map<String, String> camel)
            throws IOException {
        Path routes = Home.find(settings.require("swath.routes"));
        if (!Files.isDirectory(routes)) {
            throw new SettingException("swath.routes", routes.toString(), "is no folder; name that of the route files");
        }
        RouteIds.of(routes).requireUnique();
        ProcessSettings.check(settings::get);
        Optional<TraceExport> traces =
                settings.get(TraceExport.ENDPOINT).map(endpoint -> TraceExport.to(endpoint, SwathCommand.version()));
        traces.ifPresent(export -> main.bind("telemetry", export.telemetry()));
        Optional<EarthEngineEmulator> emulator = settings.require(URL).equals(EMULATOR)
                ? Optional.of(EarthEngineEmulator.start(EmulatorOptions.of(settings)))
                : Optional.empty();
        try {
            Settings located = emulator.map(
                            server -> settings.locate(URL, server.url().toString()))
                    .orElse(settings);
            main.setShutdownStrategy(new SimpleMainShutdownStrategy());
            main.setDefaultPropertyPlaceholderLocation("false");
            main.setOverrideProperties(properties(located, routes, camel));
            main.bind("runListener", listener);
            main.bind(SwathPlugin.OVERRIDES, settings.commandLine());
            main.bind(SwathPlugin.JOBS, jobs);
            startMain(main, routes);
            return new Ingestion(main, routes, emulator, traces);
        } catch (RuntimeException e) {
            traces.ifPresent(TraceExport::close);
            if (emulator.isPresent()) {
                emulator.get().close();
            }
            throw e;
        }
    }

    private static void startMain(Main main, Path routes) {
        try {
            main.start();
            checkCalls(main.getCamelContext(), routes);
        } catch (RuntimeException e) {
            main.stop();
            closeLedger(main);
            throw RouteFileFault.of(e, routes);
        }
    }

    /** A context that did not start stops nothing that was started for it. */
    private static void closeLedger(Main main) {
        Optional.ofNullable(main.getCamelContext())
                .map(context -> context.getRegistry().lookupByNameAndType("bookkeeping", Bookkeeping.class))
                .ifPresent(Bookkeeping::stop);
    }

    /** Camel itself would notice a call of a route that is not there when it is made. */
    private static void checkCalls(CamelContext context, Path routes) {
        Set<String> answered = context.getRoutes().stream()
                .map(route -> route.getEndpoint().getEndpointUri())
                .collect(Collectors.toSet());
        context.getEndpoints().stream()
                .map(Endpoint::getEndpointUri)
                .filter(uri -> uri.startsWith("direct:") && !answered.contains(uri))
                .findFirst()
                .ifPresent(uri -> {
                    throw new SettingException(
                            "swath.routes",
                            routes.toString(),
                            "call " + uri + ", where no route begins; mend the call");
                });
    }

    private static Properties properties(Settings settings, Path routes, Map<String, String> camel) throws IOException {
        Properties properties = new Properties();
        try (var ours = Ingestion.class.getResourceAsStream("/dev/swath/camel.properties")) {
            properties.load(ours);
        }
        properties.putAll(settings.toProperties());
        properties.setProperty(ROUTES, "file:" + routes + "/**/*.camel.yaml");
        camel.forEach((key, value) -> properties.merge(key, value, (ours, more) -> ours + "," + more));
        return properties;
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

    /** Fetches images of a job that failed, as a run of its own. */
    RunSummary run(String job, List<FailedImage> chosen) {
        return run(job, exchange -> exchange.setVariable(RunImages.CHOSEN, chosen));
    }

    private RunSummary run(String job, Consumer<Exchange> preparation) {
        String name = jobs().job(job).name();
        Route route = context().getRoute(name);
        Exchange exchange = route.getEndpoint().createExchange();
        preparation.accept(exchange);
        try {
            // One that is not enabled was not started with the others; the scheduler rests, so this fires nothing.
            context().getRouteController().startRoute(name);
            route.getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        if (exchange.getException() != null) {
            throw RouteFileFault.setting(exchange.getException())
                    .<RuntimeException>map(fault -> fault)
                    .orElseGet(() -> new RuntimeCamelException(exchange.getException()));
        }
        return exchange.getMessage().getBody(RunSummary.class);
    }

    /** Lists images without downloading them. */
    Planning planning() {
        return bean("planning", Planning.class);
    }

    /** Downloads outside the count. */
    Rehearsal rehearsal() {
        return bean("rehearsal", Rehearsal.class);
    }

    /** From now on the jobs are what their files say. */
    void watchJobs() throws IOException {
        JobFiles.watch(context(), routes.resolve("jobs"), WATCH_SECONDS);
    }

    /** Waits until the process is told to stop. */
    void awaitStop() throws InterruptedException {
        stopping.await();
    }

    /** On a signal: no new image starts, those in work may be finished, and the process waits for that. */
    private void stop() {
        bean("runs", Runs.class).drain();
        LOG.info("stopping: no new image starts, those in work are finished; a second signal stops at once");
        SecondSignal.haltsAtOnce();
        stopping.countDown();
        try {
            if (!closed.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("stopped while images were in work: they are fetched again by the next run");
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
