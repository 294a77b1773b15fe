package dev.swath.emulator.expression;

import dev.swath.emulator.raster.ComputationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Functions that make reducers. */
final class ReducerFunctions {

    private static final String BUCKETS = "Integer maxBuckets?, Float minBucketWidth?, Integer maxRaw?";
    private static final Set<String> BY_HISTOGRAM = Set.of("median", "mode");

    /** A regression of more variables takes too long. */
    private static final int MOST_VARIABLES = 100;

    private ReducerFunctions() {}

    static void addTo(Algorithms table) {
        Statistics.ALL.forEach((name, statistic) -> {
            String arguments = BY_HISTOGRAM.contains(name)
                    ? BUCKETS
                    : name.equals("min") || name.equals("max") ? "Integer numInputs = 1" : "";
            ReducerValue reducer = statistic.named(List.of(Statistics.output(name)));
            table.add("Reducer." + name + "(" + arguments + "): Reducer", statistic.description(), a -> reducer);
        });
        table.add("Reducer.first(): Reducer", "The first input.", a -> new Reducers.Pick("first", false, false));
        table.add("Reducer.last(): Reducer", "The last input.", a -> new Reducers.Pick("last", true, false));
        table.add(
                "Reducer.firstNonNull(): Reducer",
                "The first input that is not null.",
                a -> new Reducers.Pick("firstNonNull", false, true));
        table.add(
                "Reducer.lastNonNull(): Reducer",
                "The last input that is not null.",
                a -> new Reducers.Pick("lastNonNull", true, true));
        table.add(
                "Reducer.minMax(): Reducer",
                "The smallest and the greatest input.",
                a -> new ComposedReducers.Combined(Statistics.ALL.get("min"), Statistics.ALL.get("max"), "", true));
        table.add(
                "Reducer.toList(Integer tupleSize?, Integer numOptional = 0): Reducer",
                "All inputs as a list, or as tuples.",
                a -> new Reducers.ToList(a.has("tupleSize") ? a.integer("tupleSize") : 0));
        table.add(
                "Reducer.frequencyHistogram(): Reducer",
                "How often each value occurs.",
                a -> new Reducers.Frequencies());
        table.add(
                "Reducer.fixedHistogram(Float min, Float max, Integer steps, Boolean cumulative = false): Reducer",
                "How many inputs each of some steps of equal width has, an array of rows of lower limit and count.",
                a -> new FixedHistogram(a.decimal("min"), a.decimal("max"), a.integer("steps"), a.flag("cumulative")));
        table.add("Reducer.countDistinct(): Reducer", "The number of different inputs.", a -> new Reducers.Distinct());
        table.add(
                "Reducer.percentile(List<Number> percentiles, List<String> outputNames?, " + BUCKETS + "): Reducer",
                "Percentiles, linear between the values next to them.",
                ReducerFunctions::percentiles);
        table.add(
                "Reducer.linearFit(): Reducer",
                "Slope and offset of a line through pairs of x and y.",
                a -> new Reducers.LinearFit());
        table.add(
                "Reducer.linearRegression(Integer numX, Integer numY = 1): Reducer",
                "Coefficients of a linear regression, an array of numX rows and numY columns, and the residuals' root mean squares.",
                a -> new ArrayReducers.LinearRegression(count(a, "numX"), count(a, "numY")));
        table.add(
                "Reducer.forEachElement(Reducer reducer): Reducer",
                "Reduces arrays of equal shape, each number by itself.",
                a -> new ArrayReducers.ForEachElement(a.reducer("reducer")));
        table.add(
                "Reducer.combine(Reducer reducer1, Reducer reducer2, String outputPrefix = '', Boolean sharedInputs = false): Reducer",
                "Two reducers at once.",
                a -> new ComposedReducers.Combined(
                        a.reducer("reducer1"), a.reducer("reducer2"), a.text("outputPrefix"), a.flag("sharedInputs")));
        table.add(
                "Reducer.repeat(Reducer reducer, Integer count): Reducer",
                "Copies of a reducer, one for each input.",
                a -> new ComposedReducers.Repeated(a.reducer("reducer"), Math.max(1, a.integer("count"))));
        table.add(
                "Reducer.group(Reducer reducer, Integer groupField = 0, String groupName = 'group'): Reducer",
                "A reducer for each value of one input.",
                a -> new ComposedReducers.Grouped(
                        a.reducer("reducer"),
                        Math.max(0, Math.min(a.reducer("reducer").inputs(), a.integer("groupField"))),
                        a.text("groupName")));
        table.add(
                "Reducer.setOutputs(Reducer reducer, List<String> outputs): Reducer",
                "A reducer with other names of its outputs.",
                ReducerFunctions::renamed);
        table.add(
                "Reducer.getOutputs(Reducer reducer): List<Object>",
                "The names of a reducer's outputs.",
                a -> new ArrayList<Object>(a.reducer("reducer").outputs()));
        table.add(
                "Reducer.unweighted(Reducer reducer): Reducer",
                "A reducer for which all inputs count alike.",
                a -> new ComposedReducers.Unweighted(a.reducer("reducer")));
    }

    private static int count(Arguments arguments, String name) {
        int count = arguments.integer(name);
        if (count < 1 || count > MOST_VARIABLES) {
            throw ComputationException.of(
                    "%s: '%s' must be between 1 and %d. Found %d.", arguments.function(), name, MOST_VARIABLES, count);
        }
        return count;
    }

    private static Object percentiles(Arguments arguments) {
        List<Double> percents = arguments.numbers("percentiles").stream()
                .map(Number::doubleValue)
                .toList();
        List<String> names = arguments
                .optionalTexts("outputNames")
                .orElseGet(() -> arguments.numbers("percentiles").stream()
                        .map(percent -> "p"
                                + (percent.doubleValue() == percent.longValue()
                                        ? Long.toString(percent.longValue())
                                        : percent.toString().replace('.', '_')))
                        .toList());
        if (names.size() != percents.size()) {
            throw ComputationException.of("Reducer.percentile: There must be a name for each percentile.");
        }
        return new Reducers.Percentiles(percents, names);
    }

    private static Object renamed(Arguments arguments) {
        List<String> names = arguments.texts("outputs");
        if (names.size() != arguments.reducer("reducer").outputs().size()) {
            throw ComputationException.of("Reducer.setOutputs: There must be a name for each output.");
        }
        return arguments.reducer("reducer").named(names);
    }
}
