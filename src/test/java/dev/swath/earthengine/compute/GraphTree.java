package dev.swath.earthengine.compute;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A graph as a tree: references are followed, a call is an object with its name under the empty key, a list an array, a number a
 * double.
 */
final class GraphTree {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final JsonNode values;
    private final Optional<JsonNode> images;

    private GraphTree(JsonNode values, Optional<JsonNode> images) {
        this.values = values;
        this.images = images;
    }

    /** The tree of a graph as it is. */
    static JsonNode of(JsonNode expression) {
        return of(expression, Optional.empty());
    }

    /** The tree in which these images stand for each collection, and mapped functions are applied to each. */
    static JsonNode of(JsonNode expression, JsonNode images) {
        return of(expression, Optional.of(images));
    }

    private static JsonNode of(JsonNode expression, Optional<JsonNode> images) {
        JsonNode values = expression.get("values");
        return new GraphTree(values, images)
                .tree(values.get(expression.get("result").asText()), Map.of());
    }

    private JsonNode key(JsonNode key, Map<String, JsonNode> arguments) {
        return tree(values.get(key.asText()), arguments);
    }

    private JsonNode tree(JsonNode node, Map<String, JsonNode> arguments) {
        if (node.has("valueReference")) {
            return key(node.get("valueReference"), arguments);
        }
        if (node.has("constantValue")) {
            return constant(node.get("constantValue"));
        }
        if (node.has("argumentReference")) {
            String name = node.get("argumentReference").asText();
            return arguments.getOrDefault(name, JSON.textNode("argument " + name));
        }
        if (node.has("arrayValue")) {
            ArrayNode list = JSON.arrayNode();
            node.at("/arrayValue/values").forEach(member -> list.add(tree(member, arguments)));
            return list;
        }
        if (node.has("functionDefinitionValue")) {
            JsonNode definition = node.get("functionDefinitionValue");
            return call(
                    "function",
                    "arguments",
                    definition.get("argumentNames"),
                    "body",
                    key(definition.get("body"), arguments));
        }
        JsonNode call = node.get("functionInvocationValue");
        String function = call.has("functionName")
                ? call.get("functionName").asText()
                : key(call.get("functionReference"), arguments).toString();
        JsonNode given = call.get("arguments");
        return images.isPresent() ? replaced(function, given, arguments) : called(function, given, arguments);
    }

    private JsonNode replaced(String function, JsonNode given, Map<String, JsonNode> arguments) {
        return switch (function) {
            case "Collection.filter", "Collection.limit", "Join.apply" -> images.orElseThrow();
            case "ImageCollection.fromImages" -> tree(given.get("images"), arguments);
            case "Collection.map" -> {
                JsonNode definition = given.at("/baseAlgorithm/functionDefinitionValue");
                ArrayNode mapped = JSON.arrayNode();
                tree(given.get("collection"), arguments).forEach(element -> {
                    Map<String, JsonNode> bound = new LinkedHashMap<>(arguments);
                    bound.put(definition.at("/argumentNames/0").asText(), element);
                    mapped.add(key(definition.get("body"), bound));
                });
                yield mapped;
            }
            default -> called(function, given, arguments);
        };
    }

    private JsonNode called(String function, JsonNode given, Map<String, JsonNode> arguments) {
        ObjectNode object = JSON.objectNode().put("", function);
        given.properties().forEach(argument -> object.set(argument.getKey(), tree(argument.getValue(), arguments)));
        return object;
    }

    static JsonNode constant(JsonNode value) {
        if (value.isNumber()) {
            return JSON.numberNode(value.doubleValue());
        }
        if (value.isArray()) {
            ArrayNode list = JSON.arrayNode();
            value.forEach(member -> list.add(constant(member)));
            return list;
        }
        return value;
    }

    static ObjectNode call(String function, Object... arguments) {
        ObjectNode call = JSON.objectNode().put("", function);
        for (int i = 0; i < arguments.length; i += 2) {
            call.set((String) arguments[i], (JsonNode) arguments[i + 1]);
        }
        return call;
    }

    static JsonNode argument(JsonNode call, String name) {
        assertThat(call.has(name)).as("%s of %s", name, call).isTrue();
        return call.get(name);
    }
}
