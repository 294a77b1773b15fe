package dev.swath.emulator.expression;

import dev.swath.emulator.raster.ComputationException;
import dev.swath.emulator.raster.DerivedRaster;
import dev.swath.emulator.raster.DistanceKernel;
import dev.swath.emulator.raster.DistanceTransform;
import dev.swath.emulator.raster.FocalExtreme;
import dev.swath.emulator.raster.FocalFilter;
import dev.swath.emulator.raster.FocalSum;
import dev.swath.emulator.raster.FocalValues;
import dev.swath.emulator.raster.Kernel;
import dev.swath.emulator.raster.KernelShape;
import dev.swath.emulator.raster.NeighbourhoodRaster;
import dev.swath.emulator.raster.PixelType;
import dev.swath.emulator.raster.Raster;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Functions that look at the pixels around each pixel: filters and distances. */
final class ImageNeighbourFunctions {

    private static final String FOCAL =
            "(Image image, Float radius = 1.5, String kernelType = 'circle', String units = 'pixels', Integer iterations = 1, Kernel kernel?): Image";

    private static final Map<String, FocalFilter.Reduction> QUICK = Map.of(
            "max", new FocalExtreme(true),
            "min", new FocalExtreme(false),
            "mean", new FocalSum(true),
            "sum", new FocalSum(false));

    private ImageNeighbourFunctions() {}

    static void addTo(Algorithms table) {
        Map<String, String> statistics =
                Map.of("Max", "max", "Min", "min", "Mean", "mean", "Median", "median", "Mode", "mode");
        statistics.forEach((suffix, statistic) -> {
            String text = "Over the neighbourhood of each pixel: "
                    + Statistics.ALL.get(statistic).description();
            table.add("Image.focal" + suffix + FOCAL, text, a -> focal(a, statistic));
            table.add("Image.focal_" + suffix.toLowerCase(Locale.ROOT) + FOCAL, text, a -> focal(a, statistic));
        });
        table.add(
                "Image.reduceNeighborhood(Image image, Reducer reducer, Kernel kernel, Object inputWeight = 'kernel', Boolean skipMasked = true, String optimization?): Image",
                "A reducer applied to the neighbourhood of each pixel.",
                ImageNeighbourFunctions::reduce);
        table.add(
                "Image.convolve(Image image, Kernel kernel): Image",
                "The sum of the neighbours of each pixel, multiplied by the weights of a kernel. Masked pixels do not count.",
                ImageNeighbourFunctions::convolve);
        table.add(
                "Image.distance(Image image, Kernel kernel?, Boolean skipMasked = true): Image",
                "The distance to the nearest pixel that is not 0, masked where there is none within the kernel.",
                ImageNeighbourFunctions::distance);
        table.add(
                "Image.fastDistanceTransform(Image image, Integer neighborhood = 256, String units = 'pixels', String metric = 'squared_euclidean'): Image",
                "The squared distance to the nearest pixel that is not 0.",
                ImageNeighbourFunctions::squared);
        table.add(
                "Image.directionalDistanceTransform(Image source, Float angle, Integer maxDistance, String labelBand?): Image",
                "The distance to the nearest pixel that is not 0, in a direction.",
                ImageNeighbourFunctions::directional);
    }

    /** The quickest way to a statistic of a neighbourhood. */
    private static FocalFilter.Reduction reduction(ReducerValue reducer, int output) {
        if (reducer instanceof Statistic statistic) {
            Statistic.Rule rule = statistic.rule();
            return QUICK.entrySet().stream()
                    .filter(each -> Statistics.ALL.get(each.getKey()).rule() == rule)
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElseGet(() -> new FocalValues(rule::of));
        }
        return new FocalValues((values, weights, count) -> {
            double[] all = new double[reducer.width()];
            reducer.reduce(new double[][] {values}, weights, count, all);
            return all[output];
        });
    }

    private static Kernel kernel(Arguments arguments) {
        if (arguments.value("kernel") instanceof Kernel kernel) {
            return kernel;
        }
        throw ComputationException.of(
                "%s, argument 'kernel': Invalid type.\nExpected type: Kernel.\nActual type: %s.",
                arguments.function(), Convert.typeName(arguments.value("kernel")));
    }

