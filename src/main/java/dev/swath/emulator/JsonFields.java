package dev.swath.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The fields of a JSON object in a request, read like Google's servers do: unknown names are errors, {@code null}
 * counts as absent, numbers may be quoted.
 *
 * @param json the object
 * @param path names of the fields that lead to it, such as {@code grid.}, for messages
 */
record JsonFields(JsonNode json, String path) {

    /** Throws if the JSON is not an object, or has an unknown field. */
    static JsonFields of(JsonNode json, String path, Set<String> known) {
        if (!json.isObject()) {
            throw ApiException.invalid(
                    "Invalid JSON payload received. %s is not an object.", path.isEmpty() ? "It" : path);
        }
        ObjectNode named = JsonNodeFactory.instance.objectNode();
        json.properties().forEach(field -> {
            String name = known.contains(field.getKey()) ? field.getKey() : camel(field.getKey());
            named.set(name, field.getValue());
            if (!known.contains(name)) {
                String where = path.isEmpty() ? "" : " at '" + path.substring(0, path.length() - 1) + "'";
                throw ApiException.invalid(
                        "Invalid JSON payload received. Unknown name \"%s\"%s: Cannot find field.", name, where);
            }
        });
        return new JsonFields(named, path);
    }

    /** A name of a field as JSON has it, of one with underscores, which proto3 JSON accepts too. */
    private static String camel(String name) {
        StringBuilder camel = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            boolean after = i > 0 && name.charAt(i - 1) == '_';
            if (name.charAt(i) != '_') {
                camel.append(after ? Character.toUpperCase(name.charAt(i)) : name.charAt(i));
            }
        }
        return camel.toString();
    }

    /** The name or the number of an enumeration's value. */
    Optional<String> enumeration(String name) {
        return get(name)
                .filter(JsonNode::isIntegralNumber)
                .map(JsonNode::asText)
                .or(() -> text(name));
    }

    Optional<JsonNode> get(String name) {
        return Optional.ofNullable(json.get(name)).filter(value -> !value.isNull());
    }

    Optional<JsonFields> object(String name, Set<String> known) {
        return get(name).map(value -> of(value, path + name + ".", known));
    }

    Optional<String> text(String name) {
        return get(name).map(value -> {
            if (!value.isTextual()) {
                throw invalid(name, "TYPE_STRING", value);
            }
            return value.asText();
        });
    }

    OptionalDouble number(String name) {
        Optional<JsonNode> value = get(name);
        return value.isPresent() ? OptionalDouble.of(number(name, value.get())) : OptionalDouble.empty();
    }

    private double number(String name, JsonNode value) {
        double number = Double.NaN;
        if (value.isNumber()) {
            number = value.asDouble();
        } else if (value.isTextual()) {
            try {
                number = Double.parseDouble(value.asText());
            } catch (NumberFormatException e) {
                throw invalid(name, "TYPE_DOUBLE", value);
            }
        }
        if (!Double.isFinite(number)) {
            throw invalid(name, "TYPE_DOUBLE", value);
        }
        return number;
    }

    /** A whole number; 0 if absent. */
    int integer(String name) {
        double number = number(name).orElse(0);
        if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
            throw invalid(name, "TYPE_INT32", json.get(name));
        }
        return (int) number;
    }

    private ApiException invalid(String name, String type, JsonNode value) {
        return ApiException.invalidValue(path + name, type, value);
    }
}
