package dev.swath.earthengine.expression;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a graph as an {@code Expression} of the REST API. As the clients of Google do, equal calls and lists are written once, under a
 * key, and what is used once stands where it is used.
 */
public final class ExpressionJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RESULT = "0";

    /** The number of each node, equal ones having the same. */
    private final IdentityHashMap<Node, Integer> numbers = new IdentityHashMap<>();

    private final Map<List<Object>, Integer> known = new HashMap<>();
    private final Map<Integer, Node> nodes = new LinkedHashMap<>();
    private final Map<Integer, Integer> uses = new HashMap<>();
    private final Map<Integer, String> keys = new HashMap<>();
    private final ObjectNode values = JsonNodeFactory.instance.objectNode();

    private ExpressionJson() {}

    /** The JSON of a graph with its result under the key {@code 0}. */
    public static ObjectNode of(Node result) {
        ExpressionJson writer = new ExpressionJson();
        int number = writer.number(result);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("result", RESULT);
        json.set("values", writer.values);
        writer.keys.put(number, RESULT);
        writer.values.set(RESULT, writer.write(number));
        return json;
    }

    /** Numbers a node after those that it refers to; counts the places that refer to each. */
    private int number(Node node) {
        Integer before = numbers.get(node);
        if (before != null) {
            return before;
        }
        List<Object> content;
        if (node instanceof Node.Call call) {
            Map<String, Integer> arguments = new LinkedHashMap<>();
            call.arguments().forEach((name, argument) -> arguments.put(name, number(argument)));
            content = List.of(call.function(), arguments);
        } else if (node instanceof Node.Items items) {
            content = List.of("", items.members().stream().map(this::number).toList());
        } else {
            content = List.of(((Node.Constant) node).value());
        }
        int number = known.computeIfAbsent(content, any -> known.size());
        if (nodes.putIfAbsent(number, node) == null) {
            children(node).forEach(child -> uses.merge(numbers.get(child), 1, Integer::sum));
        }
        numbers.put(node, number);
        return number;
    }

    private static Iterable<Node> children(Node node) {
        if (node instanceof Node.Call call) {
            return call.arguments().values();
        }
        return node instanceof Node.Items items ? items.members() : List.of();
    }

    private ObjectNode write(int number) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        Node node = nodes.get(number);
        if (node instanceof Node.Call call) {
            ObjectNode invocation = json.putObject("functionInvocationValue");
            invocation.put("functionName", call.function());
            ObjectNode arguments = invocation.putObject("arguments");
            call.arguments().forEach((name, argument) -> arguments.set(name, reference(argument)));
        } else if (node instanceof Node.Items items) {
            ArrayNode members = json.putObject("arrayValue").putArray("values");
            items.members().forEach(member -> members.add(reference(member)));
        } else {
            json.set("constantValue", JSON.valueToTree(((Node.Constant) node).value()));
        }
        return json;
    }

    private ObjectNode reference(Node node) {
        int number = numbers.get(node);
        if (uses.get(number) == 1 || node instanceof Node.Constant) {
            return write(number);
        }
        String key = keys.get(number);
        if (key == null) {
            key = String.valueOf(keys.size());
            keys.put(number, key);
            values.set(key, write(number));
        }
        return JsonNodeFactory.instance.objectNode().put("valueReference", key);
    }
}
