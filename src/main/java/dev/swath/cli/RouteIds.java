package dev.swath.cli;

import dev.swath.job.RouteText;
import dev.swath.job.SettingException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The route file of each job. */
final class RouteIds {

    private static final String KEY = "swath.routes";

    private final Map<String, List<Path>> files;

    private RouteIds(Map<String, List<Path>> files) {
        this.files = files;
    }

    /**
     * The jobs in route files.
     *
     * @throws SettingException if a file can't be read, or has contents that can't be read safely
     */
    static RouteIds of(RouteFolders folders) {
        Map<String, List<Path>> files = new TreeMap<>();
        for (Path file : folders.files()) {
            for (String job : jobs(file)) {
                files.merge(job, List.of(file), (one, more) -> Stream.concat(one.stream(), more.stream())
                        .toList());
            }
        }
        return new RouteIds(files);
    }

    private static List<String> jobs(Path file) {
        try {
            return RouteText.read(file).jobs();
        } catch (IllegalArgumentException e) {
            throw new SettingException(KEY, file.toString(), e.getMessage());
        } catch (AccessDeniedException e) {
            throw new SettingException(
                    KEY, file.toString(), "is not readable for this user; change its permissions, or move it away");
        } catch (IOException e) {
            throw new SettingException(KEY, file.toString(), "can't be read: " + e.getMessage());
        }
    }

    /** The file of a job; empty if unknown. */
    Optional<Path> file(String job) {
        return files.getOrDefault(job, List.of()).stream().findFirst();
    }

    /**
     * Camel itself lets a second route with the same id replace the first silently.
     *
     * @throws SettingException if two jobs have the same name
     */
    void requireUnique() {
        files.forEach((job, where) -> {
            if (where.size() > 1) {
                String places = where.get(0).equals(where.get(1))
                        ? "both in " + where.get(0)
                        : "in " + where.get(0) + " and " + where.get(1);
                throw new SettingException("job", job, "is the name of two jobs, " + places + "; rename one of them");
            }
        });
    }
}
