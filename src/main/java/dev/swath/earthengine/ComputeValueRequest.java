package dev.swath.earthengine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.earthengine.expression.ExpressionJson;
import dev.swath.earthengine.expression.Node;
import java.io.IOException;

/**
 * One {@code value:compute} request.
 *
 * @param project Google Cloud project in which the value is computed
 * @param expression the value
 */
public record ComputeValueRequest(String project, Node expression) {

    /** Far above any number or small dictionary. */
    public static final int MOST_BYTES = 1 << 20;

    private static final ObjectReader JSON = JsonMapper.builder().build().reader();

    /** Path below the service's URL, without a leading slash. */
    public String path() {
        return "v1/projects/" + project + "/value:compute";
    }

    /** The body. */
    public String toJson() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("expression", ExpressionJson.of(expression));
        return body.toString();
    }

    /**
     * Reads the reply.
     *
     * @return the value; null of JSON where the service has none
     * @throws MalformedReplyException if it is not such a reply
     */
    public JsonNode read(byte[] reply) throws IOException {
        try {
            JsonNode json = JSON.readTree(reply);
            if (!json.isObject() || !json.has("result")) {
                throw new MalformedReplyException("the reply holds no computed value");
            }
            return json.get("result");
        } catch (JsonProcessingException e) {
            throw new MalformedReplyException("the reply is not JSON", e);
        }
    }
}
