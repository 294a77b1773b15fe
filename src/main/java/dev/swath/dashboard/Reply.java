package dev.swath.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a request is answered with.
 *
 * @param status of HTTP
 * @param type media type
 * @param body its bytes
 * @param headers more headers, by name
 */
public record Reply(int status, String type, byte[] body, Map<String, String> headers) {

    private static final String JSON = "application/json";
    /** What is told here may be another thing in a moment. */
    private static final Map<String, String> NOT_KEPT = Map.of("Cache-Control", "no-store");

    public Reply {
        headers = Map.copyOf(headers);
    }

    /** An answer in JSON. */
    static Reply json(int status, JsonNode body) {
        return new Reply(status, JSON, body.toString().getBytes(StandardCharsets.UTF_8), NOT_KEPT);
    }

    /** An answer in JSON, to a question that has one. */
    static Reply json(JsonNode body) {
        return json(200, body);
    }

    /** An answer that says in one line why there is no other. */
    static Reply refusal(int status, String why) {
        return json(status, JsonNodeFactory.instance.objectNode().put("error", why));
    }
}
