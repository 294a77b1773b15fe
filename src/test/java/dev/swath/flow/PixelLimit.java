package dev.swath.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A proxy for an emulator that refuses requests for too many pixels, like an Earth Engine that lacks memory. */
final class PixelLimit implements Closeable {

    private static final byte[] REFUSAL =
            "{\"error\": {\"code\": 400, \"message\": \"User memory limit exceeded.\", \"status\": \"INVALID_ARGUMENT\"}}"
                    .getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI emulator;
    private final int most;
    private final String image;
    private final AtomicInteger refused = new AtomicInteger();

    private PixelLimit(URI emulator, int most, String image) throws IOException {
        this.emulator = emulator;
        this.most = most;
        this.image = image;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** A limit for the images whose id contains a text. */
    static PixelLimit start(URI emulator, int most, String image) throws IOException {
        return new PixelLimit(emulator, most, image);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Requests for too many pixels. */
    int refused() {
        return refused.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestURI().getPath().contains(image) && pixels(body) > most) {
                refused.incrementAndGet();
                answer(exchange, 400, Optional.of("application/json"), REFUSAL);
                return;
            }
            HttpRequest request = HttpRequest.newBuilder(emulator.resolve(exchange.getRequestURI()))
                    .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body))
                    .header("Content-Type", "application/json")
                    .build();
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            answer(exchange, response.statusCode(), response.headers().firstValue("Content-Type"), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int pixels(byte[] body) throws IOException {
        JsonNode size = new ObjectMapper().readTree(body).at("/grid/dimensions");
        return size.path("width").asInt() * size.path("height").asInt();
    }

    private static void answer(HttpExchange exchange, int status, Optional<String> type, byte[] body)
            throws IOException {
        type.ifPresent(value -> exchange.getResponseHeaders().set("Content-Type", value));
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
