package dev.swath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** A client that follows the runs by server-sent events. */
final class EventLine implements Closeable {

    /**
     * An event.
     *
     * @param name of the event
     * @param data its data
     */
    record Event(String name, JsonNode data) {}

    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;

    private EventLine(HttpResponse<InputStream> response) {
        this.response = response;
        this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    static EventLine open(HttpClient client, URI address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address).build();
        EventLine line = new EventLine(client.send(request, HttpResponse.BodyHandlers.ofInputStream()));
        if (line.status() == 200) {
            // Events arrive only after the greeting.
            assertThat(line.lines.readLine()).startsWith(":");
        }
        return line;
    }

    int status() {
        return response.statusCode();
    }

    HttpHeaders headers() {
        return response.headers();
    }

    /** The complete answer, if it has an end. */
    String body() throws IOException {
        return String.join("\n", lines.lines().toList());
    }

    /** Waits for the next event. */
    Event next() throws IOException {
        String name = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("event: ")) {
                name = line.substring("event: ".length());
            } else if (line.startsWith("data: ")) {
                return new Event(name, new ObjectMapper().readTree(line.substring("data: ".length())));
            }
        }
        throw new IOException("the line has ended");
    }

    /** Waits for the next event of a name; its data. */
    JsonNode await(String name) throws IOException {
        Event event = next();
        while (!event.name().equals(name)) {
            event = next();
        }
        return event.data();
    }

    /** Waits for the end of the stream; false if an event comes instead. */
    boolean hasEnded() {
        try {
            next();
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
