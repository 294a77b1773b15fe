package dev.swath.emulator.expression;

import dev.swath.emulator.raster.ComputationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a function, its arguments and the type of its result, written as in
 * {@code Image.unmask(Image input, Image value?, Boolean sameFootprint = true): Image}. A question mark stands for an argument
 * that may be left out.
 *
 * @param name Earth Engine's name of the function
 * @param arguments in order
 * @param returns type of the result
 */
record Signature(String name, List<Parameter> arguments, String returns) {

    /**
     * An argument.
     *
     * @param name of the argument
     * @param type Earth Engine's name of the type
     * @param optional whether it may be left out
     * @param defaultValue the value if it is left out; empty for null
     */
    record Parameter(String name, String type, boolean optional, Optional<Object> defaultValue) {}

    private static final Pattern WHOLE = Pattern.compile("([A-Za-z0-9_.]+)\\((.*)\\): (\\S+)");
    private static final Pattern ARGUMENT = Pattern.compile("(\\S+) (\\w+)(\\?| = (.*))?");

    Signature {
        arguments = List.copyOf(arguments);
    }

    /** Parses a signature; fails on a text that is not one, which is a mistake in the table. */
    static Signature parse(String text) {
        Matcher whole = WHOLE.matcher(text);
        if (!whole.matches()) {
            throw new IllegalArgumentException("not a signature: " + text);
        }
        List<Parameter> arguments = new ArrayList<>();
        for (String part : whole.group(2).split(", ", -1)) {
            if (!part.isEmpty()) {
                arguments.add(argument(part, text));
            }
        }
        return new Signature(whole.group(1), arguments, whole.group(3));
    }

    private static Parameter argument(String part, String text) {
        Matcher argument = ARGUMENT.matcher(part);
        if (!argument.matches()) {
            throw new IllegalArgumentException("not an argument: " + part + " in " + text);
        }
        boolean optional = argument.group(3) != null;
        Optional<Object> value = Optional.ofNullable(argument.group(4)).map(Signature::literal);
        return new Parameter(argument.group(2), argument.group(1), optional, value);
    }

    private static Object literal(String text) {
        if (text.startsWith("'")) {
            return text.substring(1, text.length() - 1);
        }
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        return text.matches("-?\\d+") ? (Object) Long.valueOf(text) : (Object) Double.valueOf(text);
    }

    Optional<Parameter> argument(String wanted) {
        return arguments.stream().filter(each -> each.name().equals(wanted)).findFirst();
    }

    /** Throws if an argument is unknown, or missing. */
    void check(Set<String> given) {
        for (String each : given) {
            if (argument(each).isEmpty()) {
                throw ComputationException.of("%s: Unrecognized argument '%s'.", name, each);
            }
        }
        for (Parameter each : arguments) {
            if (!each.optional() && !given.contains(each.name())) {
                throw required(each.name());
            }
        }
    }

    /** The exception for an argument that is missing or null. */
    ComputationException required(String argument) {
        return ComputationException.of("%s: Parameter '%s' is required and may not be null.", name, argument);
    }
}
