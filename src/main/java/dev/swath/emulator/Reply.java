package dev.swath.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/**
 * An HTTP reply.
 *
 * @param status HTTP status
 * @param contentType media type of the body
 * @param body all of it
 * @param headers headers other than those of the body
 */
record Reply(int status, String contentType, byte[] body, Map<String, String> headers) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String JSON_TYPE = "application/json; charset=UTF-8";

    Reply {
        headers = Map.copyOf(headers);
    }

    /** A reply without other headers. */
    Reply(int status, String contentType, byte[] body) {
        this(status, contentType, body, Map.of());
    }

    /** Status 200 with JSON. */
    static Reply json(JsonNode body) {
        return json(200, body);
    }

    /** Whether the body is JSON. */
    boolean isJson() {
        return contentType.equals(JSON_TYPE);
    }

    /** JSON with any status. */
    static Reply json(int status, JsonNode body) {
        try {
            return new Reply(status, JSON_TYPE, JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The form of google.rpc.Status that all errors of Google's APIs have. */
    static Reply error(ApiException error) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("error")
                .put("code", error.code())
                .put("message", error.getMessage())
                .put("status", error.status());
        return json(error.code(), body);
    }

    /** The same reply with another body. */
    Reply withBody(byte[] other) {
        return new Reply(status, contentType, other, headers);
    }

    /** The same reply with one more header. */
    Reply withHeader(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Reply(status, contentType, body, more);
    }
}
