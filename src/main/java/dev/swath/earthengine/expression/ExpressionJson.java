package dev.swath.earthengine.expression;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes a graph as an {@code Expression} of the REST API. As the clients of Google do, equal calls and lists are written once, under a
 * key, and what is used once stands where it is used, unless it would lie too deep: the service refuses more than 100 levels.
 */
public final class ExpressionJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RESULT = "0";
    /** As in Google's Python client. */
    private static final int DEEPEST = 50;

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
        writer.values.set(RESULT, writer.write(number, 0));
        return json;
    }

    /** Numbers a node after those that it refers to; counts the places that refer to each. */
    private int number(Node node) {
        Integer before = numbers.get(node);
        if (before != null) {
            return before;
        }
        List<Object> content = content(node);
        int number = known.computeIfAbsent(content, any -> known.size());
        if (nodes.putIfAbsent(number, node) == null) {
            children(node).forEach(child -> uses.merge(numbers.get(child), 1, Integer::sum));
        }
        numbers.put(node, number);
        return number;
    }

    /** What makes a node equal to another. */
    private List<Object> content(Node node) {
        if (node instanceof Node.Call call) {
            return List.of(call.function(), numbers(call.arguments()));
        } else if (node instanceof Node.Items items) {
            return List.of("", numbers(items.members()));
        } else if (node instanceof Node.Entries entries) {
            return List.of(Node.Entries.class, numbers(entries.values()));
        } else if (node instanceof Node.Function function) {
            return List.of(Node.Function.class, function.argumentNames(), number(function.body()));
        } else if (node instanceof Node.Invocation invocation) {
            return List.of(Node.Invocation.class, number(invocation.function()), numbers(invocation.arguments()));
        } else if (node instanceof Node.Constant constant) {
            return Collections.singletonList(constant.value());
        }
        return List.of(node.getClass(), node);
    }

    private List<Integer> numbers(Collection<Node> members) {
        return members.stream().map(this::number).toList();
    }

    private Map<String, Integer> numbers(Map<String, Node> named) {
        Map<String, Integer> result = new LinkedHashMap<>();
        named.forEach((name, node) -> result.put(name, number(node)));
        return result;
    }

    private static Stream<Node> children(Node node) {
        if (node instanceof Node.Call call) {
            return call.arguments().values().stream();
        } else if (node instanceof Node.Items items) {
            return items.members().stream();
        } else if (node instanceof Node.Entries entries) {
            return entries.values().values().stream();
        } else if (node instanceof Node.Function function) {
            return Stream.of(function.body());
        } else if (node instanceof Node.Invocation invocation) {
            return Stream.concat(Stream.of(invocation.function()), invocation.arguments().values().stream());
        }
        return Stream.of();
    }

    private ObjectNode write(int number, int depth) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        Node node = nodes.get(number);
        if (node instanceof Node.Call call) {
            ObjectNode invocation = json.putObject("functionInvocationValue");
            invocation.put("functionName", call.function());
            write(call.arguments(), invocation.putObject("arguments"), depth);
        } else if (node instanceof Node.Items items) {
            ArrayNode members = json.putObject("arrayValue").putArray("values");
            items.members().forEach(member -> members.add(reference(member, depth)));
        } else if (node instanceof Node.Entries entries) {
            write(entries.values(), json.putObject("dictionaryValue").putObject("values"), depth);
        } else if (node instanceof Node.Function function) {
            ObjectNode definition = json.putObject("functionDefinitionValue");
            ArrayNode names = definition.putArray("argumentNames");
            function.argumentNames().forEach(names::add);
            definition.put("body", key(function.body()));
        } else if (node instanceof Node.Invocation call) {
            ObjectNode invocation = json.putObject("functionInvocationValue");
            invocation.put("functionReference", key(call.function()));
            write(call.arguments(), invocation.putObject("arguments"), depth);
        } else if (node instanceof Node.Argument argument) {
            json.put("argumentReference", argument.name());
        } else if (node instanceof Node.Literal literal) {
            json.put(literal.kind(), literal.text());
        } else if (node instanceof Node.Constant constant) {
            json.set("constantValue", JSON.valueToTree(constant.value()));
        }
        return json;
    }

    private void write(Map<String, Node> named, ObjectNode json, int depth) {
        named.forEach((name, node) -> json.set(name, reference(node, depth)));
    }

    private ObjectNode reference(Node node, int depth) {
        int number = numbers.get(node);
        boolean leaf = node instanceof Node.Constant || node instanceof Node.Argument || node instanceof Node.Literal;
        if (leaf || (uses.get(number) == 1 && depth < DEEPEST)) {
            return write(number, depth + 1);
        }
        return JsonNodeFactory.instance.objectNode().put("valueReference", key(node));
    }

    /** The key under which a node is written. */
    private String key(Node node) {
        int number = numbers.get(node);
        String key = keys.get(number);
        if (key == null) {
            key = String.valueOf(keys.size());
            keys.put(number, key);
            values.set(key, write(number, 0));
        }
        return key;
    }
}
