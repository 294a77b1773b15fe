package dev.swath.emulator.expression;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.swath.emulator.raster.ComputationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Functions of texts. */
final class StringFunctions {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The most characters that a replacement makes. */
    private static final int LONGEST = 10_000_000;

    private StringFunctions() {}

    static void addTo(Algorithms table) {
        table.add("String(Object input): String", "A value as a text.", a -> text(a.value("input")));
        table.add(
                "String.cat(String string1, String string2): String",
                "Two texts, one after the other.",
                a -> a.text("string1") + a.text("string2"));
        table.add("String.length(String string): Integer", "The number of characters.", a ->
                (long) a.text("string").length());
        table.add(
                "String.slice(String string, Integer start, Integer end?): String",
                "A part of a text; negative positions count from its end.",
                StringFunctions::slice);
        table.add(
                "String.split(String string, String regex, String flags = ''): List<String>",
                "The parts of a text between matches.",
                StringFunctions::split);
        table.add(
                "String.replace(String input, String regex, String replacement, String flags = ''): String",
                "A text with its first match replaced, or with flag g all.",
                StringFunctions::replace);
        table.add(
                "String.match(String input, String regex, String flags = ''): List<String>",
                "The first match and its groups, or with flag g all matches.",
                StringFunctions::match);
        table.add(
                "String.index(String target, String pattern): Integer",
                "Where a text first contains another, or -1.",
                a -> (long) a.text("target").indexOf(a.text("pattern")));
        table.add(
                "String.rindex(String target, String pattern): Integer",
                "Where a text last contains another, or -1.",
                a -> (long) a.text("target").lastIndexOf(a.text("pattern")));
        table.add(
                "String.compareTo(String string1, String string2): Integer",
                "-1, 0 or 1 by the order of two texts.",
                a -> (long) Integer.signum(a.text("string1").compareTo(a.text("string2"))));
        table.add(
                "String.equals(String reference, Object target): Boolean",
                "Whether two texts are equal.",
                a -> a.text("string1").equals(a.text("string2")));
        table.add("String.trim(String string): String", "A text without blanks around it.", a -> a.text("string")
                .strip());
        table.add("String.toLowerCase(String string): String", "A text in small letters.", a -> a.text("string")
                .toLowerCase(Locale.ROOT));
        table.add("String.toUpperCase(String string): String", "A text in capital letters.", a -> a.text("string")
                .toUpperCase(Locale.ROOT));
        table.add(
                "String.encodeJSON(Object object): String", "A value as JSON.", a -> ValueWriter.json(a.value("object"))
                        .toString());
        table.add("String.decodeJSON(String string): Object", "The value that JSON holds.", StringFunctions::decode);
    }

    static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Number || value instanceof Boolean || value instanceof Nothing) {
            return value.toString();
        }
        return ValueWriter.json(value).toString();
    }

    private static Object decode(Arguments arguments) {
        try {
            return Expression.constant(JSON.readTree(arguments.text("string")));
        } catch (JsonProcessingException e) {
            throw ComputationException.of("String.decodeJSON: %s", e.getOriginalMessage());
        }
    }

    private static Object slice(Arguments arguments) {
        String text = arguments.text("string");
        int[] range = ListFunctions.range(
                arguments.integer("start"),
                arguments.has("end") ? arguments.integer("end") : text.length(),
                text.length());
        return text.substring(range[0], Math.max(range[0], range[1]));
    }

    private static Pattern pattern(Arguments arguments) {
        int flags = arguments.text("flags").contains("i") ? Pattern.CASE_INSENSITIVE : 0;
        try {
            return Pattern.compile(arguments.text("regex"), flags);
        } catch (PatternSyntaxException e) {
            throw ComputationException.of("%s: Invalid regular expression '%s'.", arguments.function(), e.getPattern());
        }
    }

    private static Object split(Arguments arguments) {
        return new ArrayList<Object>(Arrays.asList(pattern(arguments).split(searched(arguments, "string"), -1)));
    }

    private static Object replace(Arguments arguments) {
        Matcher matcher = pattern(arguments).matcher(searched(arguments, "input"));
        String replacement = arguments.text("replacement");
        boolean all = arguments.text("flags").contains("g");
        StringBuilder result = new StringBuilder();
        try {
            while (matcher.find()) {
                matcher.appendReplacement(result, replacement);
                if (result.length() > LONGEST) {
                    throw ComputationException.outOfMemory();
                }
                if (!all) {
                    break;
                }
            }
            return matcher.appendTail(result).toString();
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw ComputationException.of("String.replace: Invalid replacement '%s'.", replacement);
        }
    }

    private static CharSequence searched(Arguments arguments, String name) {
        return new SearchedText(arguments.text(name), arguments.context().budget());
    }

    private static Object match(Arguments arguments) {
        Matcher matcher = pattern(arguments).matcher(searched(arguments, "input"));
        List<Object> found = new ArrayList<>();
        if (arguments.text("flags").contains("g")) {
            while (matcher.find()) {
                found.add(matcher.group());
            }
        } else if (matcher.find()) {
            for (int i = 0; i <= matcher.groupCount(); i++) {
                found.add(matcher.group(i) == null ? Nothing.NULL : matcher.group(i));
            }
        }
        return found;
    }
}
