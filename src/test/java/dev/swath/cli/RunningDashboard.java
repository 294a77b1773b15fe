package dev.swath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.run.RunListener;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code swath run --dashboard} in this process, with the project's own route files, on a scripted Earth Engine. */
final class RunningDashboard implements Closeable {

    static final String JOB = "david-chiriqui";
    static final String TOKEN = "open-sesame-4711";

    /** Less than the pause between two signs of life, which would let a reader wait for ever. */
    private static final int PATIENCE_MILLIS = 10_000;

    private static final String LOOPBACK = "127.0.0.1";

    /** HTTP/1.1 like browsers without TLS; by default this client would upgrade to HTTP/2. */
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Ingestion ingestion;
    private final int port;

    private RunningDashboard(Ingestion ingestion, int port) {
        this.ingestion = ingestion;
        this.port = port;
    }

    /**
     * Starts it with a token, and with a schedule that does not fire.
     *
     * @param output where the images go
     * @param settings more of them, {@code key = value} below {@code swath.}; an empty value means not set
     */
    static RunningDashboard start(ScriptedEarthEngine earthEngine, Path output, String... settings) throws IOException {
        int port = freePort();
        MergedSettings all = settings(earthEngine, output, port, settings);
        return new RunningDashboard(Ingestion.startToStay(all, RunListener.NONE, true), port);
    }

    /** The settings that {@link #start} uses. */
    static MergedSettings settings(ScriptedEarthEngine earthEngine, Path output, int port, String... settings) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("swath.earth-engine.url", earthEngine.url().toString());
        all.put("swath.area", "centre 8.3958,-82.4350 side 0.005");
        all.put("swath.scale", "");
        all.put("swath.retry.delay", "1ms");
        all.put("swath.output", output.toString());
        all.put("swath.cron", "0 0 6 1 1 ?");
        all.put("swath.dashboard.port", String.valueOf(port));
        all.put("swath.dashboard.token", TOKEN);
        for (String setting : settings) {
            String[] parts = setting.split("=", 2);
            all.put("swath." + parts[0].trim(), parts[1].trim());
        }
        return MergedSettings.load(all, Map.of(), Installation.properties(Optional.empty()));
    }

    /** A port of the loopback interface that was free a moment ago. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    /** The reply of a path. */
    HttpResponse<String> ask(String method, String path, Optional<String> token)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + LOOPBACK + ":" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        token.ifPresent(given -> request.header("Authorization", "Bearer " + given));
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return ask("GET", path, Optional.empty());
    }

    /** Starts an action with the token. */
    HttpResponse<String> post(String path) throws IOException, InterruptedException {
        return ask("POST", path, Optional.of(TOKEN));
    }

    /** The JSON of a path whose status is 200. */
    JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as("%s: %s", path, response.body()).isEqualTo(200);
        return new ObjectMapper().readTree(response.body());
    }

    /** The reply to a request written by hand, which no proper client would send; it also ends the connection. */
    String raw(String requestLine, String... headers) throws IOException {
        String request = requestLine + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket(LOOPBACK, port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Follows the runs. */
    EventLine follow() throws IOException, InterruptedException {
        return EventLine.open(client, URI.create("http://" + LOOPBACK + ":" + port + "/api/events"));
    }

    /** Runs the job by its button, and waits for the end of the run; its id. */
    String run() throws IOException, InterruptedException {
        return finished("/api/jobs/" + JOB + "/runs");
    }

    /** Fetches the failed images of the job by its button, and waits for the end of the run; its id. */
    String retry() throws IOException, InterruptedException {
        return finished("/api/jobs/" + JOB + "/retries");
    }

    private String finished(String path) throws IOException, InterruptedException {
        try (EventLine events = follow()) {
            HttpResponse<String> answer = post(path);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            return events.await("closed").path("run").asText();
        }
    }

    @Override
    public void close() throws IOException {
        ingestion.close();
    }
}
