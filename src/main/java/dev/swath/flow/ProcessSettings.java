package dev.swath.flow;

import dev.swath.flow.cluster.QueueSettings;
import dev.swath.flow.request.Durations;
import dev.swath.flow.runs.TimeLimits;
import dev.swath.flow.store.Outputs;
import dev.swath.job.HostPaths;
import dev.swath.job.SettingException;
import dev.swath.job.SettingReader;
import dev.swath.ledger.LedgerUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The settings of the process as a whole.
 *
 * @param images downloaded at once
 * @param requests most requests in flight at once
 * @param bytes most bytes of pixels in memory at once
 * @param connectTimeout longest time to connect
 * @param responseTimeout longest silence between two packets of a reply
 * @param requestTimeout longest time for one request and its reply
 * @param minRate lowest average speed of a reply, in bytes per second; 0 for no limit
 * @param attempts most attempts after the first one
 * @param retryDelay upper limit of the first pause between attempts
 * @param retryRounds how often images that failed for a temporary reason are started again at the end of a run
 * @param limits how long work may take
 * @param force whether images that are stored are fetched again
 * @param minFreeBytes free bytes that each folder that is written to should have; 0 for no limit
 * @param downloadTo endpoint that each image is sent to
 * @param work folder of unfinished files; empty for one in the output folder
 * @param project Google Cloud project that is charged for the requests
 * @param cluster requests in flight at once of all processes of a cluster; empty for a process by itself
 */
public record ProcessSettings(
        int images,
        int requests,
        long bytes,
        Duration connectTimeout,
        Duration responseTimeout,
        Duration requestTimeout,
        int minRate,
        int attempts,
        Duration retryDelay,
        int retryRounds,
        TimeLimits limits,
        boolean force,
        long minFreeBytes,
        String downloadTo,
        Optional<Path> work,
        Optional<String> project,
        Optional<Integer> cluster) {

    private static final String PROJECT = "swath.earth-engine.project";

    private static final Pattern GOOGLE = Pattern.compile("^https?://([^/?#]+[.])?googleapis[.]com(:\\d+)?([/?#]|$)");
    /** What Earth Engine grants a project at once, on either endpoint. */
    private static final int MOST_REQUESTS = 40;
    /** Of several processes, for projects that were granted more. */
    private static final int MOST_TOGETHER = 1000;

    private static final String BYTES = "swath.concurrency.bytes";
    private static final long MIB = 1L << 20;
    /** For a tile of the default size on each processor, and for 20 requests of the default job on any machine. */
    private static final long BYTES_A_PROCESSOR = 24 * MIB;

    private static final long USUAL_BYTES = 64 * MIB;
    private static final int MOST_IMAGES = 64;
    private static final int MOST_ROUNDS = 10;
    private static final int MOST_ATTEMPTS = 20;
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int MOST_RATE = 999_999;
    private static final long MOST_BYTES = 999_999_999_999_999_999L;
    private static final String REQUEST_TIMEOUT = "swath.earth-engine.timeout";
    private static final String PROGRESS = "swath.time-limit.progress";
    /** Settings that are paths, or may be. */
    private static final List<String> PATHS = List.of(
            "swath.output",
            "swath.work",
            "swath.routes",
            "swath.ledger.url",
            "swath.earth-engine.credentials",
            "swath.trust",
            "swath.emulator.folder",
            "swath.emulator.exports");

    /** Checks that a run is not given up while it waits for one reply. */
    public ProcessSettings {
        if (limits.progress().compareTo(requestTimeout) <= 0) {
            throw new SettingException(
                    PROGRESS,
                    Durations.text(limits.progress()),
                    String.format(
                            Locale.ROOT,
                            "must be longer than one request may take, %s = %s; raise this one, or lower that one",
                            REQUEST_TIMEOUT,
                            Durations.text(requestTimeout)));
        }
    }

    /**
     * Reads and checks the settings, with those that only the route files use.
     *
     * @throws SettingException at the first one that is not valid
     */
    public static ProcessSettings of(SettingReader settings) {
        for (String key : PATHS) {
            settings.text(key).ifPresent(value -> HostPaths.check(key, value));
        }
        requireProject(settings);
        QueueSettings.of(settings);
        settings.flag("swath.report");
        settings.flag("swath.metrics");
        ledger(settings);
        return new ProcessSettings(
                (int) settings.whole("swath.concurrency.images", 1, MOST_IMAGES),
                (int) settings.whole("swath.concurrency.requests", 1, MOST_REQUESTS),
                bytes(settings),
                limit(settings, "swath.earth-engine.connect-timeout"),
                limit(settings, "swath.earth-engine.response-timeout"),
                limit(settings, REQUEST_TIMEOUT),
                (int) settings.whole("swath.earth-engine.min-rate", 0, MOST_RATE),
                (int) settings.whole("swath.retry.attempts", 0, MOST_ATTEMPTS),
                time(settings, "swath.retry.delay"),
                (int) settings.whole("swath.retry.rounds", 0, MOST_ROUNDS),
                new TimeLimits(
                        limit(settings, "swath.time-limit.tile"),
                        limit(settings, "swath.time-limit.image"),
                        limit(settings, "swath.time-limit.run"),
                        limit(settings, PROGRESS)),
                settings.flag("swath.force"),
                settings.whole("swath.health.min-free-bytes", 0, MOST_BYTES),
                settings.required("swath.download-to"),
                settings.text("swath.work").map(Path::of),
                settings.text(PROJECT),
                settings.flag("swath.cluster")
                        ? Optional.of((int) settings.whole("swath.cluster.requests", 1, MOST_TOGETHER))
                        : Optional.empty());
    }

    private static long bytes(SettingReader settings) {
        return settings.text(BYTES).isPresent()
                ? settings.whole(BYTES, MIB, MOST_BYTES)
                : Math.max(USUAL_BYTES, BYTES_A_PROCESSOR * Runtime.getRuntime().availableProcessors());
    }

    /** The real service refuses every request that names no project. */
    private static void requireProject(SettingReader settings) {
        boolean google = settings.text("swath.earth-engine.url")
                .filter(url -> GOOGLE.matcher(url).find())
                .isPresent();
        if (google && settings.text(PROJECT).isEmpty()) {
            throw new SettingException(
                    PROJECT,
                    "",
                    "is not set, and Earth Engine charges each request to a Google Cloud project; write the id of yours");
        }
    }

    /**
     * Where the ledger is: in the folder of the images, unless a setting names another place.
     *
     * @throws SettingException if no ledger can be there
     */
    public static LedgerUrl ledger(SettingReader settings) {
        return LedgerUrl.of(
                        settings.text(LedgerUrl.KEY),
                        settings.text("swath.output").flatMap(Outputs::folder))
                .withLogin(settings.text(LedgerUrl.USER), settings.text(LedgerUrl.PASSWORD));
    }

    private static Duration limit(SettingReader settings, String key) {
        Duration limit = time(settings, key);
        if (limit.isZero()) {
            throw new SettingException(key, Durations.text(limit), "leaves no time; write one such as 30m");
        }
        return limit;
    }

    private static Duration time(SettingReader settings, String key) {
        String value = settings.required(key);
        Duration time = Durations.parse(key, value);
        if (time.compareTo(LONGEST) > 0) {
            throw new SettingException(key, value, "is longer than a year; write a shorter time");
        }
        return time;
    }
}
