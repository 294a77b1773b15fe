package dev.swath.emulator.expression;

import java.util.List;
import java.util.Map;

/** A node of an expression graph. */
sealed interface Node {

    /** A value as it is. */
    record Constant(Object value) implements Node {}

    /** The node under a key. */
    record Reference(String key) implements Node {}

    /** A list of nodes. */
    record Items(List<Node> nodes) implements Node {}

    /** A dictionary of nodes. */
    record Entries(Map<String, Node> nodes) implements Node {}

    /** A call of a function by its name. */
    record Call(String name, Map<String, Node> arguments) implements Node {}

    /** A call of a function that is a value itself. */
    record CallOf(Node function, Map<String, Node> arguments) implements Node {}

    /** A function whose body is the node under a key. */
    record Definition(List<String> names, String body) implements Node {}

    /** An argument of the function around. */
    record Argument(String name) implements Node {}
}
