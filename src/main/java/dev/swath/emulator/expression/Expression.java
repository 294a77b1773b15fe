package dev.swath.emulator.expression;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swath.emulator.raster.ComputationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An expression graph, {@code {"result": KEY, "values": {KEY: node}}}, as Earth Engine's clients serialize it. */
public final class Expression {

    /** Deeper nesting than any client's is refused before it exhausts the stack. */
    private static final int DEEPEST = 400;

    private final String result;
    private final Map<String, Node> values;
    /** For each key, the names of arguments that its node leaves open. */
    private final Map<String, Set<String>> open = new HashMap<>();

    private Expression(String result, Map<String, Node> values) {
        this.result = result;
        this.values = values;
        Set<String> visiting = new HashSet<>();
        values.keySet().forEach(key -> openOf(key, visiting, 0));
    }

    /**
     * Reads a graph. Names of fields may also be written with underscores, as proto3 JSON allows.
     *
     * @throws ComputationException if it is not a graph, has a cycle or refers to a key that it lacks
     */
    public static Expression parse(JsonNode json) {
        String result = field(json, "result").asText();
        JsonNode nodes = field(json, "values");
        if (!nodes.isObject() || !nodes.has(result)) {
            throw invalid("the result '" + result + "' is not among its values");
        }
        Map<String, Node> values = new LinkedHashMap<>();
        nodes.properties().forEach(entry -> values.put(entry.getKey(), node(entry.getValue(), 0)));
        return new Expression(result, values);
    }

    Node result() {
        return new Node.Reference(result);
    }

    Node node(String key) {
        return values.get(key);
    }

    /** The names of arguments that the node under a key leaves open: it has another value in each call. */
    Set<String> open(String key) {
        return open.get(key);
    }

    private static Node node(JsonNode json, int depth) {
        if (depth > DEEPEST) {
            throw ComputationException.of("The expression is nested too deeply.");
        }
        if (!json.isObject() || json.size() != 1) {
            throw invalid("a node has one field");
        }
        String kind = camel(json.fieldNames().next());
        JsonNode value = json.elements().next();
        return switch (kind) {
            case "constantValue" -> new Node.Constant(constant(value));
            case "integerValue" -> new Node.Constant(integer(value.asText()));
            case "bytesValue", "argumentReference", "valueReference" -> text(kind, value);
            case "arrayValue" -> new Node.Items(items(value, depth));
            case "dictionaryValue" -> new Node.Entries(entries(field(value, "values"), depth));
            case "functionInvocationValue" -> call(value, depth);
            case "functionDefinitionValue" -> definition(value);
            default -> throw invalid("unknown node '" + kind + "'");
        };
    }

    private static Node text(String kind, JsonNode value) {
        return switch (kind) {
            case "argumentReference" -> new Node.Argument(value.asText());
            case "valueReference" -> new Node.Reference(value.asText());
            default -> new Node.Constant(value.asText());
        };
    }

    private static List<Node> items(JsonNode value, int depth) {
        List<Node> nodes = new ArrayList<>();
        field(value, "values").forEach(each -> nodes.add(node(each, depth + 1)));
        return nodes;
    }

    private static Map<String, Node> entries(JsonNode json, int depth) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        json.properties().forEach(entry -> nodes.put(entry.getKey(), node(entry.getValue(), depth + 1)));
        return nodes;
    }

    private static Node call(JsonNode value, int depth) {
        Map<String, Node> arguments = entries(field(value, "arguments"), depth);
        String name = field(value, "functionName").asText("");
        if (!name.isEmpty()) {
            return new Node.Call(name.startsWith("algorithms/") ? name.substring(11) : name, arguments);
        }
        String function = field(value, "functionReference").asText("");
        if (function.isEmpty()) {
            throw invalid("a call names no function");
        }
        return new Node.CallOf(new Node.Reference(function), arguments);
    }

    private static Node definition(JsonNode value) {
        List<String> names = new ArrayList<>();
        field(value, "argumentNames").forEach(name -> names.add(name.asText()));
        return new Node.Definition(names, field(value, "body").asText());
    }

    /** A value of JSON as a value of expressions. */
    static Object constant(JsonNode json) {
        if (json.isArray()) {
            List<Object> list = new ArrayList<>();
            json.forEach(each -> list.add(constant(each)));
            return list;
        }
        if (json.isObject()) {
            Map<String, Object> map = new LinkedHashMap<>();
            json.properties().forEach(entry -> map.put(entry.getKey(), constant(entry.getValue())));
            return map;
        }
        if (json.isTextual()) {
            return json.asText();
        }
        if (json.isBoolean()) {
            return json.asBoolean();
        }
        if (json.isIntegralNumber() && json.canConvertToLong()) {
            return json.asLong();
        }
        return json.isNumber() ? (Object) json.asDouble() : Nothing.NULL;
    }

    private static Object integer(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw invalid("'" + text + "' is not an integer");
        }
    }

    private static JsonNode field(JsonNode json, String name) {
        JsonNode value = json.path(name);
        return value.isMissingNode()
                ? json.path(name.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT))
                : value;
    }

    private static String camel(String name) {
        StringBuilder camel = new StringBuilder();
        for (String word : name.split("_", -1)) {
            camel.append(
                    camel.isEmpty() || word.isEmpty()
                            ? word
                            : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return camel.toString();
    }

    private Set<String> openOf(String key, Set<String> visiting, int depth) {
        Set<String> known = open.get(key);
        if (known != null) {
            return known;
        }
        if (!values.containsKey(key)) {
            throw invalid("it refers to a value '" + key + "' that it lacks");
        }
        if (!visiting.add(key) || depth > DEEPEST) {
            throw invalid(depth > DEEPEST ? "it is nested too deeply" : "the value '" + key + "' refers to itself");
        }
        Set<String> names = new HashSet<>();
        collect(values.get(key), names, visiting, depth + 1);
        visiting.remove(key);
        open.put(key, names);
        return names;
    }

    private void collect(Node node, Set<String> names, Set<String> visiting, int depth) {
        if (node instanceof Node.Argument argument) {
            names.add(argument.name());
        } else if (node instanceof Node.Reference reference) {
            names.addAll(openOf(reference.key(), visiting, depth));
        } else if (node instanceof Node.Items items) {
            items.nodes().forEach(each -> collect(each, names, visiting, depth));
        } else if (node instanceof Node.Entries entries) {
            entries.nodes().values().forEach(each -> collect(each, names, visiting, depth));
        } else if (node instanceof Node.Call call) {
            call.arguments().values().forEach(each -> collect(each, names, visiting, depth));
        } else if (node instanceof Node.CallOf call) {
            collect(call.function(), names, visiting, depth);
            call.arguments().values().forEach(each -> collect(each, names, visiting, depth));
        } else if (node instanceof Node.Definition definition) {
            Set<String> inside = new HashSet<>(openOf(definition.body(), visiting, depth));
            definition.names().forEach(inside::remove);
            names.addAll(inside);
        }
    }

    private static ComputationException invalid(String why) {
        return ComputationException.of(
                "Invalid value at 'expression' (type.googleapis.com/google.earthengine.v1.Expression): " + why + ".");
    }
}
