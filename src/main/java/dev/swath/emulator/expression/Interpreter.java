package dev.swath.emulator.expression;

import dev.swath.emulator.raster.ArrayValue;
import dev.swath.emulator.raster.ComputationException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Evaluates one expression. Arguments are evaluated when a function reads them, and a node under a key once for each scope in
 * which it can differ. Used by one thread.
 */
public final class Interpreter {

    private static final int DEEPEST = 600;
    /** Bytes of a reference to a value. */
    private static final long REFERENCE = 8;

    private final Expression expression;
    private final Algorithms algorithms;
    private final Context context;
    private int depth;
    /** What was counted last: functions often hand on what they were given. */
    private Object counted = Nothing.NULL;

    /**
     * @param algorithms the functions
     * @param context what they may use
     */
    public Interpreter(Expression expression, Algorithms algorithms, Context context) {
        this.expression = expression;
        this.algorithms = algorithms;
        this.context = context;
    }

    /**
     * The value of the result.
     *
     * @throws ComputationException if it can't be evaluated
     */
    public Object evaluate() {
        try {
            return evaluate(expression.result(), Scope.outermost());
        } catch (StackOverflowError e) {
            throw ComputationException.tooDeep();
        }
    }

    /** What functions may use. */
    Context context() {
        return context;
    }

    Object evaluate(Node node, Scope scope) {
        if (++depth > DEEPEST) {
            throw ComputationException.tooDeep();
        }
        try {
            return value(node, scope);
        } finally {
            depth--;
        }
    }

    private Object value(Node node, Scope scope) {
        if (node instanceof Node.Constant constant) {
            return constant.value();
        }
        if (node instanceof Node.Reference reference) {
            return reference(reference.key(), scope);
        }
        if (node instanceof Node.Argument argument) {
            return scope.argument(argument.name())
                    .orElseThrow(() -> ComputationException.of("Unbound argument '%s'.", argument.name()));
        }
        if (node instanceof Node.Items items) {
            List<Object> list = new ArrayList<>(items.nodes().size());
            items.nodes().forEach(each -> list.add(evaluate(each, scope)));
            return counted(list);
        }
        if (node instanceof Node.Entries entries) {
            Map<String, Object> map = new TreeMap<>();
            entries.nodes().forEach((key, each) -> map.put(key, evaluate(each, scope)));
            return map;
        }
        if (node instanceof Node.Definition definition) {
            return new Procedure(
                    definition.names(),
                    values ->
                            evaluate(new Node.Reference(definition.body()), scope.inside(definition.names(), values)));
        }
        return node instanceof Node.Call call ? call(call, scope) : call((Node.CallOf) node, scope);
    }

    private Object reference(String key, Scope scope) {
        Scope home = scope.of(expression.open(key));
        Map<String, Object> evaluated = home.evaluated();
        Object known = evaluated.get(key);
        if (known == null) {
            known = evaluate(expression.node(key), home);
            evaluated.put(key, known);
        }
        return known;
    }

    private Object call(Node.Call call, Scope scope) {
        context.budget().check();
        Algorithm algorithm = algorithms.find(call.name());
        Map<String, Node> given = call.arguments();
        algorithm.signature().check(given.keySet());
        return counted(algorithm
                .body()
                .call(new Arguments(algorithm.signature(), given, node -> evaluate(node, scope), this)));
    }

    /** A value whose memory counts until the request ends, because it may be remembered. */
    private Object counted(Object value) {
        if (value != counted) {
            counted = value;
            if (value instanceof Collection<?> list) {
                context.budget().hold(REFERENCE * list.size());
            } else if (value instanceof Map<?, ?> map) {
                context.budget().hold(4 * REFERENCE * map.size());
            } else if (value instanceof ArrayValue array) {
                context.budget().hold(array.bytes());
            } else if (value instanceof String text) {
                context.budget().hold(text.length());
            }
        }
        return value;
    }

    private Object call(Node.CallOf call, Scope scope) {
        Object function = evaluate(call.function(), scope);
        if (!(function instanceof Procedure procedure)) {
            throw ComputationException.of("A value that is called is not a function.");
        }
        List<Object> values = new ArrayList<>();
        for (String name : procedure.names()) {
            Node given = call.arguments().get(name);
            values.add(given == null ? Nothing.NULL : evaluate(given, scope));
        }
        return procedure.call(values);
    }

    /** Calls a function with values that are known already. */
    Object call(String name, Map<String, Object> values) {
        Algorithm algorithm = algorithms.find(name);
        Map<String, Node> nodes = new TreeMap<>();
        values.forEach((key, value) -> nodes.put(key, new Node.Constant(value)));
        return algorithm
                .body()
                .call(new Arguments(algorithm.signature(), nodes, node -> ((Node.Constant) node).value(), this));
    }
}
