package dev.swath.flow;

import dev.swath.earthengine.EarthEngineCredentials;
import dev.swath.earthengine.ServiceProbe;
import dev.swath.flow.cluster.FailedRuns;
import dev.swath.flow.cluster.QueueSettings;
import dev.swath.flow.cluster.Role;
import dev.swath.flow.cluster.SentTasks;
import dev.swath.flow.cluster.Takeover;
import dev.swath.flow.describe.ImageSidecars;
import dev.swath.flow.describe.JobCollections;
import dev.swath.flow.download.DownloadSteps;
import dev.swath.flow.download.ImageRepository;
import dev.swath.flow.download.StaleFiles;
import dev.swath.flow.download.WorkArea;
import dev.swath.flow.jobs.ClusterSchedule;
import dev.swath.flow.jobs.JobTrigger;
import dev.swath.flow.jobs.Jobs;
import dev.swath.flow.listing.CloudShares;
import dev.swath.flow.listing.ImagePages;
import dev.swath.flow.listing.ImageSelector;
import dev.swath.flow.listing.ImagesById;
import dev.swath.flow.listing.ImagesWithWork;
import dev.swath.flow.listing.Planning;
import dev.swath.flow.listing.RunImages;
import dev.swath.flow.listing.SpendingGuard;
import dev.swath.flow.listing.WantedImages;
import dev.swath.flow.listing.WarmUp;
import dev.swath.flow.request.Authorization;
import dev.swath.flow.request.ByteBudget;
import dev.swath.flow.request.Credentials;
import dev.swath.flow.request.Failures;
import dev.swath.flow.request.Processors;
import dev.swath.flow.request.QuotaSigns;
import dev.swath.flow.request.RequestBudget;
import dev.swath.flow.request.RequestSteps;
import dev.swath.flow.request.RequestsInFlight;
import dev.swath.flow.request.RetryPause;
import dev.swath.flow.request.ServiceAddress;
import dev.swath.flow.runs.MissedFires;
import dev.swath.flow.runs.QuotaShare;
import dev.swath.flow.runs.RunRecorder;
import dev.swath.flow.runs.RunSummaryAggregation;
import dev.swath.flow.runs.Runs;
import dev.swath.flow.runs.SharedRuns;
import dev.swath.flow.runs.Watchdog;
import dev.swath.flow.store.Outputs;
import dev.swath.flow.store.RunPictures;
import dev.swath.flow.store.SinkOffer;
import dev.swath.flow.store.SinkPause;
import dev.swath.flow.store.SinkRetries;
import dev.swath.flow.store.Sinks;
import dev.swath.flow.summarize.Notifications;
import dev.swath.flow.summarize.OldRunFiles;
import dev.swath.flow.summarize.Summaries;
import dev.swath.flow.worker.ReceivedTasks;
import dev.swath.job.SettingException;
import dev.swath.job.SettingReader;
import dev.swath.ledger.LedgerUrl;
import dev.swath.ledger.QuotaTable;
import dev.swath.ledger.ScheduleDatabase;
import dev.swath.network.Network;
import dev.swath.run.RunListener;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.spi.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The beans that the route files name, made from the properties of a context whose routes are loaded and not yet started.
 */
public final class SwathBeans {

