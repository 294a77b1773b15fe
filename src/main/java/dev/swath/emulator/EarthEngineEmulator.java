package dev.swath.emulator;

import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A local emulator of Earth Engine's REST API: {@code v1}, {@code v1beta} and {@code v1alpha} of assets, listings and
 * {@code getPixels}, with the service's limits and errors, and a token endpoint at {@code /token}. Any client can use
 * it; the tests use GDAL's EEDA and EEDAI drivers.
 */
public final class EarthEngineEmulator implements Closeable {

    private static final int BACKLOG = 256;
    private static final int LEAST_THREADS = 8;
    private static final int CLOSE_SECONDS = 5;
    private static final String CONTEXT = "/";
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";

    private final HttpServer server;
    private final ScheduledThreadPoolExecutor threads;
    private final Catalogue catalogue;
    private final TokenEndpoint tokens;
    private final AccessLog accessLog;
    private final URI url;

    private EarthEngineEmulator(EmulatorSettings settings, Catalogue catalogue, HttpServer server) throws IOException {
        this.server = server;
        this.catalogue = catalogue;
        this.tokens = new TokenEndpoint(Clock.systemUTC());
        this.url = url(server.getAddress());
        this.threads = threads();
        ConcurrencyLimit limit = new ConcurrencyLimit(settings.concurrencyLimit());
        this.accessLog = new AccessLog(limit);
        ApiRoutes routes = new ApiRoutes(catalogue, new DiscoveryDocument(url), tokens, settings.requireToken());
        server.setExecutor(threads);
        server.createContext(CONTEXT, new ApiHandler(routes, limit, accessLog, threads, settings));
    }

    /**
     * Starts a server with the synthetic Sentinel-2 collections and, if the settings name one, a folder.
     *
     * @throws IOException if the port is in use or the folder can't be read
     */
    public static EarthEngineEmulator start(EmulatorSettings settings) throws IOException {
        List<SceneCollection> collections = new ArrayList<>();
        collections.add(new SyntheticSentinel2(SyntheticSentinel2.HARMONIZED, settings.cacheBytes()));
        collections.add(new SyntheticSentinel2(SyntheticSentinel2.PLAIN, settings.cacheBytes()));
        if (settings.folder().isPresent()) {
            collections.add(FolderCollection.open(settings.folder().get()));
        }
        return start(settings, collections);
    }

    /** Starts a server with these collections; the settings' folder is ignored. */
    static EarthEngineEmulator start(EmulatorSettings settings, List<SceneCollection> collections) throws IOException {
        if (System.getProperty(NO_DELAY) == null) {
            // Otherwise a small reply waits 40 ms for the client to acknowledge its headers. The server reads only this
            // property, when the first server of the process is created.
            System.setProperty(NO_DELAY, "true");
        }
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(settings.host()), settings.port());
        HttpServer server;
        try {
            server = HttpServer.create(address, BACKLOG);
        } catch (IOException e) {
            throw new IOException(
                    String.format(
                            Locale.ROOT, "can't listen at %s:%d: %s", settings.host(), settings.port(), e.getMessage()),
                    e);
        }
        try {
            EarthEngineEmulator emulator = new EarthEngineEmulator(settings, new Catalogue(collections), server);
            server.start();
            return emulator;
        } catch (IOException | RuntimeException e) {
            server.stop(0);
            throw e;
        }
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

    /** Makes every token issued so far invalid, as if it had expired. */
    public void revokeTokens() {
        tokens.revokeAll();
    }

    /** Stops at once; requests in progress are cut off. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        try {
            threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static URI url(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        String name = host.isAnyLocalAddress() ? "127.0.0.1" : host.getHostAddress();
        return URI.create("http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + address.getPort());
    }

    private static ScheduledThreadPoolExecutor threads() {
        AtomicInteger number = new AtomicInteger();
        int count = Math.max(LEAST_THREADS, 2 * Runtime.getRuntime().availableProcessors());
        ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(count, task -> {
            Thread thread = new Thread(task, "emulator-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        threads.setRemoveOnCancelPolicy(true);
        return threads;
    }
}
