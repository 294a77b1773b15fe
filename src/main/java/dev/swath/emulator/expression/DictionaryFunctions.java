package dev.swath.emulator.expression;

import dev.swath.emulator.raster.ComputationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Functions of dictionaries, whose keys are in alphabetical order. */
final class DictionaryFunctions {

    private DictionaryFunctions() {}

    static void addTo(Algorithms table) {
        table.add(
                "Dictionary(Object input?): Dictionary<Object>",
                "A dictionary of a list of keys and values in turn, or of an element's properties.",
                DictionaryFunctions::of);
        table.add(
                "Dictionary.get(Dictionary<Object> dictionary, String key, Object defaultValue?): Object",
                "The value under a key, or the default.",
                DictionaryFunctions::get);
        table.add(
                "Dictionary.getNumber(Dictionary<Object> dictionary, String key): Number",
                "The number under a key.",
                DictionaryFunctions::get);
        table.add(
                "Dictionary.getString(Dictionary<Object> dictionary, String key): String",
                "The text under a key.",
                DictionaryFunctions::get);
        table.add(
                "Dictionary.contains(Dictionary<Object> dictionary, String key): Boolean",
                "Whether there is a key.",
                a -> a.dictionary("dictionary").containsKey(a.text("key")));
        table.add(
                "Dictionary.keys(Dictionary<Object> dictionary): List<String>",
                "The keys.",
                a -> new ArrayList<Object>(sorted(a).keySet()));
        table.add(
                "Dictionary.values(Dictionary<Object> dictionary, List<String> keys?): List<Object>",
                "The values of all keys, or of some.",
                DictionaryFunctions::values);
        table.add("Dictionary.size(Dictionary<Object> dictionary): Integer", "The number of keys.", a ->
                (long) a.dictionary("dictionary").size());
        table.add(
                "Dictionary.set(Dictionary<Object> dictionary, String key, Object value): Dictionary<Object>",
                "A dictionary with one value set.",
                DictionaryFunctions::set);
        table.add(
                "Dictionary.map(Dictionary<Object> dictionary, Algorithm baseAlgorithm): Dictionary<Object>",
                "The results of a function for each key and value; null drops the key.",
                DictionaryFunctions::map);
        table.add(
                "Dictionary.remove(Dictionary<Object> dictionary, List<String> selectors, Boolean ignoreMissing = false): Dictionary<Object>",
                "A dictionary without some keys.",
                a -> picked(a, false));
        table.add(
                "Dictionary.select(Dictionary<Object> dictionary, List<String> selectors, Boolean ignoreMissing = false): Dictionary<Object>",
                "Some keys of a dictionary.",
                a -> picked(a, true));
        table.add(
                "Dictionary.rename(Dictionary<Object> dictionary, List<String> from, List<String> to, Boolean overwrite = false): Dictionary<Object>",
                "A dictionary with some keys renamed.",
                DictionaryFunctions::rename);
        table.add(
                "Dictionary.combine(Dictionary<Object> first, Dictionary<Object> second, Boolean overwrite = true): Dictionary<Object>",
                "Two dictionaries in one.",
                DictionaryFunctions::combine);
        table.add(
                "Dictionary.fromLists(List<String> keys, List<Object> values): Dictionary<Object>",
                "A dictionary of keys and values.",
                DictionaryFunctions::fromLists);
        table.add(
                "Dictionary.toImage(Dictionary<Object> dictionary, List<String> names?): Image",
                "An image with a constant band for each key.",
                DictionaryFunctions::toImage);
    }

    private static Map<String, Object> sorted(Arguments arguments) {
        return new TreeMap<>(arguments.dictionary("dictionary"));
    }

    private static Object of(Arguments arguments) {
        Object input = arguments.value("input");
        if (input == Nothing.NULL) {
            return new TreeMap<String, Object>();
        }
        if (input instanceof List<?> list) {
            Map<String, Object> map = new TreeMap<>();
            for (int i = 0; i + 1 < list.size(); i += 2) {
                map.put(String.valueOf(list.get(i)), list.get(i + 1));
            }
            return map;
        }
        return arguments.dictionary("input");
    }

