package dev.swath.flow;

import dev.swath.earthengine.EarthEngineCredentials;
import dev.swath.earthengine.PlainHttp;
import dev.swath.job.SettingException;
import dev.swath.run.RunListener;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.spi.Registry;

/**
 * The beans that the route files name, made from the properties of a context whose routes are loaded and not yet started.
 */
public final class SwathBeans {

    private final CamelContext context;

    private SwathBeans(CamelContext context) {
        this.context = context;
    }

    /**
     * Makes the beans and puts them into the registry of the context.
     *
     * @param overrides settings that beat those of the job files, by their full keys
     * @param only names of the jobs that are wanted; if there are none, all that are enabled
     * @param listener told of the progress of runs
     * @param clock what relative times are counted from
     * @return the jobs of the route files
     * @throws SettingException if a setting is wrong; nothing was made on disk
     */
    public static Jobs bind(
            CamelContext context, Map<String, String> overrides, List<String> only, RunListener listener, Clock clock) {
        return new SwathBeans(context).bind(overrides, only, listener, clock);
    }

    private Jobs bind(Map<String, String> overrides, List<String> only, RunListener listener, Clock clock) {
        ProcessSettings.check(this::get);
        Jobs jobs = Jobs.of(context, overrides, only);
        EarthEngineCredentials credentials = Credentials.of(this::get);
        URI service = service(credentials.exist());
        Outputs outputs = new Outputs(context, jobs, get("swath.work").map(Path::of), list(get("swath.summary-to")));
        outputs.check();
        Runs runs = new Runs(jobs, outputs, listener, clock);
        Replies replies = new Replies(duration("swath.earth-engine.timeout"));
        Registry registry = context.getRegistry();
        registry.bind("jobs", jobs);
        registry.bind("runs", runs);
        registry.bind("outputs", outputs);
        ProducerTemplate routes = context.createProducerTemplate();
        ImagePages pages = new ImagePages(routes, service, jobs, runs, listener, clock);
        registry.bind("imagePages", pages);
        registry.bind("planning", new Planning(jobs, runs, pages));
        registry.bind(
                "rehearsal",
                new Rehearsal(routes, runs, pages, get("swath.download-to").orElseThrow()));
        registry.bind("pageRequests", new PageRequests(replies));
        registry.bind("imageDownloads", new ImageDownloads(jobs, outputs, listener));
        registry.bind("tileRequests", new TileRequests(replies, listener));
        registry.bind("storedFiles", new StoredFiles());
        registry.bind("summaries", new Summaries());
        registry.bind("runSummaryAggregation", new RunSummaryAggregation(runs, listener));
        RequestBudget budget = new RequestBudget(
                Integer.parseInt(get("swath.concurrency.requests").orElseThrow()),
                duration("swath.earth-engine.timeout"));
        registry.bind("requestBudget", budget);
        registry.bind("quotaSigns", new QuotaSigns(budget));
        registry.bind("retryPause", new RetryPause(duration("swath.retry.delay"), clock, budget));
        Authorization authorization = new Authorization(credentials, get("swath.earth-engine.project"));
        registry.bind("authorization", authorization);
        registry.bind("failures", new Failures(authorization, ProcessSettings.attempts(this::get)));
        return jobs;
    }

    private URI service(boolean credentials) {
        String key = "swath.earth-engine.url";
        String value = get(key).orElse("");
        if (!value.matches("https?://[\\w.-]+(:\\d{1,5})?/?|https?://\\[[0-9a-fA-F:.]+](:\\d{1,5})?/?")) {
            throw new SettingException(
                    key,
                    value,
                    "is no server; write emulator, or its address such as https://host or http://host:port");
        }
        URI service = URI.create(value.replaceAll("/$", ""));
        if (credentials && PlainHttp.leavesThisMachine(service)) {
            throw new SettingException(
                    key,
                    value,
                    "would be sent the token in the clear; write https://, or none as swath.earth-engine.credentials");
        }
        return service;
    }

    private Optional<String> get(String key) {
        return context.getPropertiesComponent()
                .resolveProperty(key)
                .map(String::trim)
                .filter(text -> !text.isEmpty());
    }

    private Duration duration(String key) {
        return get(key).map(value -> Durations.parse(key, value))
                .orElseThrow(() -> new SettingException(key, "", "is not set; give a time such as 30s"));
    }

    private static List<String> list(Optional<String> value) {
        return value.map(
                        text -> Arrays.stream(text.split(",")).map(String::trim).toList())
                .orElse(List.of());
    }
}
