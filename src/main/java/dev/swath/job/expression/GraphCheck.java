package dev.swath.job.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows an expression from its result through every node that it needs. */
final class GraphCheck {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^}]*}?");
    private static final int LONGEST = 40;
    /** Nodes that lie within each other or refer to each other, many times what a script builds. */
    private static final int DEEPEST = 500;

    /** Nodes that hold nothing else. */
    private static final Set<String> LEAVES =
            Set.of("constantValue", "integerValue", "bytesValue", "argumentReference");

    private static final Set<String> INNER = Set.of(
            "arrayValue", "dictionaryValue", "functionDefinitionValue", "functionInvocationValue", "valueReference");

    private final JsonNode values;
    private final Set<Variable> variables;
    /** Keys of the values that the current node is part of, the outermost first. */
    private final Set<String> open = new LinkedHashSet<>();

    private final Set<String> done = new HashSet<>();
    private final Set<String> arguments = new TreeSet<>();
    private final Set<String> parameters = new HashSet<>();
    private int depth;

    /**
     * @param values the nodes by their keys
     * @param variables receives those that are used
     */
    GraphCheck(JsonNode values, Set<Variable> variables) {
        this.values = values;
        this.variables = variables;
    }

    /**
     * Checks what a result needs.
     *
     * @throws IllegalArgumentException at the first thing that is wrong
     */
    void check(String result) {
        if (!values.has(result)) {
            throw new IllegalArgumentException(
                    "names '" + shown(result) + "' as its result, which is not among its values; serialize it anew");
        }
        value(result);
        arguments.stream()
                .filter(name -> !parameters.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("uses the argument '" + shown(name)
                            + "' outside of any function that has it; map with a function, and serialize it anew");
                });
    }

    private void value(String key) {
        if (done.contains(key)) {
            return;
        }
        if (!values.has(key)) {
            throw new IllegalArgumentException(
                    "refers to the value '" + shown(key) + "', which is not there; serialize it anew");
        }
        if (!open.add(key)) {
            throw new IllegalArgumentException("goes round in a circle: the value '" + shown(key)
                    + "' is computed from itself; serialize it anew");
        }
        node(values.get(key));
        open.remove(key);
        done.add(key);
    }

    private void node(JsonNode node) {
        if (++depth > DEEPEST) {
            throw new IllegalArgumentException("has more than " + DEEPEST
                    + " functions within each other; store an intermediate result as an asset, and load it");
        }
        List<String> kinds = node.properties().stream()
                .filter(field -> LEAVES.contains(field.getKey()) || INNER.contains(field.getKey()))
                .map(Map.Entry::getKey)
                .toList();
        if (kinds.size() != 1 || node.size() != 1) {
            throw malformed(node);
        }
        JsonNode content = node.get(kinds.get(0));
        switch (kinds.get(0)) {
            case "constantValue" -> constant(content);
            case "integerValue", "bytesValue" -> require(content.isTextual(), node);
            case "argumentReference" -> arguments.add(text(content, node));
            case "valueReference" -> value(text(content, node));
            case "arrayValue" -> content.path(ExpressionFile.VALUES).forEach(this::node);
            case "dictionaryValue" -> content.path(ExpressionFile.VALUES).forEach(this::node);
            case "functionDefinitionValue" -> function(content, node);
            default -> call(content, node);
        }
        depth--;
    }

    private void function(JsonNode function, JsonNode node) {
        require(function.path("argumentNames").isArray() && function.has("body"), node);
        function.get("argumentNames").forEach(name -> parameters.add(text(name, node)));
        keyOrNode(function.get("body"));
    }

    private void call(JsonNode call, JsonNode node) {
        require(call.path("functionName").isTextual() != call.has("functionReference"), node);
        if (call.has("functionReference")) {
            keyOrNode(call.get("functionReference"));
        }
        call.path("arguments").forEach(this::node);
    }

    /** A graph without keys has the node itself in their place. */
    private void keyOrNode(JsonNode reference) {
        if (reference.isTextual()) {
            value(reference.asText());
        } else {
            node(reference);
        }
    }

    private void constant(JsonNode constant) {
        if (constant.isTextual()) {
            text(constant.asText());
        } else {
            constant.forEach(this::constant);
        }
    }

    private void text(String constant) {
        Matcher matcher = VARIABLE.matcher(constant);
        if (Variable.of(constant).isPresent()) {
            variables.add(Variable.of(constant).get());
        } else if (matcher.find()) {
            String found = matcher.group();
            throw new IllegalArgumentException(
                    Variable.of(found).isPresent()
                            ? "has " + found + " within a longer text, '" + shown(constant)
                                    + "'; make it a text of its own"
                            : "has the placeholder " + shown(found) + ", which is not known; write one of "
                                    + Variable.all());
        }
    }

    private String text(JsonNode content, JsonNode node) {
        require(content.isTextual(), node);
        return content.asText();
    }

    private void require(boolean condition, JsonNode node) {
        if (!condition) {
            throw malformed(node);
        }
    }

    private IllegalArgumentException malformed(JsonNode node) {
        String where = open.isEmpty()
                ? ""
                : " in the value '" + shown(List.copyOf(open).get(open.size() - 1)) + "'";
        return new IllegalArgumentException("is not an expression:" + where + " " + shown(node.toString())
                + " is neither a constant nor a function call; write it with ee.serializer.encode");
    }

    private static String shown(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
