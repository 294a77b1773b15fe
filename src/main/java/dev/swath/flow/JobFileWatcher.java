package dev.swath.flow;

import dev.swath.flow.jobs.JobFile;
import dev.swath.flow.jobs.JobRoutes;
import dev.swath.flow.jobs.Jobs;
import dev.swath.flow.request.Failures;
import dev.swath.flow.store.Outputs;
import dev.swath.job.RouteText;
import dev.swath.job.SettingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the jobs as their files say while the process runs: a file that is added, changed or removed takes effect at the
 * next look. A file that can't be obeyed leaves the jobs it held before as they were. A job whose run goes on is left
 * until that has ended.
 */
public final class JobFileWatcher {

    private static final Logger LOG = LoggerFactory.getLogger(JobFileWatcher.class);

    private final CamelContext context;
    private final Path folder;
    private final Jobs jobs;
    private final Outputs outputs;
    private final JobRoutes routes;
    private final Map<Path, Seen> files = new TreeMap<>();
    private final Set<Path> waiting = new HashSet<>();
    private final Map<Path, String> troubles = new TreeMap<>();

    /**
     * The contents of a file when it was last checked.
     *
     * @param text all of it
     * @param jobs the parameters of the jobs that run because of it, by their names
     */
    private record Seen(String text, Map<String, Map<String, Object>> jobs) {}

    private static final Seen NOTHING = new Seen("", Map.of());

    JobFileWatcher(CamelContext context, Path folder, Jobs jobs, Outputs outputs) {
        this.context = context;
        this.folder = folder;
        this.jobs = jobs;
        this.outputs = outputs;
        this.routes = new JobRoutes(context);
    }

    /**
     * Watches a folder of job files from now on, as they are now; looks every so many seconds until the context stops.
     *
     * @param folder of the job files of a context that has started
     * @throws IOException if they can't be read
     */
    public static JobFileWatcher watch(CamelContext context, Path folder, int seconds) throws IOException {
        var registry = context.getRegistry();
        JobFileWatcher files = new JobFileWatcher(
                context,
                folder,
                registry.lookupByNameAndType("jobs", Jobs.class),
                registry.lookupByNameAndType("outputs", Outputs.class));
        files.texts().forEach(files::learn);
        ScheduledExecutorService looks =
                context.getExecutorServiceManager().newSingleThreadScheduledExecutor(files, "job-files");
        looks.scheduleWithFixedDelay(files::look, seconds, seconds, TimeUnit.SECONDS);
        return files;
    }

    private void learn(Path file, Optional<String> text) {
        try {
            String read = text.orElseThrow(() -> new IllegalArgumentException(troubles.get(file)));
            files.put(file, new Seen(read, JobFile.read(context, file.toString(), read)));
        } catch (IllegalArgumentException e) {
            throw new SettingException(
                    "swath.routes",
                    file.toString(),
                    "was changed while the process started: " + Failures.cause(e) + "; start again");
        }
    }

    /** Looks at the files once. Failures are logged: an exception would end the checks silently. */
    void look() {
        try {
            Map<Path, Optional<String>> now = texts();
            for (Path gone : files.keySet().stream()
                    .filter(file -> !now.containsKey(file))
                    .toList()) {
                guarded(gone, () -> {
                    if (obey(gone, files.get(gone), Map.of())) {
                        files.remove(gone);
                    }
                });
            }
            now.forEach((file, text) -> text.ifPresent(read -> guarded(file, () -> lookAt(file, read))));
            troubles.keySet().removeIf(file -> !file.equals(folder) && !now.containsKey(file));
            troubles.remove(folder);
        } catch (IOException | RuntimeException | Error e) {
            troubled(folder, Failures.cause(e));
        }
    }

    /** One file keeps no other from being looked at. */
    private void guarded(Path file, Runnable action) {
        try {
            action.run();
            troubles.remove(file);
        } catch (RuntimeException | Error e) {
            troubled(file, Failures.cause(e));
        }
    }

