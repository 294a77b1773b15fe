package dev.swath.earthengine.expression;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.swath.job.expression.ExpressionFile;
import dev.swath.job.expression.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the graph of a file, with values in the place of its variables. */
public final class GivenExpression {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /**
     * The functions that the clients make of a text where something else is expected, with the argument that holds it: what they would
     * load is there already.
     */
    private static final Map<String, String> LOADERS =
            Map.of("Image.load", "id", "ImageCollection.load", "id", "Collection.loadTable", "tableId");

    private static final String VALUES = "values";

    private final JsonNode values;
    private final Map<Variable, Node> variables;
    private final Map<String, Node> known = new HashMap<>();

    private GivenExpression(JsonNode values, Map<Variable, Node> variables) {
        this.values = values;
        this.variables = variables;
    }

    /**
     * The result of an expression.
     *
     * @param variables what each variable stands for that the file uses
     */
    public static Node of(ExpressionFile file, Map<Variable, Node> variables) {
        try {
            JsonNode json = JSON.readTree(file.json());
            return new GivenExpression(json.get(VALUES), variables)
                    .value(json.get("result").asText());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the expression was read before", e);
        }
    }

    private Node value(String key) {
        Node before = known.get(key);
        if (before != null) {
            return before;
        }
        Node node = node(values.get(key));
        known.put(key, node);
        return node;
    }

    private Node node(JsonNode json) {
        Map.Entry<String, JsonNode> only = json.properties().iterator().next();
        JsonNode content = only.getValue();
        return switch (only.getKey()) {
            case "constantValue" -> constant(content);
            case "valueReference" -> value(content.asText());
            case "argumentReference" -> new Node.Argument(content.asText());
            case "arrayValue" -> new Node.Items(list(content.path(VALUES)));
            case "dictionaryValue" -> new Node.Entries(map(content.path(VALUES)));
            case "functionDefinitionValue" -> new Node.Function(names(content), keyOrNode(content.get("body")));
            case "functionInvocationValue" -> invocation(content);
            default -> new Node.Literal(only.getKey(), content.asText());
        };
    }

    private Node invocation(JsonNode call) {
        Map<String, Node> arguments = map(call.path("arguments"));
        if (call.has("functionReference")) {
            return new Node.Invocation(keyOrNode(call.get("functionReference")), arguments);
        }
        String function = call.get("functionName").asText();
        return loaded(function, arguments).orElseGet(() -> new Node.Call(function, arguments));
    }

    /** What a variable stands for, where the clients would load it by its name. */
    private Optional<Node> loaded(String function, Map<String, Node> arguments) {
        Optional<Node> argument =
                Optional.ofNullable(LOADERS.get(function)).flatMap(name -> Optional.ofNullable(arguments.get(name)));
        return argument.filter(node -> node == variables.get(Variable.IMAGE)
                        || node == variables.get(Variable.COLLECTION)
                        || node == variables.get(Variable.AREA))
                .map(node -> function.equals("Collection.loadTable") ? Areas.collection(node) : node);
    }

    private Node keyOrNode(JsonNode reference) {
        return reference.isTextual() ? value(reference.asText()) : node(reference);
    }

    private Node constant(JsonNode json) {
        if (json.isTextual()) {
            Optional<Node> value = Variable.of(json.asText()).map(variables::get);
            return value.orElseGet(() -> new Node.Constant(json.asText()));
        }
        if (!hasVariable(json)) {
            return new Node.Constant(JSON.convertValue(json, Object.class));
        }
        if (json.isArray()) {
            List<Node> members = new ArrayList<>();
            json.forEach(member -> members.add(constant(member)));
            return new Node.Items(members);
        }
        Map<String, Node> entries = new LinkedHashMap<>();
        json.properties().forEach(entry -> entries.put(entry.getKey(), constant(entry.getValue())));
        return new Node.Entries(entries);
    }

    private static boolean hasVariable(JsonNode json) {
        if (json.isTextual()) {
            return Variable.of(json.asText()).isPresent();
        }
        for (JsonNode member : json) {
            if (hasVariable(member)) {
                return true;
            }
        }
        return false;
    }

    private List<Node> list(JsonNode json) {
        List<Node> nodes = new ArrayList<>();
        json.forEach(member -> nodes.add(node(member)));
        return nodes;
    }

    private Map<String, Node> map(JsonNode json) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        json.properties().forEach(entry -> nodes.put(entry.getKey(), node(entry.getValue())));
        return nodes;
    }

    private static List<String> names(JsonNode function) {
        List<String> names = new ArrayList<>();
        function.get("argumentNames").forEach(name -> names.add(name.asText()));
        return names;
    }
}
