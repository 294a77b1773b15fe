package dev.swath.emulator.expression;

import dev.swath.emulator.raster.Block;
import dev.swath.emulator.raster.ComputationException;
import dev.swath.emulator.raster.DerivedRaster;
import dev.swath.emulator.raster.DistanceTransform;
import dev.swath.emulator.raster.FocalFilter;
import dev.swath.emulator.raster.GridProjection;
import dev.swath.emulator.raster.Interpolation;
import dev.swath.emulator.raster.KernelShape;
import dev.swath.emulator.raster.NeighbourhoodRaster;
import dev.swath.emulator.raster.PixelType;
import dev.swath.emulator.raster.Raster;
import dev.swath.emulator.raster.ReprojectedRaster;
import dev.swath.emulator.raster.ResampledRaster;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Functions that move pixels: projections, neighbourhoods, distances. */
final class ImageShapeFunctions {

    private static final String PROJECTED =
            "(Image image, Projection crs, List<Float> crsTransform?, Float scale?): Image";
    private static final String FOCAL =
            "(Image image, Float radius = 1.5, String kernelType = 'circle', String units = 'pixels', Integer iterations = 1, Kernel kernel?): Image";

    private ImageShapeFunctions() {}

    static void addTo(Algorithms table) {
        table.add(
                "Image.reproject" + PROJECTED,
                "An image computed in a projection, whatever is asked for.",
                a -> reproject(a, true));
        table.add(
                "Image.setDefaultProjection" + PROJECTED,
                "An image with another default projection.",
                a -> reproject(a, false));
        table.add(
                "Image.resample(Image image, String mode = 'bilinear'): Image",
                "An image whose pixels are interpolated in other projections.",
                ImageShapeFunctions::resample);
        table.add(
                "Image.clipToBoundsAndScale(Image input, Geometry geometry?, Integer width?, Integer height?, Integer maxDimension?, Float scale?): Image",
                "An image cut to a box and scaled to a size.",
                BoundsAndScale::apply);
        Map<String, String> statistics =
                Map.of("Max", "max", "Min", "min", "Mean", "mean", "Median", "median", "Mode", "mode");
        statistics.forEach((suffix, statistic) -> {
            String text = "Over the neighbourhood of each pixel: "
                    + Statistics.ALL.get(statistic).description();
            table.add("Image.focal" + suffix + FOCAL, text, a -> focal(a, statistic));
            table.add("Image.focal_" + suffix.toLowerCase(Locale.ROOT) + FOCAL, text, a -> focal(a, statistic));
        });
        table.add(
                "Image.fastDistanceTransform(Image image, Integer neighborhood = 256, String units = 'pixels', String metric = 'squared_euclidean'): Image",
                "The squared distance to the nearest pixel that is not 0.",
                ImageShapeFunctions::distance);
        table.add(
                "Image.directionalDistanceTransform(Image source, Float angle, Integer maxDistance, String labelBand?): Image",
                "The distance to the nearest pixel that is not 0, in a direction.",
                ImageShapeFunctions::directional);
    }

    private static GridProjection projection(Arguments arguments) {
        GridProjection crs = arguments.projection("crs");
        if (arguments.has("crsTransform")) {
            return ProjectionFunctions.transformed(crs, arguments.list("crsTransform"));
        }
        return arguments.has("scale") ? scaled(crs, arguments.decimal("scale")) : crs;
    }

    /** A reference system with pixels of a size; the lattice of a projection that has one is kept. */
    static GridProjection scaled(GridProjection crs, double metres) {
        if (!(metres > 0)) {
            throw ComputationException.of("The scale must be positive.");
        }
        return crs.atScale(metres);
    }

    private static Object reproject(Arguments arguments, boolean forced) {
        GridProjection lattice = projection(arguments);
        return arguments.image("image").map(band -> {
            Raster raster =
                    forced ? new ReprojectedRaster(band.raster(), lattice, Interpolation.NEAREST) : band.raster();
            return new Band(band.id(), band.type(), lattice, Optional.empty(), raster);
        });
    }

    private static Object resample(Arguments arguments) {
        String mode = arguments.text("mode");
        if (!mode.equals("bilinear") && !mode.equals("bicubic")) {
            throw ComputationException.of("Image.resample: Unknown resampling mode '%s'.", mode);
        }
        Interpolation interpolation = Interpolation.valueOf(mode.toUpperCase(Locale.ROOT));
        return arguments
                .image("image")
                .map(band -> band.with(
                        band.type().isInteger() ? band.type().floating() : band.type(),
                        new ResampledRaster(band.raster(), band.projection(), interpolation)));
    }

    private static Object focal(Arguments arguments, String statistic) {
        String units = arguments.text("units");
        KernelShape kernel = arguments.value("kernel") instanceof KernelShape given
                ? given
                : new KernelShape(arguments.text("kernelType"), arguments.decimal("radius"), units.startsWith("m"));
        Statistic rule = Statistics.ALL.get(statistic);
        FocalFilter filter = new FocalFilter(kernel, Math.max(1, arguments.integer("iterations")), rule.rule()::of);
        return arguments.image("image").map(band -> band.with(rule.type(band.type(), 0), filter.of(band.raster())));
    }

    private static Object distance(Arguments arguments) {
        String metric = arguments.text("metric");
        if (!metric.equals("squared_euclidean")) {
            throw ComputationException.of(
                    "Image.fastDistanceTransform: The emulator computes only 'squared_euclidean'.");
        }
        int reach = Math.max(1, arguments.integer("neighborhood"));
        ImageValue image = arguments.image("image");
        Raster raster = new NeighbourhoodRaster(
                image.first().raster(),
                grid -> new int[] {reach, reach},
                window -> DistanceTransform.squared(window, reach));
        return image.computed(
                List.of(image.first().with(PixelType.FLOAT, raster).named("distance")));
    }

    private static Object directional(Arguments arguments) {
        ImageValue source = arguments.image("source");
        double angle = arguments.decimal("angle");
        int reach = Math.max(1, arguments.integer("maxDistance"));
        Raster raster = new NeighbourhoodRaster(
                source.first().raster(),
                grid -> new int[] {reach, reach},
                window -> DistanceTransform.directional(window, angle, reach));
        return source.computed(
                List.of(source.first().with(PixelType.FLOAT, raster).named("distance")));
    }

    /** A band masked outside a geometry. */
    static Raster within(Raster raster, GeometryValue geometry) {
        return new DerivedRaster(
                List.of(raster, ImageMaskFunctions.inside(geometry)),
                blocks -> new Block(blocks.get(0).values(), blocks.get(0).maskWith(blocks.get(1))));
    }
}