    static Object get(Arguments arguments) {
        Object value = arguments.dictionary("dictionary").get(arguments.text("key"));
        if (value != null) {
            return value;
        }
        if (!arguments.function().equals("Dictionary.get") || !arguments.has("defaultValue")) {
            throw ComputationException.of(
                    "%s: Dictionary does not contain key: '%s'.", arguments.function(), arguments.text("key"));
        }
        return arguments.value("defaultValue");
    }

    static List<Object> values(Arguments arguments) {
        Map<String, Object> map = sorted(arguments);
        List<Object> values = new ArrayList<>();
        for (String key : arguments.optionalTexts("keys").orElseGet(() -> List.copyOf(map.keySet()))) {
            if (!map.containsKey(key)) {
                throw ComputationException.of("%s: Dictionary does not contain key: '%s'.", arguments.function(), key);
            }
            values.add(map.get(key));
        }
        return values;
    }

    private static Object set(Arguments arguments) {
        Map<String, Object> map = sorted(arguments);
        map.put(arguments.text("key"), arguments.value("value"));
        return map;
    }

    private static Object map(Arguments arguments) {
        Map<String, Object> map = new TreeMap<>();
        sorted(arguments).forEach((key, value) -> {
            Object result = arguments.procedure("baseAlgorithm").call(List.of(key, value));
            if (result != Nothing.NULL) {
                map.put(key, result);
            }
        });
        return map;
    }

    private static Object picked(Arguments arguments, boolean keep) {
        Map<String, Object> map = sorted(arguments);
        List<String> selectors = arguments.texts("selectors");
        List<String> matched = new ArrayList<>();
        for (String selector : selectors) {
            Pattern pattern = Pattern.compile(map.containsKey(selector) ? Pattern.quote(selector) : selector);
            List<String> keys = map.keySet().stream()
                    .filter(key -> pattern.matcher(key).matches())
                    .toList();
            if (keys.isEmpty() && !arguments.flag("ignoreMissing")) {
                throw ComputationException.of(
                        "%s: Dictionary does not contain key: '%s'.", arguments.function(), selector);
            }
            matched.addAll(keys);
        }
        if (keep) {
            map.keySet().retainAll(matched);
        } else {
            map.keySet().removeAll(matched);
        }
        return map;
    }

    private static Object rename(Arguments arguments) {
        Map<String, Object> map = sorted(arguments);
        List<String> from = arguments.texts("from");
        List<String> to = arguments.texts("to");
        Map<String, Object> moved = new TreeMap<>();
        for (int i = 0; i < Math.min(from.size(), to.size()); i++) {
            Object value = map.remove(from.get(i));
            if (value != null) {
                moved.put(to.get(i), value);
            }
        }
        map.putAll(moved);
        return map;
    }

    private static Object combine(Arguments arguments) {
        boolean overwrite = arguments.flag("overwrite");
        Map<String, Object> map = new TreeMap<>(arguments.dictionary(overwrite ? "first" : "second"));
        map.putAll(arguments.dictionary(overwrite ? "second" : "first"));
        return map;
    }

    private static Object fromLists(Arguments arguments) {
        List<String> keys = arguments.texts("keys");
        List<Object> values = arguments.list("values");
        if (keys.size() != values.size()) {
            throw ComputationException.of("Dictionary.fromLists: The lists must have the same length.");
        }
        Map<String, Object> map = new TreeMap<>();
        for (int i = 0; i < keys.size(); i++) {
            map.put(keys.get(i), values.get(i));
        }
        return map;
    }

    private static Object toImage(Arguments arguments) {
        Map<String, Object> map = sorted(arguments);
        List<Band> bands = new ArrayList<>();
        for (String name : arguments.optionalTexts("names").orElseGet(() -> List.copyOf(map.keySet()))) {
            Number value = Convert.number(map.getOrDefault(name, Nothing.NULL))
                    .orElseThrow(() -> ComputationException.of("Dictionary.toImage: '%s' is not a number.", name));
            bands.add(ImageValue.constant(value).first().named(name));
        }
        return ImageValue.of(bands);
    }
}
