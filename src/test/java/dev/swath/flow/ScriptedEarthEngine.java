package dev.swath.flow;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;

/**
 * Earth Engine as a test needs it: lists the given pages, replies with pixels or as the test's script says, and remembers
 * every request. Listens on a loopback port.
 */
public final class ScriptedEarthEngine implements Closeable {

    /** The reply to a request. */
    @FunctionalInterface
    public interface Script {
        ScriptedReply reply(ScriptedRequest request) throws IOException, InterruptedException;
    }

    /** The collection of the default job. */
    public static final String COLLECTION = "COPERNICUS/S2_SR_HARMONIZED";

    private static final int BACKLOG = 256;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<ScriptedRequest> requests = new CopyOnWriteArrayList<>();
    private final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
    private final AtomicInteger tokens = new AtomicInteger();
    private final Concurrency pixelsAtOnce = new Concurrency();
    private final Concurrency listingsAtOnce = new Concurrency();
    private volatile List<List<String>> pages = List.of(List.of());
    private volatile Script pixels = ScriptedReply::pixels;
    private volatile Script listing = this::page;

    private ScriptedEarthEngine(HttpServer server) {
        this.server = server;
    }

    /** Starts with an empty collection. */
    public static ScriptedEarthEngine start() {
        try {
            return start(HttpServer.create(loopback(), BACKLOG));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts with an empty collection, over TLS. */
    public static ScriptedEarthEngine start(SSLContext certificate) throws IOException {
        HttpsServer server = HttpsServer.create(loopback(), BACKLOG);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate));
        return start(server);
    }

    private static ScriptedEarthEngine start(HttpServer server) {
        ScriptedEarthEngine earthEngine = new ScriptedEarthEngine(server);
        server.setExecutor(earthEngine.threads);
        server.createContext("/", earthEngine::handle);
        server.start();
        return earthEngine;
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** Where it is, without a slash at the end. */
    public URI url() {
        String host = server instanceof HttpsServer ? "https://localhost:" : "http://127.0.0.1:";
        return URI.create(host + server.getAddress().getPort());
    }

    /** Lists these images: one text a page, with the last parts of the images' ids separated by spaces. */
    public ScriptedEarthEngine lists(String... pages) {
        List<List<String>> split = new ArrayList<>();
        for (String page : pages) {
            split.add(page.isEmpty() ? List.of() : List.of(page.split(" ")));
        }
        this.pages = List.copyOf(split);
        return this;
    }

    /** Answers requests for pixels like this. */
    public ScriptedEarthEngine answersPixels(Script script) {
        pixels = script;
        return this;
    }

    /** Answers requests for a page like this. */
    public ScriptedEarthEngine answersListing(Script script) {
        listing = script;
        return this;
    }

    /** The requested page, as {@link #lists} defines it. */
    public ScriptedReply page(ScriptedRequest request) {
        return page(request, request.page() + 1 < pages.size() ? "page-" + (request.page() + 1) : "");
    }

    /** The requested page, which names this one as the next. */
    public ScriptedReply page(ScriptedRequest request, String next) {
        int before =
                pages.subList(0, request.page()).stream().mapToInt(List::size).sum();
        List<String> images = pages.get(request.page());
        return assets(
                IntStream.range(0, images.size())
                        .mapToObj(i -> ScriptedImages.asset(COLLECTION, images.get(i), before + i))
                        .toList(),
                next);
    }

    /** A page of these entries. */
    public static ScriptedReply assets(List<String> assets, String next) {
        String token = next.isEmpty() ? "" : ", \"nextPageToken\": \"" + next + "\"";
        return ScriptedReply.json(
                assets.stream().collect(Collectors.joining(", ", "{\"assets\": [", "]" + token + "}")));
    }

    /** The image that was requested by its id, one of those that {@link #lists} names. */
    private ScriptedReply image(ScriptedRequest request) {
        List<String> images = pages.stream().flatMap(List::stream).toList();
        int number = images.indexOf(request.image());
        return number < 0
                ? ScriptedReply.error(404, "NOT_FOUND", "No such image.")
                : ScriptedReply.json(ScriptedImages.asset(COLLECTION, request.image(), number));
    }

    /** Every request for an access token is answered with the next of token-1, token-2… */
    private ScriptedReply token() {
        return ScriptedReply.json("{\"access_token\": \"token-%d\", \"expires_in\": 3600, \"token_type\": \"Bearer\"}"
                .formatted(tokens.incrementAndGet()));
    }

    /** How many requests for pixels were in progress at once. */
    public Concurrency pixelsAtOnce() {
        return pixelsAtOnce;
    }

    /** How many requests for a page were in progress at once. */
    public Concurrency listingsAtOnce() {
        return listingsAtOnce;
    }

    /** All requests, in the order of arrival. */
    public List<ScriptedRequest> requests() {
        return List.copyOf(requests);
    }

    /** Requests for pixels, in the order of their arrival. */
    public List<ScriptedRequest> pixelRequests() {
        return requests.stream().filter(ScriptedRequest::asksForPixels).toList();
    }

    /** Requests for pages, in the order of their arrival. */
    public List<ScriptedRequest> listRequests() {
        return requests.stream()
                .filter(request -> request.path().endsWith(":listAssets"))
                .toList();
    }

    /** Requests for an image by its id, in the order of their arrival. */
    public List<ScriptedRequest> imageRequests() {
        return requests.stream().filter(ScriptedRequest::asksForImage).toList();
    }

    /** Access tokens that were issued. */
    public int tokensIssued() {
        return tokens.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String what = exchange.getRequestURI() + body;
            int attempt =
                    attempts.computeIfAbsent(what, key -> new AtomicInteger()).incrementAndGet();
            ScriptedRequest request = ScriptedRequest.of(exchange, body, attempt);
            requests.add(request);
            reply(request).send(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ScriptedReply reply(ScriptedRequest request) throws IOException, InterruptedException {
        if (request.path().equals("token")) {
            return token();
        }
        if (request.asksForImage()) {
            return image(request);
        }
        return request.asksForPixels()
                ? pixelsAtOnce.during(request.image(), () -> pixels.reply(request))
                : listingsAtOnce.during("", () -> listing.reply(request));
    }

    @Override
    public void close() throws IOException {
        server.stop(0);
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
                throw new IOException("the threads of the scripted Earth Engine did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
