package dev.swath.emulator.expression;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Joins of two collections. */
final class JoinFunctions {

    private JoinFunctions() {}

    static void addTo(Algorithms table) {
        table.add("Join.simple(): Join", "Keeps elements that have a match.", a ->
                (JoinValue) (primary, matches, condition) -> matches.isEmpty() ? List.of() : List.of(primary));
        table.add("Join.inverted(): Join", "Keeps elements that have no match.", a ->
                (JoinValue) (primary, matches, condition) -> matches.isEmpty() ? List.of(primary) : List.of());
        table.add(
                "Join.saveFirst(String matchKey, String ordering?, Boolean ascending = true, String measureKey?, Boolean outer = false): Join",
                "Adds the first match to each element as a property.",
                a -> saved(a, "matchKey", true));
        table.add(
                "Join.saveBest(String matchKey, String measureKey, Boolean outer = false): Join",
                "Adds a match to each element as a property.",
                JoinFunctions::best);
        table.add(
                "Join.saveAll(String matchesKey, String ordering?, Boolean ascending = true, String measureKey?, Boolean outer = false): Join",
                "Adds all matches to each element as a property.",
                a -> saved(a, "matchesKey", false));
        table.add(
                "Join.inner(String primaryKey = 'primary', String secondaryKey = 'secondary', String measureKey?): Join",
                "Makes a feature of each pair that matches.",
                JoinFunctions::inner);
        table.add(
                "Join.apply(Join join, FeatureCollection primary, FeatureCollection secondary, Filter condition): FeatureCollection",
                "Joins two collections.",
                JoinFunctions::apply);
    }

    private static Object saved(Arguments arguments, String key, boolean first) {
        String name = arguments.text(key);
        Optional<String> ordering = arguments.optionalText("ordering");
        boolean ascending = arguments.flag("ascending");
        boolean outer = arguments.flag("outer");
        return (JoinValue) (primary, matches, condition) -> {
            if (matches.isEmpty()) {
                return outer ? List.of(primary) : List.of();
            }
            List<Element> sorted =
                    ordering.map(by -> sorted(matches, by, ascending)).orElse(matches);
            Object value = first ? sorted.get(0) : List.copyOf(sorted);
            return List.of(primary.withProperties(primary.properties().with(name, value)));
        };
    }

    private static Object best(Arguments arguments) {
        String name = arguments.text("matchKey");
        boolean outer = arguments.flag("outer");
        return (JoinValue) (primary, matches, condition) -> matches.isEmpty()
                ? outer ? List.of(primary) : List.of()
                : List.of(primary.withProperties(primary.properties().with(name, matches.get(0))));
    }

    private static Object inner(Arguments arguments) {
        String primaryKey = arguments.text("primaryKey");
        String secondaryKey = arguments.text("secondaryKey");
        return (JoinValue) (primary, matches, condition) -> {
            List<Element> pairs = new ArrayList<>();
            for (Element match : matches) {
                pairs.add(new FeatureValue(
                        primary.geometry(),
                        Properties.none().with(primaryKey, primary).with(secondaryKey, match)));
            }
            return pairs;
        };
    }

    static List<Element> sorted(List<Element> elements, String property, boolean ascending) {
        Comparator<Element> order = Comparator.comparing(
                element -> element.properties().get(property).orElse(Nothing.NULL), Order.ascending());
        return elements.stream().sorted(ascending ? order : order.reversed()).toList();
    }

    private static Object apply(Arguments arguments) {
        JoinValue join = (JoinValue) arguments.value("join");
        FilterValue condition = arguments.filter("condition");
        CollectionValue primary = arguments.collection("primary");
        List<Element> secondary = arguments.collection("secondary").accumulated();
        List<Element> results = new ArrayList<>();
        for (Element element : primary.accumulated()) {
            arguments.context().budget().check();
            List<Element> matches = secondary.stream()
                    .filter(other -> condition.test(element, other))
                    .toList();
            results.addAll(join.joined(element, matches, condition));
        }
        return CollectionValue.of(results);
    }
}
