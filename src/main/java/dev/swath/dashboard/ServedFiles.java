package dev.swath.dashboard;

import dev.swath.flow.store.Outputs;
import dev.swath.job.Job;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The images, quicklooks, items and reports in the output folders of the jobs, and their addresses. */
final class ServedFiles {

    private static final String PREFIX = "/files/";
    private static final long LARGEST = 64L << 20;

    private static final Map<String, String> TYPES = Map.of(
            "png", "image/png",
            "json", "application/json",
            "html", "text/html; charset=utf-8");

    /** A report is self-contained and runs no scripts. */
    private static final String REPORT_CONTENT = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

    private ServedFiles() {}

    /** The address of a file in the output folder of a job; empty if the file does not exist. */
    static Optional<String> address(Job job, String name) {
        return Outputs.folder(job.output())
                .filter(folder -> Files.isRegularFile(folder.resolve(name)))
                .map(folder -> PREFIX + encoded(job.name()) + "/"
                        + Arrays.stream(name.split("/"))
                                .map(ServedFiles::encoded)
                                .collect(Collectors.joining("/")));
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * A file of a job.
     *
     * @param name path below the output folder, slashes between folders
     * @throws RefusedRequest if there is no such file, or it is not one of those that are shown
     */
    static Reply read(Job job, String name) throws IOException, RefusedRequest {
        String type = Optional.ofNullable(TYPES.get(name.substring(name.lastIndexOf('.') + 1)))
                .orElseThrow(ServedFiles::unknown);
        Path file = find(job, name);
        if (Files.size(file) > LARGEST) {
            throw unknown();
        }
        Map<String, String> headers = name.endsWith(".html")
                ? Map.of("Cache-Control", "no-cache", "Content-Security-Policy", REPORT_CONTENT)
                : Map.of("Cache-Control", "no-cache");
        return new Reply(200, type, Files.readAllBytes(file), headers);
    }

    /**
     * Where a file of a job is.
     *
     * @param name path below the output folder, as it stands in an address
     * @throws RefusedRequest if there is no such file, or it is hidden, or leads out of the folder
     */
    static Path find(Job job, String name) throws IOException, RefusedRequest {
        Path folder = Outputs.folder(job.output()).orElseThrow(ServedFiles::unknown);
        String decoded = decoded(name);
        if (!isPlain(decoded)) {
            throw unknown();
        }
        Path file = resolve(folder, decoded);
        // A symbolic link in the folder may lead out of it.
        if (!Files.isRegularFile(file) || !file.toRealPath().startsWith(folder.toRealPath())) {
            throw unknown();
        }
        return file;
    }

    /** The reverse of {@link #encoded}. A slash that is written in percent belongs to no name. */
    private static String decoded(String name) throws RefusedRequest {
        try {
            String decoded = URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
            if (decoded.chars().filter(c -> c == '/').count()
                            != name.chars().filter(c -> c == '/').count()
                    || decoded.indexOf('\\') >= 0) {
                throw unknown();
            }
            return decoded;
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    /** Whether a name leads down only, and to nothing that is hidden. */
    static boolean isPlain(String name) {
        return Arrays.stream(name.split("/", -1)).noneMatch(part -> part.isEmpty() || part.startsWith("."));
    }

    private static Path resolve(Path folder, String name) throws RefusedRequest {
        try {
            return folder.resolve(name);
        } catch (InvalidPathException e) {
            throw unknown();
        }
    }

    /** The reply for a file that does not exist or is not shown. */
    static RefusedRequest unknown() {
        return new RefusedRequest(404, "there is no such file");
    }
}