    /** Logs that a file, or the folder, can't be read: once, until the cause changes. */
    private void troubled(Path file, String cause) {
        if (!cause.equals(troubles.put(file, cause))) {
            LOG.warn("{}: {}; the jobs go on as they are", file, cause);
        }
    }

    private void lookAt(Path file, String text) {
        Seen seen = files.getOrDefault(file, NOTHING);
        if (seen.text().equals(text)) {
            return;
        }
        Map<String, Map<String, Object>> declared;
        try {
            declared = JobFile.read(context, file.toString(), text);
            check(file, declared);
        } catch (Exception e) {
            LOG.warn("{}: {}; what it said before goes on", file, Failures.cause(e));
            files.put(file, new Seen(text, seen.jobs()));
            return;
        }
        if (obey(file, seen, declared)) {
            files.put(file, new Seen(text, declared));
        }
    }

    private void check(Path file, Map<String, Map<String, Object>> declared) {
        declared.forEach((name, parameters) -> {
            outputs.check(jobs.read(name, new LinkedHashMap<>(parameters)));
            if (isElsewhere(file, name)) {
                throw new SettingException("job", name, "is the name of a job in another file too; choose another");
            }
        });
    }

    private boolean isElsewhere(Path file, String job) {
        Seen own = files.getOrDefault(file, NOTHING);
        return !own.jobs().containsKey(job) && jobs.isKnown(job);
    }

    /** Makes the routes what the file says, all of them or, while one of their runs goes on, none. */
    private boolean obey(Path file, Seen seen, Map<String, Map<String, Object>> declared) {
        Map<String, Map<String, Object>> changed = new LinkedHashMap<>(seen.jobs());
        changed.entrySet().removeIf(entry -> entry.getValue().equals(declared.get(entry.getKey())));
        if (changed.keySet().stream().anyMatch(routes::isBusy)) {
            if (waiting.add(file)) {
                LOG.info("{} has changed: that takes effect when the run has ended", file);
            }
            return false;
        }
        waiting.remove(file);
        changed.keySet().forEach(name -> {
            routes.remove(name);
            if (!declared.containsKey(name)) {
                jobs.remove(name);
                LOG.info("job={} was removed with {}", name, file);
            }
        });
        declared.forEach((name, parameters) -> {
            if (!parameters.equals(seen.jobs().get(name))) {
                change(file, name, Optional.ofNullable(seen.jobs().get(name)), parameters);
            }
        });
        return true;
    }

    private void change(Path file, String name, Optional<Map<String, Object>> before, Map<String, Object> parameters) {
        try {
            begin(name, parameters);
            LOG.info("job={} is now as {} says", name, file);
        } catch (RuntimeException e) {
            LOG.warn("{}: the job {} can't begin: {}; what it was before goes on", file, name, Failures.cause(e));
            routes.remove(name);
            jobs.remove(name);
            before.ifPresent(known -> begin(name, known));
        }
    }

    private void begin(String name, Map<String, Object> parameters) {
        Map<String, Object> effective = new LinkedHashMap<>(parameters);
        jobs.put(jobs.read(name, effective));
        routes.add(name, effective);
    }

    /** The text of each file; empty for one that can't be read, which is logged. */
    private Map<Path, Optional<String>> texts() throws IOException {
        Map<Path, Optional<String>> texts = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> found = Files.walk(folder)) {
                found.filter(path -> path.toString().endsWith(RouteText.ENDING) && Files.isRegularFile(path))
                        .forEach(file -> text(file, texts));
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        return texts;
    }

    private void text(Path file, Map<Path, Optional<String>> texts) {
        try {
            texts.put(file, Optional.of(RouteText.text(file)));
        } catch (NoSuchFileException e) {
            // It was removed since the folder was listed.
            texts.remove(file);
        } catch (IOException | IllegalArgumentException e) {
            texts.put(file, Optional.empty());
            troubled(file, Failures.cause(e));
        }
    }
}
