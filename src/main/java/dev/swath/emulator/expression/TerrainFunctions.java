package dev.swath.emulator.expression;

import dev.swath.emulator.raster.Block;
import dev.swath.emulator.raster.ComputationException;
import dev.swath.emulator.raster.NeighbourhoodRaster;
import dev.swath.emulator.raster.NeighbourhoodRaster.Window;
import dev.swath.emulator.raster.PixelType;
import dev.swath.emulator.raster.Raster;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.RasterGrid;
import java.util.List;

/**
 * Slope, aspect and hillshade of heights in metres. The gradient is taken from the four neighbours of a pixel, as Earth Engine's
 * descriptions say (and as Zevenbergen and Thorne 1987 do), on whatever grid is asked for; degrees count as metres on a sphere.
 */
final class TerrainFunctions {

    private static final double METRES_PER_DEGREE = 111_319.49079327358;
    private static final double FULL_CIRCLE = 360;
    private static final int BRIGHTEST = 255;
    private static final double AZIMUTH = 270;
    private static final double ELEVATION = 45;

    /** A value that follows from how heights change per metre eastwards and northwards. */
    interface Rule {
        double of(double east, double north);
    }

    private TerrainFunctions() {}

    static void addTo(Algorithms table) {
        for (String name : List.of("Terrain", "Terrain.products")) {
            table.add(
                    name + "(Image input): Image",
                    "Heights with bands slope and aspect, in degrees, and hillshade, 0 to 255.",
                    TerrainFunctions::products);
        }
        table.add(
                "Terrain.slope(Image input): Image",
                "The slope of heights in degrees, 0 to 90.",
                a -> computed(a, TerrainFunctions::slope));
        table.add(
                "Terrain.aspect(Image input): Image",
                "The direction in which heights fall, in degrees from north by east; 0 where they are level.",
                a -> computed(a, TerrainFunctions::aspect));
        table.add(
                "Terrain.hillshade(Image input, Float azimuth = 270.0, Float elevation = 45.0): Image",
                "How bright heights are in a light from a direction, 0 to 255.",
                a -> computed(a, band -> hillshade(band, a.decimal("azimuth"), a.decimal("elevation"))));
    }

    private static Object products(Arguments arguments) {
        ImageValue image = arguments.image("input");
        Band heights = heights(arguments.function(), image);
        List<Band> bands = List.of(slope(heights), aspect(heights), hillshade(heights, AZIMUTH, ELEVATION));
        return ImageFunctions.added(image, bands, true);
    }

    /** What is computed of a band of heights. */
    private interface Product {
        Band of(Band heights);
    }

    private static Object computed(Arguments arguments, Product product) {
        ImageValue image = arguments.image("input");
        return image.computed(List.of(product.of(heights(arguments.function(), image))));
    }

    private static Band heights(String function, ImageValue image) {
        if (image.bands().size() == 1) {
            return image.first();
        }
        return image.bands().stream()
                .filter(band -> band.id().equals("elevation"))
                .findFirst()
                .orElseThrow(() -> ComputationException.of(
                        "%s: The image must have one band, or one named 'elevation'. Its bands are %s.",
                        function, image.names()));
    }

    private static Band slope(Band heights) {
        return product(
                heights,
                "slope",
                new PixelType(PixelType.Precision.FLOAT, 0, 90),
                (east, north) -> Math.toDegrees(steepness(east, north)));
    }

    private static Band aspect(Band heights) {
        return product(
                heights,
                "aspect",
                new PixelType(PixelType.Precision.FLOAT, 0, FULL_CIRCLE),
                (east, north) -> Math.toDegrees(direction(east, north)));
    }

    private static Band hillshade(Band heights, double azimuth, double elevation) {
        double from = Math.toRadians(azimuth);
        double zenith = Math.toRadians(90 - elevation);
        return product(heights, "hillshade", PixelType.integer(0, BRIGHTEST), (east, north) -> {
            double slope = steepness(east, north);
            double light = Math.cos(zenith) * Math.cos(slope)
                    + Math.sin(zenith) * Math.sin(slope) * Math.cos(from - direction(east, north));
            return Math.max(0, Math.floor(BRIGHTEST * light));
        });
    }

    private static double steepness(double east, double north) {
        return Math.atan(Math.hypot(east, north));
    }

    /** Where heights fall, from north by east, 0 to 2 pi. */
    private static double direction(double east, double north) {
        if (east == 0 && north == 0) {
            return 0;
        }
        double angle = Math.atan2(-east, -north);
        return angle < 0 ? angle + 2 * Math.PI : angle;
    }

    private static Band product(Band heights, String name, PixelType type, Rule rule) {
        Raster raster =
                new NeighbourhoodRaster(heights.raster(), grid -> new int[] {1, 1}, window -> computed(window, rule));
        return heights.with(type, raster).named(name);
    }

    private static Block computed(Window window, Rule rule) {
        RasterGrid grid = window.grid();
        double[] values = new double[grid.width() * grid.height()];
        float[] mask = new float[values.length];
        for (int row = 0; row < grid.height(); row++) {
            for (int column = 0; column < grid.width(); column++) {
                int at = row * grid.width() + column;
                mask[at] = mask(window, column, row);
                if (mask[at] > 0) {
                    values[at] = value(window, column, row, rule);
                }
            }
        }
        return new Block(values, mask);
    }

    /** A pixel is masked where it or one of its four neighbours is. */
    private static float mask(Window window, int column, int row) {
        Block block = window.block();
        int at = window.at(column, row);
        float beside = Math.min(block.maskAt(at - 1), block.maskAt(at + 1));
        float above = Math.min(block.maskAt(at - window.stride()), block.maskAt(at + window.stride()));
        return Math.min(block.maskAt(at), Math.min(beside, above));
    }

    /** The gradient per column and row, turned into one per metre eastwards and northwards. */
    private static double value(Window window, int column, int row, Rule rule) {
        double[] heights = window.block().values();
        int at = window.at(column, row);
        double perColumn = (heights[at + 1] - heights[at - 1]) / 2;
        double perRow = (heights[at + window.stride()] - heights[at - window.stride()]) / 2;
        AffineTransform t = window.grid().transform();
        double area = t.scaleX() * t.scaleY() - t.shearX() * t.shearY();
        double perX = (perColumn * t.scaleY() - perRow * t.shearY()) / area;
        double perY = (perRow * t.scaleX() - perColumn * t.shearX()) / area;
        if (!window.grid().projection().isGeographic()) {
            return rule.of(perX, perY);
        }
        double latitude = Math.toRadians(t.y(column + 0.5, row + 0.5));
        return rule.of(perX / (METRES_PER_DEGREE * Math.cos(latitude)), perY / METRES_PER_DEGREE);
    }
}
