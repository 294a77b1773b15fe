package dev.swath.earthengine.expression;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of an expression: given, or computed by a function of the service from other values. */
public sealed interface Node {

    /**
     * A given value.
     *
     * @param value as Jackson writes it: a string, a number, a boolean, or lists and maps of them
     */
    record Constant(Object value) implements Node {}

    /**
     * The result of a function.
     *
     * @param function its Earth Engine name, such as {@code Image.select}
     * @param arguments by their names
     */
    record Call(String function, Map<String, Node> arguments) implements Node {
        public Call {
            arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
        }
    }

    /** A list of which some members are computed. */
    record Items(List<Node> members) implements Node {
        public Items {
            members = List.copyOf(members);
        }
    }

    /** A dictionary of which some values are computed. */
    record Entries(Map<String, Node> values) implements Node {
        public Entries {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /**
     * A function of the expression itself, such as one that is mapped over a collection.
     *
     * @param argumentNames by which its body knows its arguments
     * @param body its result
     */
    record Function(List<String> argumentNames, Node body) implements Node {
        public Function {
            argumentNames = List.copyOf(argumentNames);
        }
    }

    /** An argument of the function that it stands in. */
    record Argument(String name) implements Node {}

    /**
     * The result of a function that is computed.
     *
     * @param function its value
     * @param arguments by their names
     */
    record Invocation(Node function, Map<String, Node> arguments) implements Node {
        public Invocation {
            arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
        }
    }

    /**
     * A given value that JSON has no form for.
     *
     * @param kind {@code integerValue} or {@code bytesValue}
     * @param text the value as the service reads it
     */
    record Literal(String kind, String text) implements Node {}

    /**
     * A call.
     *
     * @param function its Earth Engine name
     * @param arguments names and values in turn
     */
    static Node call(String function, Object... arguments) {
        Map<String, Node> named = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            Object value = arguments[i + 1];
            named.put((String) arguments[i], value instanceof Node node ? node : new Constant(value));
        }
        return new Call(function, named);
    }
}
