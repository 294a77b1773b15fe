package dev.swath.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fields of a reply that a client wants: names separated by commas, {@code a/b} or {@code a.b} for those inside others, {@code
 * a(b,c)} for several, {@code *} for all. Of lists, each item is reduced.
 */
final class FieldMask {

    private final Map<String, FieldMask> fields = new LinkedHashMap<>();

    private FieldMask() {}

    /** Parses a mask. Throws an {@link ApiException} if it is not one. */
    static FieldMask parse(String text) {
        Parser parser = new Parser(text);
        FieldMask mask = parser.list();
        if (parser.at < text.length()) {
            throw ApiException.invalid("Invalid field mask '%s'.", text);
        }
        return mask;
    }

    /** The wanted fields of a value; all of it if the mask names none. */
    JsonNode of(JsonNode value) {
        if (fields.isEmpty()
                || fields.containsKey("*") && fields.get("*").fields.isEmpty()) {
            return value;
        }
        if (value instanceof ArrayNode items) {
            ArrayNode reduced = JsonNodeFactory.instance.arrayNode();
            items.forEach(item -> reduced.add(of(item)));
            return reduced;
        }
        if (!(value instanceof ObjectNode object)) {
            return value;
        }
        ObjectNode reduced = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(field -> {
            FieldMask inner = fields.getOrDefault(field.getKey(), fields.get("*"));
            if (inner != null) {
                reduced.set(field.getKey(), inner.of(field.getValue()));
            }
        });
        return reduced;
    }

    /** Reads the text of a mask. */
    private static final class Parser {

        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        FieldMask list() {
            FieldMask mask = new FieldMask();
            do {
                int begin = at;
                while (at < text.length() && "/.,()".indexOf(text.charAt(at)) < 0) {
                    at++;
                }
                String name = text.substring(begin, at).strip();
                if (name.isEmpty()) {
                    throw ApiException.invalid("Invalid field mask '%s'.", text);
                }
                FieldMask inner = mask.fields.computeIfAbsent(name, any -> new FieldMask());
                inner.fields.putAll(inside().fields);
            } while (take(','));
            return mask;
        }

        private FieldMask inside() {
            if (take('/') || take('.')) {
                int begin = at;
                while (at < text.length() && "/.,()".indexOf(text.charAt(at)) < 0) {
                    at++;
                }
                FieldMask mask = new FieldMask();
                mask.fields.put(text.substring(begin, at).strip(), inside());
                return mask;
            }
            if (take('(')) {
                FieldMask mask = list();
                if (!take(')')) {
                    throw ApiException.invalid("Invalid field mask '%s'.", text);
                }
                return mask;
            }
            return new FieldMask();
        }

        private boolean take(char sign) {
            boolean there = at < text.length() && text.charAt(at) == sign;
            at += there ? 1 : 0;
            return there;
        }
    }
}