    private static final Logger LOG = LoggerFactory.getLogger(SwathBeans.class);
    private static final Duration LONGEST_ERROR = Duration.ofSeconds(10);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);
    private static final long LOOK_MILLIS = 500;

    private final CamelContext context;

    private SwathBeans(CamelContext context) {
        this.context = context;
    }

    /**
     * Makes the beans and puts them into the registry of the context.
     *
     * @param overrides settings that beat those of the job files, by their full keys
     * @param only names of the jobs that are wanted; if there are none, all that are enabled
     * @param listener notified of the progress of runs
     * @param onlyRead whether nothing is written into the ledger
     * @param clock what relative times are counted from
     * @return the jobs of the route files
     * @throws SettingException if a setting is wrong; nothing was made on disk
     */
    public static Jobs bind(
            CamelContext context,
            Map<String, String> overrides,
            List<String> only,
            RunListener listener,
            boolean onlyRead,
            Clock clock) {
        return new SwathBeans(context).bind(overrides, only, listener, onlyRead, clock);
    }

    private Jobs bind(
            Map<String, String> overrides, List<String> only, RunListener given, boolean onlyRead, Clock clock) {
        SettingReader reader = SettingReader.ofComplete(this::get);
        ProcessSettings settings = ProcessSettings.of(reader);
        Network network = Network.of(reader);
        Duration keep = OldRunFiles.keep(reader.required(OldRunFiles.KEEP));
        JobTrigger.in(context);
        needs(settings, network).apply(context);
        Jobs jobs = Jobs.of(context, overrides, only);
        EarthEngineCredentials credentials = Credentials.of(reader, network);
        URI service = ServiceAddress.of(reader, credentials.exist());
        Sinks sinks = new Sinks(context, settings.limits().image(), network);
        Outputs outputs = new Outputs(context, jobs, settings.work(), sinks);
        outputs.check();
        RunRecorder books = new RunRecorder(clock);
        WorkArea folders = new WorkArea(outputs, settings.work());
        Processors processors = new Processors(Runtime.getRuntime().availableProcessors());
        RequestsInFlight requests = new RequestsInFlight(settings.requestTimeout(), settings.minRate());
        Watchdog watchdog = new Watchdog(settings.limits(), requests, System::nanoTime);
        Telemetry telemetry = Telemetry.of(context, clock);
        QueueSettings cluster = QueueSettings.of(reader);
        boolean shares = cluster.queue() && cluster.role() != Role.WORKER && !onlyRead;
        SharedRuns shared = new SharedRuns(
                jobs,
                books,
                settings.limits().run(),
                shares,
                cluster.outlivesProcess() && ClusterSchedule.isScheduled(context));
        List<RunListener> listeners = new ArrayList<>(List.of(watchdog, books, shared));
        listeners.addAll(telemetry.listeners());
        listeners.add(given);
        RunListener listener = RunListener.all(listeners);
        Runs runs = new Runs(jobs, listener, clock, settings.retryRounds(), shared::mayHandOver);
        watch(watchdog, runs, listener);
        Registry registry = context.getRegistry();
        registry.bind("jobs", jobs);
        registry.bind("sentTasks", new SentTasks(jobs, runs, shared, watchdog, clock, cluster.mostSent()));
        Takeover takeover = new Takeover(jobs, runs, shared, clock);
        registry.bind("takeover", takeover);
        registry.bind("sharedRuns", shared);
        registry.bind("runs", runs);
        registry.bind("outputs", outputs);
        registry.bind("missedFires", new MissedFires(jobs, runs, clock));
        ProducerTemplate routes = context.createProducerTemplate();
        ImageRepository repository = new ImageRepository(books, jobs, settings.force(), clock);
        registry.bind("imageRepository", repository);
        CloudShares clouds = new CloudShares(routes, books, watchdog, listener, clock);
        ImageSelector selector = new ImageSelector(outputs, repository, runs, listener, clouds, shared);
        ImagePages pages = new ImagePages(routes, service, jobs, runs, watchdog, listener, selector, clouds);
        ImagesById byId = new ImagesById(routes, jobs, runs, watchdog, selector, repository, listener);
        WantedImages wanted = new WantedImages(jobs, runs, pages, byId);
        registry.bind("wantedImages", wanted);
        RunPictures pictures = new RunPictures();
        registry.bind("receivedTasks", new ReceivedTasks(jobs, runs, books, pictures, cluster.deliveries(), this::get));
        ImageSidecars sidecars = new ImageSidecars(jobs, outputs, books, pictures, processors);
        ImagesWithWork work = new ImagesWithWork(jobs, runs, shared, (job, image) -> selector.storedFile(job, image)
                .filter(file -> sidecars.areComplete(job, file)));
        SpendingGuard guard = new SpendingGuard(jobs, runs, selector);
        registry.bind("runImages", new RunImages(wanted, guard, work, runs, listener));
        registry.bind("planning", new Planning(jobs, runs, wanted, selector));
        registry.bind("warmUp", new WarmUp(routes, runs, wanted, cluster.downloadHere(settings.downloadTo())));
        registry.bind("requestSteps", new RequestSteps(requests, processors));
        registry.bind("downloadSteps", new DownloadSteps(jobs, outputs, folders, runs, watchdog, listener));
        registry.bind("imageSidecars", sidecars);
        registry.bind("jobCollections", new JobCollections(jobs, outputs, books));
        registry.bind("staleFiles", new StaleFiles(jobs, outputs, folders, clock));
        registry.bind("summaries", new Summaries(jobs, outputs, pictures));
        registry.bind("oldRunFiles", new OldRunFiles(jobs, outputs, keep, clock));
        registry.bind("notifications", new Notifications(jobs, sinks, shared::mayNotify));
        registry.bind("runSummaryAggregation", new RunSummaryAggregation(runs));
        RequestBudget budget = new RequestBudget(settings.requests());
        registry.bind("requestBudget", budget);
        ByteBudget bytes = new ByteBudget(settings.bytes());
        registry.bind("byteBudget", bytes);
        registry.bind("quotaSigns", new QuotaSigns(budget));
        registry.bind("retryPause", new RetryPause(settings.retryDelay(), clock, budget, bytes));
        registry.bind("sinkRetries", new SinkRetries(settings.attempts()));
        registry.bind("sinkOffer", new SinkOffer());
        registry.bind("sinkPause", new SinkPause(settings.retryDelay(), clock));
        Authorization authorization = new Authorization(
                credentials, settings.project(), requests, errorLimit(settings.requestTimeout()), network);
        registry.bind("authorization", authorization);
        registry.bind("failures", new Failures(authorization, settings.attempts()));
        FreeSpace space = new FreeSpace(jobs, outputs, folders, settings.minFreeBytes());
        ServiceProbe probe = new ServiceProbe(service, LONGEST_ANSWER, network);
        new Readiness(runs, outputs, credentials, probe, space, books, jobs, clock).register(context);
        registry.bind("runRecorder", books);
        // Last, so that no other setting can be wrong.
        LedgerUrl ledger = ProcessSettings.ledger(reader);
        books.open(context, ledger, onlyRead);
        settings.cluster().ifPresent(all -> {
            books.claims().joinCluster();
            QuotaTable.Demand demand =
                    new QuotaTable.Demand(settings.project().orElse(service.toString()), all, settings.requests());
            new QuotaShare(books, budget, requests, demand, System::nanoTime).begin(context);
            if (ScheduleDatabase.isPossible(ledger) && ClusterSchedule.isScheduled(context)) {
                ClusterSchedule.share(context, ScheduleDatabase.open(ledger), jobs::isKnown);
            }
        });
        if (shares) {
            shared.begin(context, runs::leave);
            FailedRuns.watch(context, shared);
            if (ClusterSchedule.isScheduled(context)) {
                takeover.begin(context);
            }
        }
        telemetry.begin(context, jobs, books, budget, space);
        return jobs;
    }

    /** One thread for all runs, which ends with the context. */
    private void watch(Watchdog watchdog, Runs runs, RunListener listener) {
        context.getExecutorServiceManager()
                .newSingleThreadScheduledExecutor(watchdog, "swath-watchdog")
                .scheduleWithFixedDelay(
                        () -> {
                            try {
                                watchdog.look(runs::stop, listener::stuck);
                            } catch (RuntimeException | Error e) {
                                LOG.error("the watchdog failed to look, and looks again", e);
                            }
                        },
                        LOOK_MILLIS,
                        LOOK_MILLIS,
                        TimeUnit.MILLISECONDS);
    }

    private static RouteNeeds needs(ProcessSettings settings, Network network) {
        return new RouteNeeds(
                settings.images(), settings.requests(), settings.connectTimeout(), settings.responseTimeout(), network);
    }

    private Optional<String> get(String key) {
        return context.getPropertiesComponent()
                .resolveProperty(key)
                .map(String::trim)
                .filter(text -> !text.isEmpty());
    }

    /** The body of an error says little: it may take as long as any reply, but no longer than this. */
    private static Duration errorLimit(Duration reply) {
        return reply.compareTo(LONGEST_ERROR) < 0 ? reply : LONGEST_ERROR;
    }
}
