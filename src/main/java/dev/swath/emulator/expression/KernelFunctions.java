package dev.swath.emulator.expression;

import dev.swath.emulator.raster.ComputationException;
import dev.swath.emulator.raster.DistanceKernel;
import dev.swath.emulator.raster.FixedKernel;
import dev.swath.emulator.raster.GaussianKernel;
import dev.swath.emulator.raster.Kernel;
import dev.swath.emulator.raster.KernelShape;
import dev.swath.emulator.raster.WeightedKernel;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Functions that make kernels: the neighbourhoods of filters. */
final class KernelFunctions {

    private static final String SCALED = "Boolean normalize = true, Float magnitude = 1): Kernel";
    private static final int LARGEST_SIDE = 2 * Kernel.LARGEST + 1;

    /** Kernels of 3 by 3 weights. */
    private static final Map<String, double[]> SMALL = Map.of(
            "laplacian4", new double[] {0, 1, 0, 1, -4, 1, 0, 1, 0},
            "laplacian8", new double[] {1, 1, 1, 1, -8, 1, 1, 1, 1},
            "prewitt", new double[] {1, 0, -1, 1, 0, -1, 1, 0, -1},
            "sobel", new double[] {-1, 0, 1, -2, 0, 2, -1, 0, 1});

    private KernelFunctions() {}

    static void addTo(Algorithms table) {
        for (String shape : List.of("circle", "square", "diamond", "octagon", "plus", "cross")) {
            table.add(
                    "Kernel." + shape + "(Float radius, String units = 'pixels', " + SCALED,
                    "Equal weights within a " + shape + ".",
                    a -> scaled(a, new KernelShape(shape, a.decimal("radius"), metres(a))));
        }
        table.add(
                "Kernel.rectangle(Float xRadius, Float yRadius, String units = 'pixels', " + SCALED,
                "Equal weights within a rectangle.",
                a -> scaled(a, new KernelShape("rectangle", a.decimal("xRadius"), a.decimal("yRadius"), metres(a))));
        for (DistanceKernel.Metric metric : DistanceKernel.Metric.values()) {
            String name = metric.name().toLowerCase(Locale.ROOT);
            table.add(
                    "Kernel." + name
                            + "(Float radius, String units = 'pixels', Boolean normalize = false, Float magnitude = 1): Kernel",
                    "Weights that are distances by the " + name + " metric.",
                    a -> distances(a, metric));
        }
        table.add(
                "Kernel.gaussian(Float radius, Float sigma = 1, String units = 'pixels', " + SCALED,
                "Weights that follow a normal distribution.",
                a -> scaled(a, new GaussianKernel(a.decimal("radius"), a.decimal("sigma"), metres(a))));
        SMALL.forEach((name, weights) -> table.add(
                "Kernel." + name + "(Float magnitude = 1, Boolean normalize = false): Kernel",
                "A filter of 3 by 3 pixels for edges.",
                a -> scaled(a, new FixedKernel(new Kernel.Weights(3, 3, weights)))));
        table.add(
                "Kernel.fixed(Integer width = -1, Integer height = -1, List<Object> weights, Integer x = -1, Integer y = -1, Boolean normalize = false): Kernel",
                "Weights as they are given, row by row.",
                KernelFunctions::fixed);
    }

    private static boolean metres(Arguments arguments) {
        return arguments.text("units").startsWith("m");
    }

    private static Kernel scaled(Arguments arguments, Kernel kernel) {
        return new WeightedKernel(kernel, arguments.flag("normalize"), arguments.decimal("magnitude"));
    }

    /** Distances as they are stay a kernel of distances, which {@code Image.distance} needs. */
    private static Kernel distances(Arguments arguments, DistanceKernel.Metric metric) {
        DistanceKernel kernel = new DistanceKernel(metric, arguments.decimal("radius"), metres(arguments));
        return arguments.flag("normalize") || arguments.decimal("magnitude") != 1 ? scaled(arguments, kernel) : kernel;
    }

    /** Rows of weights around a pixel of theirs, by default the one in the middle; rows are padded to make it the middle. */
    private static Kernel fixed(Arguments arguments) {
        List<List<Object>> rows = arguments.list("weights").stream()
                .map(row -> Convert.list(row).orElseThrow(() -> invalid("The weights are not a list of rows")))
                .toList();
        int width = rows.isEmpty() ? 0 : rows.get(0).size();
        if (width == 0 || rows.stream().anyMatch(row -> row.size() != width)) {
            throw invalid("The rows of weights must have the same length, at least 1");
        }
        int x = arguments.integer("x") >= 0 ? arguments.integer("x") : width / 2;
        int y = arguments.integer("y") >= 0 ? arguments.integer("y") : rows.size() / 2;
        if (x >= width || y >= rows.size()) {
            throw invalid("The origin is outside the weights");
        }
        int columns = 2 * Math.max(x, width - 1 - x) + 1;
        int height = 2 * Math.max(y, rows.size() - 1 - y) + 1;
        if (Math.max(columns, height) > LARGEST_SIDE) {
            throw invalid("The neighborhood is larger than " + LARGEST_SIDE + " pixels");
        }
        double[] weights = new double[columns * height];
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < width; column++) {
                weights[(row - y + height / 2) * columns + column - x + columns / 2] = Convert.number(
                                rows.get(row).get(column))
                        .orElseThrow(() -> invalid("A weight is not a number"))
                        .doubleValue();
            }
        }
        return new WeightedKernel(
                new FixedKernel(new Kernel.Weights(columns, height, weights)), arguments.flag("normalize"), 1);
    }

    private static ComputationException invalid(String what) {
        return ComputationException.of("Kernel.fixed: %s.", what);
    }
}
