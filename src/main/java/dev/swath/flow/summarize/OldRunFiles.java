package dev.swath.flow.summarize;

import dev.swath.flow.jobs.Jobs;
import dev.swath.flow.store.Outputs;
import dev.swath.job.SettingException;
import dev.swath.log.LogValue;
import dev.swath.run.RunSummary;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes summaries, reports and contact sheets of old runs of a job from the folder {@code runs} of its output. Only files that are
 * named as those of a run of this job are removed; an output that is a URI keeps its own.
 */
public final class OldRunFiles {

    /** The setting that says how long they are kept. */
    public static final String KEEP = "swath.runs.keep";

    private static final Logger LOG = LoggerFactory.getLogger(OldRunFiles.class);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern FILE = Pattern.compile("(\\d{8}T\\d{6}\\.\\d{3}Z)-(.+)\\.(?:json|html|png)");
    private static final Pattern DAYS = Pattern.compile("(\\d{1,5})d");

    /** Most names that one run looks at, and most files that it removes: the next ones do the rest. */
    private static final int MOST_NAMES = 100_000;

    private static final int MOST_REMOVED = 1000;

    private final Jobs jobs;
    private final Outputs outputs;
    private final Duration keep;
    private final Clock clock;

    /**
     * @param jobs whose runs they are
     * @param outputs where they are
     * @param keep how long they are kept, as the time of a run's start
     * @param clock tells the age of a run
     */
    public OldRunFiles(Jobs jobs, Outputs outputs, Duration keep, Clock clock) {
        this.jobs = jobs;
        this.outputs = outputs;
        this.keep = keep;
        this.clock = clock;
    }

    /**
     * Reads how long they are kept.
     *
     * @param text of the setting, such as {@code 90d}
     * @throws SettingException if it is not a number of days
     */
    public static Duration keep(String text) {
        Matcher days = DAYS.matcher(text.strip());
        if (!days.matches() || Integer.parseInt(days.group(1)) == 0) {
            throw new SettingException(KEEP, text, "is not a number of days; write it as 90d");
        }
        return Duration.ofDays(Integer.parseInt(days.group(1)));
    }

    /** Removes those of the job whose run has ended; what can't be removed is logged, and stays. */
    public void remove(@Variable("summary") RunSummary summary) {
        outputs.folder(jobs.job(summary.job()))
                .map(folder -> folder.resolve("runs"))
                .filter(Files::isDirectory)
                .ifPresent(folder -> {
                    try {
                        remove(folder, summary.job());
                    } catch (IOException e) {
                        LOG.warn(
                                "folder={} keeps files of old runs: {}",
                                LogValue.of(folder),
                                LogValue.quoted(e.getMessage()));
                    }
                });
    }

    private void remove(Path folder, String job) throws IOException {
        // The times in the names are written so that they are in order as texts.
        String oldest = TIME.format(
                clock.instant().minus(keep).isBefore(Instant.EPOCH)
                        ? Instant.EPOCH
                        : clock.instant().minus(keep));
        int seen = 0;
        int removed = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (++seen > MOST_NAMES || removed == MOST_REMOVED) {
                    break;
                }
                Matcher name = FILE.matcher(file.getFileName().toString());
                if (name.matches() && name.group(2).equals(job) && name.group(1).compareTo(oldest) < 0) {
                    Files.deleteIfExists(file);
                    removed++;
                }
            }
        }
        if (removed > 0) {
            LOG.info("job={} files of runs before {} were removed: {}", job, oldest, removed);
        }
    }
}
