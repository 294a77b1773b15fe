package dev.swath.cli;

import dev.swath.job.SettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which route file each job is written in. */
final class RouteIds {

    private static final Pattern ID = Pattern.compile("(?m)^\\s*routeId: *[\"']?([^\"'\\s#]+)");

    private final Map<String, List<Path>> files;

    private RouteIds(Map<String, List<Path>> files) {
        this.files = files;
    }

    /** The jobs of a folder of route files. Files that can't be read are left out: Camel tells what is wrong with them. */
    static RouteIds of(Path folder) {
        Map<String, List<Path>> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.filter(path -> path.toString().endsWith(".camel.yaml"))
                    .sorted()
                    .toList()) {
                Matcher id = ID.matcher(Files.readString(file));
                while (id.find()) {
                    files.merge(id.group(1), List.of(file), (one, more) -> Stream.concat(one.stream(), more.stream())
                            .toList());
                }
            }
        } catch (IOException unreadable) {
            return new RouteIds(Map.of());
        }
        return new RouteIds(files);
    }

    /** The file that a job is written in; empty where that can't be told. */
    Optional<Path> file(String job) {
        return files.getOrDefault(job, List.of()).stream().findFirst();
    }

    /**
     * Camel itself lets the second route of an id take the place of the first without a word.
     *
     * @throws SettingException if two jobs have the same name
     */
    void requireUnique() {
        files.forEach((job, where) -> {
            if (where.size() > 1) {
                throw new SettingException(
                        "job",
                        job,
                        String.format(
                                Locale.ROOT,
                                "is the name of two jobs, in %s and %s; choose another for one of them",
                                where.get(0),
                                where.get(1)));
            }
        });
    }
}
