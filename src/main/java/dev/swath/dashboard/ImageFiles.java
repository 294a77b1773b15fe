package dev.swath.dashboard;

import dev.swath.job.Job;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Sends the images of the jobs' output folders, whole or in ranges, as programs that read Cloud Optimized GeoTIFFs ask for them. They
 * go from the disk to the connection without passing through the memory of this process.
 */
final class ImageFiles {

    private static final String PATHS = "/files/.+\\.(?i:tiff?)";
    private static final String TYPE = "image/tiff";
    /** The first two bytes name the byte order, the next two TIFF or BigTIFF. */
    private static final byte[][] SIGNATURES = {
        {'I', 'I', 42, 0}, {'M', 'M', 0, 42}, {'I', 'I', 43, 0}, {'M', 'M', 0, 43}
    };

    private final Queries queries;

    /** @param queries knows the jobs */
    ImageFiles(Queries queries) {
        this.queries = queries;
    }

    /** Answers before the routes, which hold a reply in memory. */
    void attach(Router router) {
        router.routeWithRegex(PATHS)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .order(-1)
                .blockingHandler(this::take, false);
    }

    private void take(RoutingContext request) {
        HttpServerResponse response = request.response();
        try {
            String[] parts = request.normalizedPath().split("/", 4);
            Job job = queries.require(parts.length < 4 ? "" : parts[2]);
            Path file = ServedFiles.find(job, parts[3]);
            if (!isTiff(file)) {
                throw ServedFiles.unknown();
            }
            send(request, file);
        } catch (RefusedRequest | IOException e) {
            Reply reply = e instanceof RefusedRequest refusal
                    ? Reply.refusal(refusal.status(), refusal.getMessage())
                    : Reply.refusal(404, "the file can't be read");
            ReplyWriter.HEADERS.forEach(response::putHeader);
            response.setStatusCode(reply.status()).putHeader("Content-Type", reply.type());
            response.end(Buffer.buffer(reply.body()));
        }
    }

    private static void send(RoutingContext request, Path file) throws IOException {
        long size = Files.size(file);
        FileTime changed = Files.getLastModifiedTime(file);
        String tag = "\"" + Long.toHexString(size) + "-" + Long.toHexString(changed.to(TimeUnit.MICROSECONDS)) + "\"";
        String date = date(changed.toInstant());
        HttpServerResponse response = request.response();
        ReplyWriter.HEADERS.forEach(response::putHeader);
        response.putHeader("Content-Type", TYPE)
                .putHeader("Accept-Ranges", "bytes")
                .putHeader("ETag", tag)
                .putHeader("Last-Modified", date)
                .putHeader("Cache-Control", "no-cache");
        try {
            Optional<ByteRange> range = range(request, size, tag, date);
            range.ifPresent(part -> response.setStatusCode(206).putHeader("Content-Range", part.of(size)));
            ByteRange sent = range.orElse(new ByteRange(0, size));
            if (request.request().method().equals(HttpMethod.HEAD)) {
                response.putHeader("Content-Length", String.valueOf(sent.length()));
                response.end();
            } else {
                response.sendFile(file.toString(), sent.first(), sent.length());
            }
        } catch (ByteRange.Unsatisfiable e) {
            response.setStatusCode(416).putHeader("Content-Range", "bytes */" + size);
            response.end();
        }
    }

    /** A file that has changed since its reader saw it is sent whole. */
    private static Optional<ByteRange> range(RoutingContext request, long size, String tag, String date)
            throws ByteRange.Unsatisfiable {
        Optional<String> wanted = Optional.ofNullable(request.request().getHeader("Range"));
        Optional<String> seen = Optional.ofNullable(request.request().getHeader("If-Range"));
        if (wanted.isEmpty()
                || seen.isPresent() && !seen.get().equals(tag) && !seen.get().equals(date)) {
            return Optional.empty();
        }
        return ByteRange.of(wanted.get(), size);
    }

    private static boolean isTiff(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] begin = in.readNBytes(4);
            return Arrays.stream(SIGNATURES).anyMatch(signature -> Arrays.equals(signature, begin));
        }
    }

    private static String date(Instant time) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                time.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
    }
}