    private static Object focal(Arguments arguments, String name) {
        Kernel kernel = arguments.has("kernel")
                ? kernel(arguments)
                : new KernelShape(
                        arguments.text("kernelType"),
                        arguments.decimal("radius"),
                        arguments.text("units").startsWith("m"));
        Statistic statistic = Statistics.ALL.get(name);
        int iterations = Math.max(1, arguments.integer("iterations"));
        if (iterations > Kernel.LARGEST) {
            throw ComputationException.of(
                    "%s: A filter can be applied at most %d times.", arguments.function(), Kernel.LARGEST);
        }
        FocalFilter filter = new FocalFilter(kernel, iterations, true, reduction(statistic, 0));
        return arguments
                .image("image")
                .map(band -> band.with(statistic.type(band.type(), 0), filter.of(band.raster())));
    }

    private static Object reduce(Arguments arguments) {
        ReducerValue reducer = arguments.reducer("reducer");
        if (reducer.inputs() != 1) {
            throw ComputationException.of("Image.reduceNeighborhood: The reducer must take one input.");
        }
        if (!arguments.value("inputWeight").equals("kernel")) {
            throw ComputationException.of("Image.reduceNeighborhood: The emulator weighs inputs by the kernel only.");
        }
        Kernel kernel = kernel(arguments);
        ImageValue image = arguments.image("image");
        List<Band> results = new ArrayList<>();
        for (Band band : image.bands()) {
            for (int output = 0; output < reducer.outputs().size(); output++) {
                FocalFilter filter =
                        new FocalFilter(kernel, 1, arguments.flag("skipMasked"), reduction(reducer, output));
                results.add(band.with(reducer.type(band.type(), output), filter.of(band.raster()))
                        .named(band.id() + "_" + reducer.outputs().get(output)));
            }
        }
        return image.computed(Bands.unique(results));
    }

    private static Object convolve(Arguments arguments) {
        FocalFilter filter = new FocalFilter(kernel(arguments), 1, true, new FocalSum(false));
        return arguments.image("image").map(band -> band.with(PixelType.DOUBLE, filter.of(band.raster())));
    }

    private static Object distance(Arguments arguments) {
        Kernel kernel = arguments.has("kernel")
                ? kernel(arguments)
                : new DistanceKernel(DistanceKernel.Metric.EUCLIDEAN, Kernel.LARGEST, false);
        if (!(kernel instanceof DistanceKernel distances)) {
            throw ComputationException.of(
                    "Image.distance: The kernel must be euclidean, manhattan or chebyshev, and not normalized.");
        }
        boolean skip = arguments.flag("skipMasked");
        return arguments.image("image").map(band -> {
            Raster found = new NeighbourhoodRaster(
                    band.raster(),
                    grid -> new int[] {distances.reach(grid), distances.reach(grid)},
                    window -> DistanceTransform.within(window, distances));
            Raster shown = new DerivedRaster(List.of(found, band.raster()), blocks -> blocks.get(0)
                    .withMask(blocks.get(0).maskWith(blocks.get(1))));
            return band.with(PixelType.FLOAT, skip ? shown : found);
        });
    }

    private static Object squared(Arguments arguments) {
        String metric = arguments.text("metric");
        if (!metric.equals("squared_euclidean")) {
            throw ComputationException.of(
                    "Image.fastDistanceTransform: The emulator computes only 'squared_euclidean'.");
        }
        int reach = Math.max(1, arguments.integer("neighborhood"));
        return around(arguments.image("image"), reach, window -> DistanceTransform.squared(window, reach));
    }

    private static Object directional(Arguments arguments) {
        double angle = arguments.decimal("angle");
        int reach = Math.max(1, arguments.integer("maxDistance"));
        return around(arguments.image("source"), reach, window -> DistanceTransform.directional(window, angle, reach));
    }

    private static ImageValue around(ImageValue image, int reach, NeighbourhoodRaster.Filter filter) {
        Raster raster = new NeighbourhoodRaster(image.first().raster(), grid -> new int[] {reach, reach}, filter);
        return image.computed(
                List.of(image.first().with(PixelType.FLOAT, raster).named("distance")));
    }
}
