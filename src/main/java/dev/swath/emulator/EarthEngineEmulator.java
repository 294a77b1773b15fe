package dev.swath.emulator;

import dev.swath.earthengine.EarthEngineLimits;
import dev.swath.emulator.archive.BlockCache;
import dev.swath.emulator.archive.SceneCollection;
import dev.swath.emulator.landscape.Landscape;
import dev.swath.emulator.raster.Tiles;
import dev.swath.emulator.synthetic.SyntheticCollections;
import dev.swath.server.Connections;
import dev.swath.server.Door;
import dev.swath.server.HostNames;
import dev.swath.server.Rejection;
import dev.swath.server.RequestChecks;
import dev.swath.server.ServerLimits;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A local emulator of Earth Engine's REST API: {@code v1}, {@code v1beta} and {@code v1alpha} of assets, listings and
 * {@code getPixels}, with the service's limits and errors, and a token endpoint at {@code /token}. Any client can use
 * it; the tests use GDAL's EEDA and EEDAI drivers.
 */
public final class EarthEngineEmulator implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(EarthEngineEmulator.class);
    private static final int LINE_BYTES = 1 << 16;
    private static final int HEADER_BYTES = 1 << 15;
    /** A longer body is rejected unread. For a shorter one the API itself reports the payload limit, in its own words. */
    private static final long MOST_BODY = 4L * EarthEngineLimits.MAX_PAYLOAD_BYTES;

    /** Memory for rendered blocks of images that expressions read: enough for a composite of a dozen, if the heap allows it. */
    private static final long COMPUTED_BLOCKS =
            Math.min(192L << 20, Runtime.getRuntime().maxMemory() / 6);

    private static final int CLOSE_SECONDS = 5;
    private static final int LISTEN_SECONDS = 30;
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");
    private static final Map<String, String> HEADERS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "Referrer-Policy", "no-referrer");

    private final Vertx vertx;
    private final Workers workers = new Workers();
    private final Exports exports;
    private final Catalogue catalogue;
    private final TokenEndpoint tokens;
    private final AccessLog accessLog;
    private final Connections connections;
    private volatile URI url = URI.create("http://127.0.0.1");

    private EarthEngineEmulator(EmulatorSettings settings, Catalogue catalogue, ServerLimits limits)
            throws IOException {
        this.vertx = ServerLimits.vertx();
        this.catalogue = catalogue;
        this.tokens = new TokenEndpoint(Clock.systemUTC());
        ConcurrencyLimit limit = new ConcurrencyLimit(settings.concurrencyLimit());
        this.accessLog = new AccessLog(limit);
        this.connections = new Connections(vertx, limits);
        ComputeRoutes computed = new ComputeRoutes(
                new CatalogueArchive(catalogue, new BlockCache(COMPUTED_BLOCKS)), new Tiles(workers.tiles()));
        this.exports = new Exports(settings.exports(), computed);
        try {
            ApiRoutes routes = new ApiRoutes(
                    catalogue, new DiscoveryDocument(this::url), tokens, computed, exports, settings.requireToken());
            listen(settings, limits, new ApiHandler(routes, limit, accessLog, vertx, workers, settings));
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void listen(EmulatorSettings settings, ServerLimits limits, Handler<HttpServerRequest> api)
            throws IOException {
        InetAddress address = InetAddress.getByName(settings.host());
        RequestChecks checks =
                new RequestChecks(new HostNames(settings.host()), path -> METHODS, limits.bodyBytes(), true);
        Door door = new Door(checks, HEADERS, EarthEngineEmulator::error, connections, api);
        HttpServer server = vertx.createHttpServer(limits.options())
                .connectionHandler(connections)
                .invalidRequestHandler(door::invalid)
                .requestHandler(door);
        try {
            await(server.listen(settings.port(), address.getHostAddress()), LISTEN_SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            String cause = String.valueOf(
                    e instanceof ExecutionException ? e.getCause().getMessage() : "no answer");
            throw new IOException(
                    String.format(Locale.ROOT, "can't listen at %s:%d: %s", settings.host(), settings.port(), cause),
                    e);
        }
        url = url(address, server.actualPort());
    }

    /** A rejection in the form of Google's errors. */
    private static String error(Rejection rejection) {
        Reply reply = Reply.error(ApiException.rejected(rejection.status(), rejection.message()));
        return new String(reply.body(), StandardCharsets.UTF_8);
    }

    /**
     * Starts a server with the synthetic collections and, if the settings name one, a folder.
     *
     * @throws IOException if the port is in use or the folder can't be read
     */
    public static EarthEngineEmulator start(EmulatorSettings settings) throws IOException {
        List<SceneCollection> collections = new ArrayList<>();
        Landscape landscape = new Landscape(settings.cacheBytes());
        SwathMap map = new SwathMap();
        for (SentinelProduct product : SentinelProduct.all()) {
            collections.add(new SyntheticSentinel2(product, landscape, map, Clock.systemUTC()));
        }
        collections.addAll(SyntheticCollections.all(landscape, Clock.systemUTC()));
        if (settings.folder().isPresent()) {
            collections.add(FolderCollection.open(settings.folder().get()));
        }
        return start(settings, collections);
    }

    /** Starts a server with these collections; the settings' folder is ignored. */
    static EarthEngineEmulator start(EmulatorSettings settings, List<SceneCollection> collections) throws IOException {
        return start(settings, collections, ServerLimits.of(LINE_BYTES, HEADER_BYTES, MOST_BODY));
    }

    /** Starts a server with these collections and limits. */
    static EarthEngineEmulator start(EmulatorSettings settings, List<SceneCollection> collections, ServerLimits limits)
            throws IOException {
        return new EarthEngineEmulator(settings, new Catalogue(collections), limits);
    }

    /** The URL of the API, without a trailing slash, such as {@code http://127.0.0.1:8085}. */
    public URI url() {
        return url;
    }

    /** Ids of the collections that are served. */
    public List<String> collections() {
        return catalogue.ids();
    }

    /** The requests so far. */
    public AccessLog accessLog() {
        return accessLog;
    }

    /** The number of open connections. */
    int connections() {
        return connections.count();
    }

    /** Makes every token issued so far invalid, as if it had expired. */
    public void revokeTokens() {
        tokens.revokeAll();
    }

    /** Stops at once; requests in progress are cut off. */
    @Override
    public void close() {
        exports.close();
        workers.close();
        try {
            await(vertx.close(), CLOSE_SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("not all connections were closed when the emulator stopped", e);
        }
    }

    private static void await(Future<?> future, int seconds) throws ExecutionException, TimeoutException {
        try {
            future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static URI url(InetAddress host, int port) {
        String name = host.isAnyLocalAddress() ? "127.0.0.1" : host.getHostAddress();
        return URI.create("http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + port);
    }
}
