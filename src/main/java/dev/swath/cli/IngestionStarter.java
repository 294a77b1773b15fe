package dev.swath.cli;

import dev.swath.emulator.EarthEngineEmulator;
import dev.swath.flow.ProcessSettings;
import dev.swath.flow.SwathPlugin;
import dev.swath.flow.jobs.Jobs;
import dev.swath.flow.runs.RunRecorder;
import dev.swath.job.Setting;
import dev.swath.job.SettingException;
import dev.swath.network.Network;
import dev.swath.run.RunListener;
import dev.swath.tracing.TraceExport;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts an ingestion: either everything is started, or nothing is left behind.
 *
 * @param settings of the process
 * @param main Camel Main, not yet started
 */
record IngestionStarter(MergedSettings settings, Main main) {

    /** Camel's property for the locations of routes, separated by commas. */
    static final String ROUTES = "camel.main.routesIncludePattern";

    private static final Logger LOG = LoggerFactory.getLogger(IngestionStarter.class);

    private static final String URL = "swath.earth-engine.url";
    private static final String EMULATOR = "emulator";

    /**
     * Starts it.
     *
     * @param listener notified of the progress of runs
     * @param jobs names of the wanted jobs; if empty, all that are enabled
     * @param camel Camel's own properties; its routes are added to those of the folder
     * @throws SettingException if a setting or a route file is wrong; nothing was written to disk
     */
    Ingestion start(RunListener listener, List<String> jobs, Map<String, String> camel) throws IOException {
        // Camel's HTTP component needs it, whatever the address: until then there is time.
        Network.prepareTls();
        RouteFolders routes = RouteFolders.of(settings);
        RouteIds.of(routes).requireUnique();
        ProcessSettings.of(settings.reader());
        Network network = Network.of(settings.reader());
        Optional<TraceExport> traces = settings.get(TraceExport.ENDPOINT)
                .map(endpoint -> TraceExport.to(endpoint, SwathCommand.version(), network));
        traces.ifPresent(export -> main.bind("telemetry", export.telemetry()));
        Optional<EarthEngineEmulator> emulator = settings.require(URL).equals(EMULATOR)
                ? Optional.of(EarthEngineEmulator.start(EmulatorOptions.of(settings)))
                : Optional.empty();
        try {
            MergedSettings located = emulator.map(
                            server -> settings.locate(URL, server.url().toString()))
                    .orElse(settings);
            main.setShutdownStrategy(new SimpleMainShutdownStrategy());
            main.setDefaultPropertyPlaceholderLocation("false");
            main.setOverrideProperties(properties(located, routes, camel));
            main.bind("httpServers", new HttpServerFactory());
            main.bind("runListener", listener);
            main.bind(SwathPlugin.OVERRIDES, settings.commandLine());
            main.bind(SwathPlugin.JOBS, jobs);
            startMain(routes);
            reportUnused(main.getCamelContext());
            return new Ingestion(main, routes, emulator, traces);
        } catch (RuntimeException | Error e) {
            traces.ifPresent(TraceExport::close);
            if (emulator.isPresent()) {
                emulator.get().close();
            }
            throw e;
        }
    }

    private void startMain(RouteFolders routes) {
        try {
            main.start();
            checkCalls(main.getCamelContext(), routes);
        } catch (RuntimeException e) {
            stopMain();
            throw RouteFileError.of(e, routes);
        } catch (Error e) {
            stopMain();
            throw e;
        }
    }

    /** A user who keeps a job's settings where job files beat them would wonder why nothing changes. */
    private void reportUnused(CamelContext context) {
        Jobs jobs = context.getRegistry().lookupByNameAndType("jobs", Jobs.class);
        settings.forAllJobs().forEach((key, value) -> {
            Setting setting = Setting.find(key).orElseThrow();
            if (jobs.isSetByAll(key) && !value.equals(setting.defaultValue())) {
                LOG.warn(
                        "{} = '{}' in application.properties or the environment is not used: each job file sets its own; change it"
                                + " there, or use --set",
                        key,
                        value);
            }
        });
    }

    /** A context that did not start does not stop what was started for it, such as the ledger. */
    private void stopMain() {
        main.stop();
        Optional.ofNullable(main.getCamelContext())
                .map(context -> context.getRegistry().lookupByNameAndType("runRecorder", RunRecorder.class))
                .ifPresent(RunRecorder::stop);
    }

    /** Camel itself would notice a call of a missing route only when it is made. */
    private static void checkCalls(CamelContext context, RouteFolders routes) {
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
                            "call " + uri + ", but no route begins there; correct the call");
                });
    }

    private static Properties properties(MergedSettings settings, RouteFolders routes, Map<String, String> camel)
            throws IOException {
        Properties properties = new Properties();
        try (var ours = Ingestion.class.getResourceAsStream("/dev/swath/camel.properties")) {
            properties.load(ours);
        }
        properties.putAll(settings.toProperties());
        properties.putAll(camel);
        properties.setProperty(
                ROUTES,
                Stream.concat(Stream.of(routes.pattern()), Optional.ofNullable(camel.get(ROUTES)).stream())
                        .collect(Collectors.joining(",")));
        return properties;
    }
}
