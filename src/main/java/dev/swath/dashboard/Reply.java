package dev.swath.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A reply to a request.
 *
 * @param status HTTP status
 * @param type media type
 * @param body its bytes
 * @param headers further headers, by name
 */
public record Reply(int status, String type, byte[] body, Map<String, String> headers) {

    private static final String JSON = "application/json";
    /** The data may change at any moment. */
    private static final Map<String, String> NOT_KEPT = Map.of("Cache-Control", "no-store");

    public Reply {
        headers = Map.copyOf(headers);
    }

    /** A JSON reply. */
    static Reply json(int status, JsonNode body) {
        return new Reply(status, JSON, body.toString().getBytes(StandardCharsets.UTF_8), NOT_KEPT);
    }

    /** A JSON reply with status 200. */
    static Reply json(JsonNode body) {
        return json(200, body);
    }

    /** A reply that says in one line why the request was refused. */
    static Reply refusal(int status, String why) {
        return json(status, JsonNodeFactory.instance.objectNode().put("error", why));
    }
}
