package dev.swath.emulator.expression;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The arguments of the functions around a node, and what was evaluated with them. */
final class Scope {

    private final Optional<Scope> outer;
    private final Map<String, Object> arguments = new HashMap<>();
    private final Map<String, Object> evaluated = new HashMap<>();

    private Scope(Optional<Scope> outer) {
        this.outer = outer;
    }

    /** Outside all functions. */
    static Scope outermost() {
        return new Scope(Optional.empty());
    }

    /** Inside a function. */
    Scope inside(List<String> names, List<Object> values) {
        Scope scope = new Scope(Optional.of(this));
        for (int i = 0; i < Math.min(names.size(), values.size()); i++) {
            scope.arguments.put(names.get(i), values.get(i));
        }
        return scope;
    }

    Optional<Object> argument(String name) {
        Scope scope = this;
        while (true) {
            if (scope.arguments.containsKey(name)) {
                return Optional.of(scope.arguments.get(name));
            }
            if (scope.outer.isEmpty()) {
                return Optional.empty();
            }
            scope = scope.outer.get();
        }
    }

    /** The innermost scope with one of these arguments: a value that depends on them is the same all over it. */
    Scope of(Set<String> names) {
        Scope scope = this;
        while (scope.outer.isPresent() && scope.arguments.keySet().stream().noneMatch(names::contains)) {
            scope = scope.outer.get();
        }
        return scope;
    }

    /** What the nodes under keys came to, in this scope. */
    Map<String, Object> evaluated() {
        return evaluated;
    }
}
