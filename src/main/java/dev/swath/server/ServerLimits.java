package dev.swath.server;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.List;

/**
 * The limits of a server of this process. All servers speak only HTTP/1.1: they need nothing else, and HTTP/2 can be
 * flooded in additional ways (rapid reset, CONTINUATION).
 *
 * @param lineBytes maximum length of the first line of a request
 * @param headerBytes maximum length of its headers
 * @param bodyBytes maximum length of its body
 * @param connections maximum number of open connections
 * @param head time limit for the headers of a connection's first request, from the start of the connection
 * @param idle time limit for the headers of each further request, from the end of the previous reply
 * @param stall time limit for the body of a request, and for a client that reads nothing of its reply
 */
public record ServerLimits(
        int lineBytes, int headerBytes, long bodyBytes, int connections, Duration head, Duration idle, Duration stall) {

    private static final int BACKLOG = 1024;
    private static final int EVENT_LOOPS = 2;
    private static final int WORKERS = 4;

    /** The usual times and number of connections, with these sizes. */
    public static ServerLimits of(int lineBytes, int headerBytes, long bodyBytes) {
        return new ServerLimits(
                lineBytes,
                headerBytes,
                bodyBytes,
                2048,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60));
    }

    /** The same with other times. */
    public ServerLimits within(Duration head, Duration idle, Duration stall) {
        return new ServerLimits(lineBytes, headerBytes, bodyBytes, connections, head, idle, stall);
    }

    /** The limits that Vert.x itself enforces. */
    public HttpServerOptions options() {
        return new HttpServerOptions()
                .setMaxInitialLineLength(lineBytes)
                .setMaxHeaderSize(headerBytes)
                .setHttp2ClearTextEnabled(false)
                .setAlpnVersions(List.of(HttpVersion.HTTP_1_1))
                .setAcceptBacklog(BACKLOG);
    }

    /** A Vert.x with few threads and without a cache folder. */
    public static Vertx vertx() {
        return Vertx.vertx(new VertxOptions()
                .setUseDaemonThread(true)
                .setEventLoopPoolSize(EVENT_LOOPS)
                .setWorkerPoolSize(WORKERS)
                .setInternalBlockingPoolSize(WORKERS)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    }
}
