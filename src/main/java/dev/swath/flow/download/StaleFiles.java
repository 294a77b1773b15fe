package dev.swath.flow.download;

import dev.swath.flow.jobs.Jobs;
import dev.swath.flow.request.Failures;
import dev.swath.flow.store.Outputs;
import dev.swath.job.Job;
import dev.swath.run.Run;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes files that interrupted runs have left and no later run can use. An image in work is known by the lock on its work folder,
 * and is not touched.
 */
public final class StaleFiles {

    private static final Logger LOG = LoggerFactory.getLogger(StaleFiles.class);

    /** How long replies are kept for a run that takes the image up again. */
    private static final Duration KEPT = Duration.ofDays(7);

    /** A file that is being written changes more often than that. */
    private static final Duration SETTLED = Duration.ofMinutes(1);

    /** Work folders of releases that had one for each run. */
    private static final Pattern OF_A_RUN = Pattern.compile("\\d{8}T\\d{6}\\.\\d{3}Z-.+");

    private final Jobs jobs;
    private final Outputs outputs;
    private final WorkArea folders;
    private final Clock clock;

    /**
     * @param jobs whose files they are
     * @param outputs where files wait for their names
     * @param folders where unfinished images are
     * @param clock what the age of a file is counted to
     */
    public StaleFiles(Jobs jobs, Outputs outputs, WorkArea folders, Clock clock) {
        this.jobs = jobs;
        this.outputs = outputs;
        this.folders = folders;
        this.clock = clock;
    }

    /** Removes them before the first image of a run. What can't be removed is logged, and the run goes on. */
    public void remove(@Variable("run") Run run) {
        Job job = jobs.job(run.job());
        try {
            // Listed first: a run that begins a file after that has locked its work folder, or the file is not in the
            // list.
            List<Path> waiting = waiting(job);
            Set<String> live = new HashSet<>();
            for (Path ofJob : list(folders.root(job), Files::isDirectory)) {
                if (OF_A_RUN.matcher(name(ofJob)).matches()) {
                    removeRun(ofJob);
                } else {
                    removeImages(ofJob, job, live);
                }
            }
            folders.removeEmpty(job);
            for (Path file : waiting) {
                if (!live.contains(nameInOutput(job, file))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            LOG.warn("{}: stale files of earlier runs could not be removed: {}", job.name(), Failures.cause(e));
        }
    }

    /** Files in the output, and among its summaries, that have not got their name. */
    private List<Path> waiting(Job job) throws IOException {
        Optional<Path> output = outputs.folder(job);
        if (output.isEmpty()) {
            return List.of();
        }
        Predicate<Path> unnamed =
                file -> name(file).startsWith(Outputs.UNFINISHED) || name(file).startsWith("." + Outputs.UNFINISHED);
        Predicate<Path> settled = file -> isOlder(file, SETTLED);
        List<Path> waiting = new ArrayList<>(find(output.get(), job.fileName().depth(), unnamed.and(settled)));
        waiting.addAll(find(output.get().resolve("runs"), 1, unnamed.and(settled)));
        return waiting;
    }

    private static List<Path> find(Path folder, int depth, Predicate<Path> wanted) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files =
                Files.find(folder, depth, (file, found) -> found.isRegularFile() && wanted.test(file))) {
            return files.toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void removeRun(Path folder) throws IOException {
        List<Path> files = list(folder, Files::isRegularFile);
        if (files.stream().allMatch(file -> isOlder(file, SETTLED))) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            WorkFolder.removeEmpty(folder);
        }
    }

    private void removeImages(Path ofJob, Job job, Set<String> live) throws IOException {
        boolean ours = name(ofJob).equals(job.name());
        for (Path folder : list(ofJob, Files::isDirectory)) {
            if (!Files.isRegularFile(folder.resolve(WorkFolder.LOCK))) {
                if (ours) {
                    // Created and not locked yet: the run that is about to lock it creates it again.
                    WorkFolder.removeEmpty(folder);
                }
                continue;
            }
            Optional<WorkFolder> free = folders.take(folder);
            if (free.isEmpty()) {
                live.addAll(ImageFile.unfinishedNames(name(ofJob), WorkArea.fileName(folder)));
                continue;
            }
            try (WorkFolder image = free.get()) {
                Optional<Path> stored = outputs.folder(job)
                        .filter(output -> ours)
                        .map(output -> output.resolve(WorkArea.fileName(folder)));
                removeUseless(image, stored);
            }
        }
    }

    private void removeUseless(WorkFolder image, Optional<Path> stored) throws IOException {
        Predicate<Path> reply = file -> name(file).endsWith(KeptReplies.SUFFIX);
        image.remove(reply.negate());
        List<Path> replies = image.files();
        boolean old = replies.stream().allMatch(file -> isOlder(file, KEPT));
        // The last one may be as old as the file: clocks of file systems tick every few milliseconds.
        boolean needless = stored.isPresent()
                && replies.stream().noneMatch(file -> modified(file).isAfter(modified(stored.get())));
        if (old || needless) {
            image.remove(reply);
        }
    }

    private boolean isOlder(Path file, Duration age) {
        return modified(file).isBefore(clock.instant().minus(age));
    }

    /** When a file was last written; long ago where it is gone. */
    private static Instant modified(Path file) {
        return Instant.ofEpochMilli(file.toFile().lastModified());
    }

    private static List<Path> list(Path folder, Predicate<Path> wanted) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(wanted).toList();
        }
    }

    private String nameInOutput(Job job, Path file) {
        return outputs.folder(job)
                .map(output -> output.relativize(file).toString().replace(File.separatorChar, '/'))
                .orElseGet(() -> name(file));
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
