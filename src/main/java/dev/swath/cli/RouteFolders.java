package dev.swath.cli;

import dev.swath.job.RouteText;
import dev.swath.job.SettingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the route files are. The flow comes from the current folder if it has it there, else from the installation; so do the jobs,
 * each of both by itself: a folder with nothing but {@code routes/jobs} has jobs of its own.
 *
 * @param flow folder of the files of the flow
 * @param jobs folder of the job files, which may not be there
 */
record RouteFolders(Path flow, Path jobs) {

    private static final String KEY = "swath.routes";
    private static final String JOBS = "jobs";

    /**
     * The folders of these settings.
     *
     * @throws SettingException if there is none
     */
    static RouteFolders of(MergedSettings settings) {
        String name = settings.require(KEY);
        Path here = Path.of(name);
        Optional<Path> installed = Installation.installed(name).filter(Files::isDirectory);
        Path flow = hasRoutes(here) ? here : installed.orElse(here);
        if (!Files.isDirectory(flow)) {
            throw new SettingException(KEY, flow.toString(), "is not a folder; name the folder of the route files");
        }
        return new RouteFolders(flow, Files.isDirectory(here.resolve(JOBS)) ? here.resolve(JOBS) : flow.resolve(JOBS));
    }

    /** Where a new job goes: below the current folder, wherever the flow is. */
    static Path forNewJobs(MergedSettings settings) {
        return Path.of(settings.require(KEY)).resolve(JOBS);
    }

    private static boolean hasRoutes(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(RouteText.ENDING));
        } catch (IOException | UncheckedIOException e) {
            throw new SettingException(KEY, folder.toString(), "can't be read: " + e.getMessage());
        }
    }

    private boolean isOne() {
        return jobs.equals(flow.resolve(JOBS));
    }

    /** The files, as Camel names them. */
    String pattern() {
        String all = "/**/*" + RouteText.ENDING;
        return isOne() ? "file:" + flow + all : "file:" + flow + "/*" + RouteText.ENDING + ",file:" + jobs + all;
    }

    /**
     * All files.
     *
     * @throws SettingException if a folder can't be read
     */
    List<Path> files() {
        return isOne()
                ? files(flow, Integer.MAX_VALUE)
                : Stream.concat(files(flow, 1).stream(), files(jobs, Integer.MAX_VALUE).stream())
                        .toList();
    }

    private static List<Path> files(Path folder, int depth) {
        try (Stream<Path> found = Files.walk(folder, depth)) {
            return found.filter(path -> path.toString().endsWith(RouteText.ENDING) && Files.isRegularFile(path))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new SettingException(KEY, folder.toString(), "can't be read: " + e.getMessage());
        }
    }

    @Override
    public String toString() {
        return Stream.of(flow, jobs).limit(isOne() ? 1 : 2).map(Path::toString).collect(Collectors.joining(" and "));
    }
}
