package dev.swath.earthengine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Google's token endpoint on a loopback port: hands out numbered tokens for assertions that its account signed. */
final class TokenServer implements Closeable {
    static final String ACCOUNT = "swath@test-project.iam.gserviceaccount.com";

    /** One pair for all servers, because generating one takes a second. */
    private static final KeyPair KEYS = generateKeys();

    /** What the server does with a verified assertion. */
    interface Answer {
        void send(HttpExchange exchange, String assertion) throws IOException;
    }

    final AtomicInteger exchanges = new AtomicInteger();
    final AtomicReference<Answer> answer = new AtomicReference<>();
    final List<JsonNode> claims = new CopyOnWriteArrayList<>();
    final List<JsonNode> impersonations = new CopyOnWriteArrayList<>();
    final List<String> problems = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    TokenServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/token", this::token);
        server.createContext("/impersonate", this::impersonate);
        answer.set((exchange, assertion) -> grant(exchange, 3600));
        server.start();
    }

    private static KeyPair generateKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has RSA", e);
        }
    }

    /** A URL of this server. */
    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** The account's private key in the format of a key file. */
    String privateKey() {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(KEYS.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    /** Writes the account's key file. */
    Path keyFile(Path folder) throws IOException {
        Map<String, String> key = Map.of(
                "type", "service_account",
                "project_id", "test-project",
                "private_key_id", "k1",
                "private_key", privateKey(),
                "client_email", ACCOUNT,
                "client_id", "123456789",
                "token_uri", url("/token"));
        return Files.write(folder.resolve("key.json"), new ObjectMapper().writeValueAsBytes(key));
    }

    /** Answers with the next token. */
    void grant(HttpExchange exchange, int seconds) throws IOException {
        send(
                exchange,
                200,
                "{\"access_token\":\"token-%d\",\"expires_in\":%d,\"token_type\":\"Bearer\"}"
                        .formatted(exchanges.get(), seconds));
    }

    /** Answers with a body of JSON. */
    static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private void token(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchanges.incrementAndGet();
            String form = new String(exchange.getRequestBody().readAllBytes(), US_ASCII);
            Map<String, String> fields = Stream.of(form.split("&"))
                    .map(field -> field.split("=", 2))
                    .collect(Collectors.toMap(field -> field[0], field -> URLDecoder.decode(field[1], UTF_8)));
            String assertion = fields.getOrDefault("assertion", "");
            if (!"urn:ietf:params:oauth:grant-type:jwt-bearer".equals(fields.get("grant_type")) || !signed(assertion)) {
                problems.add(form);
                send(exchange, 400, "{\"error\":\"invalid_grant\"}");
                return;
            }
            claims.add(new ObjectMapper()
                    .readTree(Base64.getUrlDecoder().decode(assertion.split("\\.")[1])));
            answer.get().send(exchange, assertion);
        }
    }

    private boolean signed(String assertion) {
        String[] parts = assertion.split("\\.");
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(KEYS.getPublic());
            signature.update((parts[0] + "." + parts[1]).getBytes(US_ASCII));
            return parts.length == 3 && signature.verify(Base64.getUrlDecoder().decode(parts[2]));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private void impersonate(HttpExchange exchange) throws IOException {
        try (exchange) {
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            impersonations.add(new ObjectMapper().readTree(exchange.getRequestBody()));
            if (!("Bearer token-" + exchanges.get()).equals(authorization)) {
                problems.add("impersonation with " + authorization);
            }
            send(exchange, 200, "{\"accessToken\":\"impersonated\",\"expireTime\":\"2999-01-01T00:00:00Z\"}");
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
