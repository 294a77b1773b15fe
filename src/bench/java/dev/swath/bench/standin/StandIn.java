package dev.swath.bench.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server. Each request for pixels is answered after the latency it is set to ({@code POST /bench/latency?300}, in
 * milliseconds); {@code POST /bench/drain} tells what was asked since the last time.
 *
 * <p>Collections: {@code COPERNICUS/S2_SR_HARMONIZED} of as many images as the second argument says, {@code BENCH/WIDE} of one
 * image of 30 000 × 30 000 pixels, and {@code BENCH/LISTING} of 200 000 and {@code BENCH/MILLION} of a million images, of which
 * one in ten thousand covers the area.
 */
public final class StandIn {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern PATH = Pattern.compile("/v1(?:alpha|beta)?/(.*?)(?::(\\w+))?");
    private static final Pattern LOADED = Pattern.compile("\"id\":\\s*\\{\"constantValue\":\\s*\"([^\"]+)\"");
    private static final Pattern PAGE_SIZE = Pattern.compile("(?:^|&)pageSize=(\\d+)");
    private static final Pattern PAGE_TOKEN = Pattern.compile("(?:^|&)pageToken=(\\d+)");
    private static final int DEFAULT_PAGE = 1000;
    private static final int BACKLOG = 256;

    private final List<NoisyCollection> collections;
    private final CannedReplies replies = new CannedReplies();
    private final RequestLog log = new RequestLog();
    private volatile long latency;

    private StandIn(int images) {
        this.collections = List.of(
                new NoisyCollection("COPERNICUS/S2_SR_HARMONIZED", images, 10_980, 1),
                new NoisyCollection("BENCH/WIDE", 1, 30_000, 1),
                new NoisyCollection("BENCH/LISTING", 200_000, 10_980, 10_000),
                new NoisyCollection("BENCH/MILLION", 1_000_000, 10_980, 10_000));
    }

    /**
     * Serves until it is stopped.
     *
     * @param arguments port, and number of images of the Sentinel-2 collection
     */
    public static void main(String[] arguments) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        InetSocketAddress address =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
        StandIn standIn = new StandIn(Integer.parseInt(arguments[1]));
        HttpServer server = HttpServer.create(address, BACKLOG);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", standIn::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().getPath();
            String query = exchange.getRequestURI().getRawQuery() == null
                    ? ""
                    : exchange.getRequestURI().getRawQuery();
            if (path.startsWith("/bench/")) {
                send(exchange, 200, "application/json", control(path, query));
                return;
            }
            log.begin(exchange.getRequestMethod(), exchange.getRequestURI().toString(), body);
            int sent = 0;
            try {
                sent = serve(exchange, path, query, body);
            } finally {
                log.end(sent);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int serve(HttpExchange exchange, String path, String query, String body)
            throws IOException, InterruptedException {
        Matcher parts = PATH.matcher(path);
        if (!parts.matches()) {
            return send(exchange, 404, "application/json", bytes("{\"error\":{\"code\":404,\"message\":\"No such path.\"}}"));
        }
        String name = parts.group(1);
        String method = parts.group(2) == null ? "" : parts.group(2);
        return switch (method) {
            case "listAssets" -> {
                // A query too long for a URI comes as a form.
                String asked = query.isEmpty() ? body : query;
                int size = number(PAGE_SIZE, asked, DEFAULT_PAGE);
                int first = number(PAGE_TOKEN, asked, 0);
                byte[] page = replies.get(name + " " + first + " " + size, () -> bytes(
                        collection(name).page(first, size).toString()));
                yield send(exchange, 200, "application/json", page);
            }
            case "getPixels", "computePixels" -> {
                byte[] pixels = replies.get(path + body, () -> pixels(name, body));
                Thread.sleep(latency);
                yield send(exchange, 200, "image/tiff", pixels);
            }
            default -> send(exchange, 200, "application/json", asset(name));
        };
    }

    private byte[] asset(String name) {
        return bytes(collections.stream()
                .filter(collection -> collection.name().equals(name))
                .findFirst()
                .map(NoisyCollection::asset)
                .orElseGet(() -> collection(name.substring(0, name.lastIndexOf('/')))
                        .image(NoisyCollection.number(last(name))))
                .toString());
    }

    private static byte[] pixels(String name, String body) throws IOException {
        JsonNode request = JSON.readTree(body);
        String image = name;
        if (request.has("expression")) {
            Matcher loaded = LOADED.matcher(body);
            if (!loaded.find()) {
                throw new IOException("an expression that loads no image");
            }
            image = loaded.group(1);
        }
        return NoisyPixels.geoTiff(NoisyCollection.number(last(image)), request);
    }

    private byte[] control(String path, String query) {
        return switch (path) {
            case "/bench/latency" -> {
                latency = Long.parseLong(query);
                yield bytes("{}");
            }
            case "/bench/drain" -> bytes(log.drain(query.equals("log")).toString());
            default -> bytes("{\"ready\":true}");
        };
    }

    private NoisyCollection collection(String name) {
        return collections.stream()
                .filter(collection -> collection.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no collection " + name));
    }

    private static int number(Pattern pattern, String query, int otherwise) {
        Matcher found = pattern.matcher(URLDecoder.decode(query, StandardCharsets.UTF_8));
        return found.find() ? Integer.parseInt(found.group(1)) : otherwise;
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static int send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
        return body.length;
    }
}
