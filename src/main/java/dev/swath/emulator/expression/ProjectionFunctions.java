package dev.swath.emulator.expression;

import dev.swath.emulator.raster.ComputationException;
import dev.swath.emulator.raster.GridProjection;
import dev.swath.grid.AffineTransform;
import java.util.List;
import java.util.Locale;

/** Functions of projections: a reference system with a lattice of pixels. */
final class ProjectionFunctions {

    private ProjectionFunctions() {}

    static void addTo(Algorithms table) {
        table.add(
                "Projection(Object crs, List<Object> transform?, String transformWkt?): Projection",
                "A reference system and a transform from pixels to coordinates.",
                ProjectionFunctions::of);
        table.add(
                "Projection.nominalScale(Projection proj): Float",
                "The side of a pixel in metres.",
                a -> a.projection("proj").nominalScale());
        table.add(
                "Projection.crs(Projection projection): String",
                "The code of the reference system.",
                a -> a.projection("projection").crs().code());
        table.add(
                "Projection.atScale(Projection projection, Float meters): Projection",
                "The projection with pixels of a size.",
                a -> atScale(a.projection("projection"), a.decimal("meters")));
        table.add(
                "Projection.scale(Projection projection, Float x, Float y): Projection",
                "The projection with pixels wider and higher by factors.",
                ProjectionFunctions::scaled);
        table.add(
                "Projection.translate(Projection projection, Float x, Float y): Projection",
                "The projection moved by pixels.",
                ProjectionFunctions::translated);
        table.add(
                "Projection.transform(Projection projection): String",
                "The transform as WKT.",
                a -> wkt(a.projection("projection").transform()));
    }

    private static Object of(Arguments arguments) {
        GridProjection base = arguments.projection("crs");
        return arguments
                .optionalList("transform")
                .map(list -> transformed(base, list))
                .orElse(base);
    }

    /** The same reference system with a transform of six numbers: xScale, xShearing, xTranslation, yShearing, yScale, yTranslation. */
    static GridProjection transformed(GridProjection base, List<Object> numbers) {
        if (numbers.size() != 6 || !numbers.stream().allMatch(Number.class::isInstance)) {
            throw ComputationException.of("Projection: A transform must be a list of 6 numbers.");
        }
        double[] n = numbers.stream()
                .mapToDouble(each -> ((Number) each).doubleValue())
                .toArray();
        if (n[0] * n[4] - n[1] * n[3] == 0) {
            throw ComputationException.of("Projection: The transform is not invertible.");
        }
        return new GridProjection(base.crs(), new AffineTransform(n[0], n[1], n[2], n[3], n[4], n[5]));
    }

    /** The projection with pixels of a size in metres; origin and directions stay. */
    static GridProjection atScale(GridProjection projection, double metres) {
        if (!(metres > 0)) {
            throw ComputationException.of("Projection.atScale: The scale must be positive.");
        }
        return scaled(projection, metres / projection.nominalScale(), metres / projection.nominalScale());
    }

    private static Object scaled(Arguments arguments) {
        return scaled(arguments.projection("projection"), arguments.decimal("x"), arguments.decimal("y"));
    }

    private static GridProjection scaled(GridProjection projection, double x, double y) {
        AffineTransform t = projection.transform();
        return new GridProjection(
                projection.crs(),
                new AffineTransform(
                        t.scaleX() * x,
                        t.shearX() * y,
                        t.translateX(),
                        t.shearY() * x,
                        t.scaleY() * y,
                        t.translateY()));
    }

    private static Object translated(Arguments arguments) {
        GridProjection projection = arguments.projection("projection");
        AffineTransform t = projection.transform();
        double x = arguments.decimal("x");
        double y = arguments.decimal("y");
        return new GridProjection(
                projection.crs(),
                new AffineTransform(t.scaleX(), t.shearX(), t.x(x, y), t.shearY(), t.scaleY(), t.y(x, y)));
    }

    private static String wkt(AffineTransform t) {
        return String.format(
                Locale.ROOT,
                "PARAM_MT[\"Affine\", PARAMETER[\"num_row\", 3], PARAMETER[\"num_col\", 3],"
                        + " PARAMETER[\"elt_0_0\", %s], PARAMETER[\"elt_0_1\", %s], PARAMETER[\"elt_0_2\", %s],"
                        + " PARAMETER[\"elt_1_0\", %s], PARAMETER[\"elt_1_1\", %s], PARAMETER[\"elt_1_2\", %s]]",
                t.scaleX(),
                t.shearX(),
                t.translateX(),
                t.shearY(),
                t.scaleY(),
                t.translateY());
    }
}
