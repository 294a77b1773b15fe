package dev.swath.flow;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A web server that accepts uploads after refusing some of them. Listens on a loopback port. */
public final class StubbornServer implements Closeable {

    /**
     * An accepted upload.
     *
     * @param method of HTTP
     * @param path of the request
     * @param type of the body
     * @param headers names of the request's headers
     * @param body all of it, as Latin-1
     */
    public record Received(String method, String path, String type, List<String> headers, String body) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Received> taken = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final int status;
    private final int refusals;
    private final String refused;

    private StubbornServer(HttpServer server, int status, int refusals, String refused) {
        this.server = server;
        this.status = status;
        this.refusals = refusals;
        this.refused = refused;
    }

    /** Answers the first requests for paths with this ending with a status, and all others with 200. */
    public static StubbornServer start(int status, int refusals, String refused) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
            StubbornServer stubborn = new StubbornServer(server, status, refusals, refused);
            server.setExecutor(stubborn.threads);
            server.createContext("/", stubborn::handle);
            server.start();
            return stubborn;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The accepted uploads, in the order of arrival. */
    public List<Received> taken() {
        return List.copyOf(taken);
    }

    /** The number of requests for paths with that ending. */
    public int asked() {
        return asked.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
            boolean mayRefuse = exchange.getRequestURI().getPath().endsWith(refused);
            boolean refuses = mayRefuse && asked.incrementAndGet() <= refusals;
            if (!refuses) {
                taken.add(new Received(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString(),
                        String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
                        List.copyOf(exchange.getRequestHeaders().keySet()),
                        body));
            }
            exchange.sendResponseHeaders(refuses ? status : 200, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
