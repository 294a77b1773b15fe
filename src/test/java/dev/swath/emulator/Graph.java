package dev.swath.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Builds expression graphs: nodes are JSON, all other values constants. */
final class Graph {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Graph() {}

    /** A call with names and values of arguments in turn. */
    static ObjectNode call(String function, Object... arguments) {
        ObjectNode node = JSON.objectNode();
        ObjectNode call = node.putObject("functionInvocationValue").put("functionName", function);
        ObjectNode given = call.putObject("arguments");
        for (int i = 0; i < arguments.length; i += 2) {
            given.set(arguments[i].toString(), node(arguments[i + 1]));
        }
        return node;
    }

    static JsonNode node(Object value) {
        if (value instanceof ObjectNode node) {
            return node;
        }
        if (value instanceof List<?> list && list.stream().anyMatch(ObjectNode.class::isInstance)) {
            ObjectNode node = JSON.objectNode();
            var items = node.putObject("arrayValue").putArray("values");
            list.forEach(each -> items.add(node(each)));
            return node;
        }
        return JSON.objectNode().set("constantValue", MAPPER.valueToTree(value));
    }

    static ObjectNode argument(String name) {
        return JSON.objectNode().put("argumentReference", name);
    }

    /** A function whose body is under a key of the graph. */
    static ObjectNode function(String body, String... names) {
        ObjectNode node = JSON.objectNode();
        ObjectNode definition = node.putObject("functionDefinitionValue").put("body", body);
        var list = definition.putArray("argumentNames");
        for (String name : names) {
            list.add(name);
        }
        return node;
    }

    /** A graph: its result, and further nodes with their keys before them. */
    static ObjectNode of(Object result, Object... keysAndNodes) {
        ObjectNode graph = JSON.objectNode().put("result", "0");
        ObjectNode values = graph.putObject("values");
        values.set("0", node(result));
        for (int i = 0; i < keysAndNodes.length; i += 2) {
            values.set(keysAndNodes[i].toString(), node(keysAndNodes[i + 1]));
        }
        return graph;
    }

    static ObjectNode image(String id) {
        return call("Image.load", "id", id);
    }

    static ObjectNode bands(Object image, String... names) {
        return call("Image.select", "input", image, "bandSelectors", List.of(names));
    }

    static ObjectNode number(Object value) {
        return call("Image.constant", "value", value);
    }
}
