package dev.swath.emulator.expression;

import dev.swath.emulator.raster.Budget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Functions that sum up one property of all elements of a collection. */
final class AggregateFunctions {

    /** Memory of a value in its lists. */
    private static final long BYTES = 100;

    private AggregateFunctions() {}

    static void addTo(Algorithms table) {
        String arguments = "(FeatureCollection collection, String property): ";
        table.add(
                "AggregateFeatureCollection.array" + arguments + "List<Object>",
                "The values of a property.",
                a -> values(a));
        table.add(
                "AggregateFeatureCollection.first" + arguments + "<any>",
                "The first value of a property.",
                a -> values(a).stream().findFirst().orElse(Nothing.NULL));
        table.add(
                "AggregateFeatureCollection.count" + arguments + "Number",
                "The number of elements with a property.",
                a -> (long) values(a).size());
        table.add(
                "AggregateFeatureCollection.count_distinct" + arguments + "Number",
                "The number of different values of a property.",
                a -> (long) ListFunctions.distinct(values(a)).size());
        table.add(
                "AggregateFeatureCollection.histogram" + arguments + "Dictionary<Object>",
                "How often each value of a property occurs.",
                AggregateFunctions::histogram);
        table.add(
                "AggregateFeatureCollection.stats" + arguments + "Dictionary<Object>",
                "Statistics of the numbers of a property.",
                AggregateFunctions::stats);
        Map<String, String> statistics = new TreeMap<>(Map.of(
                "min",
                "min",
                "max",
                "max",
                "mean",
                "mean",
                "sum",
                "sum",
                "product",
                "product",
                "total_sd",
                "stdDev",
                "total_var",
                "variance",
                "sample_sd",
                "sampleStdDev",
                "sample_var",
                "sampleVariance"));
        statistics.forEach((name, reducer) -> table.add(
                "AggregateFeatureCollection." + name + arguments + (name.matches("min|max") ? "<any>" : "Number"),
                "Of the numbers of a property: " + Statistics.ALL.get(reducer).description(),
                a -> aggregate(a, reducer)));
    }

    private static List<Object> values(Arguments arguments) {
        String property = arguments.text("property");
        Budget budget = arguments.context().budget();
        List<Object> values = new ArrayList<>();
        arguments.collection("collection").source().described().forEachRemaining(element -> element.properties()
                .get(property)
                .ifPresent(value -> {
                    budget.hold(BYTES);
                    values.add(value);
                }));
        return values;
    }

    private static Object histogram(Arguments arguments) {
        Map<String, Object> counts = new TreeMap<>();
        values(arguments)
                .forEach(value -> counts.merge(
                        StringFunctions.text(value),
                        1L,
                        (a, b) -> ((Number) a).longValue() + ((Number) b).longValue()));
        return counts;
    }

    private static Object aggregate(Arguments arguments, String reducer) {
        List<List<Object>> rows = values(arguments).stream().map(List::of).toList();
        return Statistics.ALL.get(reducer).objects(rows).get(0);
    }

    private static Object stats(Arguments arguments) {
        List<List<Object>> rows = values(arguments).stream().map(List::of).toList();
        Map<String, Object> stats = new TreeMap<>();
        Map.of(
                        "max",
                        "max",
                        "min",
                        "min",
                        "mean",
                        "mean",
                        "sum",
                        "sum",
                        "sample_sd",
                        "sampleStdDev",
                        "sample_var",
                        "sampleVariance",
                        "total_sd",
                        "stdDev",
                        "total_var",
                        "variance",
                        "total_count",
                        "count")
                .forEach((name, reducer) -> stats.put(
                        name, Statistics.ALL.get(reducer).objects(rows).get(0)));
        stats.put("valid_count", stats.get("total_count"));
        return stats;
    }
}
