package dev.swath.emulator.expression;

import dev.swath.emulator.archive.SearchBounds;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.locationtech.jts.geom.Geometry;

/** Filters by place. */
final class FilterPlaceFunctions {

    private static final String GEOMETRIES =
            "(String leftField?, Object rightValue?, String rightField?, Object leftValue?, ErrorMargin maxError?): Filter";

    private FilterPlaceFunctions() {}

    static void addTo(Algorithms table) {
        table.add(
                "Filter.intersects" + GEOMETRIES,
                "Passes if both geometries intersect.",
                a -> geometries(a, Geometry::intersects, true));
        table.add(
                "Filter.disjoint" + GEOMETRIES,
                "Passes if the geometries do not intersect.",
                a -> geometries(a, Geometry::disjoint, false));
        table.add(
                "Filter.contains" + GEOMETRIES,
                "Passes if the left geometry contains the right one.",
                a -> geometries(a, Geometry::contains, true));
        table.add(
                "Filter.isContained" + GEOMETRIES,
                "Passes if the right geometry contains the left one.",
                a -> geometries(a, Geometry::within, true));
    }

    private static Object geometries(Arguments arguments, BiPredicate<Geometry, Geometry> test, boolean near) {
        Optional<String> leftField = arguments.optionalText("leftField");
        Optional<String> rightField = arguments.optionalText("rightField");
        Optional<Geometry> leftValue = fixed(arguments, "leftValue");
        Optional<Geometry> rightValue = fixed(arguments, "rightValue");
        return new FilterValue() {
            @Override
            public boolean test(Element left, Element right) {
                Optional<Geometry> a = leftValue.or(() -> shape(leftField, left));
                Optional<Geometry> b = rightValue.or(() -> shape(rightField, right));
                return a.isPresent() && b.isPresent() && test.test(a.get(), b.get());
            }

            @Override
            public void narrow(SearchBounds bounds) {
                if (near) {
                    leftValue
                            .or(() -> rightValue)
                            .map(Geometry::getEnvelopeInternal)
                            .ifPresent(bounds::within);
                }
            }
        };
    }

    private static Optional<Geometry> fixed(Arguments arguments, String name) {
        return arguments.has(name) ? Optional.of(arguments.geometry(name).lonLat()) : Optional.empty();
    }

    private static Optional<Geometry> shape(Optional<String> field, Element element) {
        return FilterFunctions.operand(field, Nothing.NULL, element)
                .flatMap(Convert::geometry)
                .map(GeometryValue::lonLat);
    }
}
