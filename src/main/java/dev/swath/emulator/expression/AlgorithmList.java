package dev.swath.emulator.expression;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** Writes the table of functions: as the list that clients read, and as a page of the documentation. */
public final class AlgorithmList {

    private AlgorithmList() {}

    /** The reply to {@code GET projects/*}{@code /algorithms}. */
    public static ObjectNode json(Algorithms algorithms) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("algorithms");
        algorithms.rows().values().forEach(each -> list.add(algorithm(each)));
        return json;
    }

    private static ObjectNode algorithm(Algorithm algorithm) {
        Signature signature = algorithm.signature();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("name", "algorithms/" + signature.name())
                .put("description", algorithm.description())
                .put("returnType", type(signature.returns()));
        ArrayNode arguments = json.putArray("arguments");
        for (Signature.Parameter each : signature.arguments()) {
            ObjectNode argument = arguments
                    .addObject()
                    .put("argumentName", each.name())
                    .put("type", type(each.type()))
                    .put("description", "");
            if (each.optional()) {
                argument.put("optional", true);
                argument.set(
                        "defaultValue",
                        each.defaultValue().map(ValueWriter::json).orElse(JsonNodeFactory.instance.nullNode()));
            }
        }
        return json;
    }

    /** Earth Engine's spelling of a type: images have bands that are not known. */
    private static String type(String type) {
        return type.replaceAll("\\bImage\\b", "Image<unknown bands>");
    }

    /** The page of the documentation: a table for each kind of value. */
    public static String markdown(Algorithms algorithms) {
        Map<String, StringBuilder> tables = new TreeMap<>();
        algorithms.rows().values().forEach(each -> {
            String name = each.signature().name();
            String group = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
            tables.computeIfAbsent(group, any -> new StringBuilder()).append(row(each));
        });
        StringBuilder page = new StringBuilder();
        page.append("# Functions of the emulator\n\n")
                .append("The functions of Earth Engine that the [emulator](emulator.md) evaluates, ")
                .append(algorithms.rows().size())
                .append(" of them, with their arguments; those with\n`?` or a default may be left out.")
                .append(" `value:compute`, `image:computePixels`, thumbnails and maps accept them, and\n")
                .append(
                        "`algorithms` lists them for clients. A call of any other function is answered with status 400.\n");
        tables.forEach((group, rows) -> page.append("\n## ")
                .append(group)
                .append("\n\n| function | |\n| --- | --- |\n")
                .append(rows));
        return page.toString();
    }

    private static String row(Algorithm algorithm) {
        StringBuilder text =
                new StringBuilder("| `").append(algorithm.signature().name()).append('(');
        String separator = "";
        for (Signature.Parameter each : algorithm.signature().arguments()) {
            text.append(separator).append(each.name());
            each.defaultValue().ifPresent(value -> text.append(" = ").append(ValueWriter.json(value)));
            text.append(each.optional() && each.defaultValue().isEmpty() ? "?" : "");
            separator = ", ";
        }
        return text.append(")` | ")
                .append(algorithm.description())
                .append(" |\n")
                .toString();
    }
}
