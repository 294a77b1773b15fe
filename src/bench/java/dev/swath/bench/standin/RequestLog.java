package dev.swath.bench.standin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** What was asked since the last reset: how much of what, and each request for pixels, to be asked again by the floor. */
final class RequestLog {

    private record Entry(String method, String target, String body, long nanos) {}

    private final List<Entry> entries = new ArrayList<>();
    private long bytes;
    private int inFlight;
    private int most;
    private long firstNanos;

    synchronized void begin(String method, String target, String body) {
        if (entries.isEmpty()) {
            firstNanos = System.nanoTime();
        }
        entries.add(new Entry(method, target, body, System.nanoTime()));
        most = Math.max(most, ++inFlight);
    }

    synchronized void end(int sent) {
        inFlight--;
        bytes += sent;
    }

    /** Counts, and the requests themselves if asked for; begins anew. */
    synchronized ObjectNode drain(boolean withRequests) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("requests", entries.size())
                .put("bytes", bytes)
                .put("mostInFlight", most)
                .put("firstRequestAgoSeconds", entries.isEmpty() ? 0 : (System.nanoTime() - firstNanos) / 1e9);
        if (withRequests) {
            ArrayNode list = json.putArray("log");
            entries.forEach(entry -> list.addObject()
                    .put("method", entry.method())
                    .put("target", entry.target())
                    .put("body", entry.body())
                    .put("seconds", (entry.nanos() - firstNanos) / 1e9));
        }
        entries.clear();
        bytes = 0;
        most = inFlight;
        return json;
    }
}
