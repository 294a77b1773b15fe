package dev.swath.emulator.expression;

import dev.swath.emulator.raster.ComputationException;
import dev.swath.emulator.raster.GridProjection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.simplify.TopologyPreservingSimplifier;

/** Functions that make and measure geometries. Distances and areas are those on a sphere. */
final class GeometryFunctions {

    private static final String ERROR = ", ErrorMargin maxError?, Projection proj?)";

    private GeometryFunctions() {}

    static void addTo(Algorithms table) {
        addConstructors(table);
        addShapes(table);
        addMeasures(table);
        addPairs(table);
    }

    private static void addConstructors(Algorithms table) {
        for (String type : List.of("LineString", "LinearRing", "MultiLineString")) {
            table.add(
                    "GeometryConstructors." + type
                            + "(List<Object> coordinates, Projection crs?, Boolean geodesic?, ErrorMargin maxError?): Geometry",
                    "A " + type + " of coordinates.",
                    a -> constructed(a, Geometries.of(type, a.list("coordinates"))));
        }
        for (String type : List.of("Polygon", "MultiPolygon")) {
            table.add(
                    "GeometryConstructors." + type
                            + "(List<Object> coordinates, Projection crs?, Boolean geodesic?, ErrorMargin maxError?, Boolean evenOdd = true): Geometry",
                    "A " + type + " of rings, which need not be closed.",
                    a -> constructed(a, Geometries.of(type, a.list("coordinates"))));
        }
        table.add(
                "GeometryConstructors.Point(List<Number> coordinates, Projection crs?): Geometry",
                "A point.",
                a -> constructed(a, Geometries.of("Point", a.list("coordinates"))));
        table.add(
                "GeometryConstructors.MultiPoint(List<Object> coordinates, Projection crs?): Geometry",
                "Points.",
                a -> constructed(a, Geometries.of("MultiPoint", a.list("coordinates"))));
        table.add(
                "GeometryConstructors.Rectangle(List<Object> coordinates, Projection crs?, Boolean geodesic?, Boolean evenOdd = true): Geometry",
                "A rectangle between two corners.",
                a -> constructed(a, Geometries.rectangle(a.list("coordinates"))));
        table.add(
                "GeometryConstructors.BBox(Float west, Float south, Float east, Float north): Geometry",
                "A rectangle along meridians and parallels.",
                a -> GeometryValue.planar(Geometries.rectangle(
                        List.of(a.number("west"), a.number("south"), a.number("east"), a.number("north")))));
        table.add(
                "GeometryConstructors.MultiGeometry(List<Geometry> geometries, Projection crs?, Boolean geodesic?, ErrorMargin maxError?): Geometry",
                "Several geometries as one.",
                a -> GeometryValue.lonLat(Geometries.collection(a.list("geometries").stream()
                        .map(each -> Convert.geometry(each)
                                .orElseThrow(() -> ComputationException.of("MultiGeometry: An item is not a geometry."))
                                .lonLat())
                        .toList())));
    }

    private static Object constructed(Arguments arguments, Geometry shape) {
        boolean planar = (has(arguments, "geodesic") && !arguments.flag("geodesic"))
                || (!has(arguments, "geodesic") && arguments.has("crs"));
        return Geometries.value(shape, arguments.optionalProjection("crs"), !planar);
    }

    private static boolean has(Arguments arguments, String name) {
        return !arguments.function().matches(".*\\.(Multi)?Point") && arguments.has(name);
    }

    private static void addShapes(Algorithms table) {
        shape(
                table,
                "bounds",
                "The smallest rectangle along meridians and parallels around it.",
                Geometry::getEnvelope,
                false);
        shape(table, "centroid", "Its centre.", Geometry::getCentroid, true);
        shape(table, "convexHull", "The smallest convex shape around it.", Geometry::convexHull, true);
        shape(table, "dissolve", "The union of its parts.", Geometry::union, true);
        table.add(
                "Geometry.buffer(Geometry geometry, Float distance" + ERROR + ": Geometry",
                "All points within a distance in metres.",
                a -> buffered(a.geometry("geometry"), a.decimal("distance")));
        table.add(
                "Geometry.simplify(Geometry geometry, ErrorMargin maxError, Projection proj?): Geometry",
                "A geometry with fewer points.",
                a -> GeometryValue.lonLat(TopologyPreservingSimplifier.simplify(
                        a.geometry("geometry").lonLat(), metres(a.value("maxError")) / Sphere.METRES_PER_DEGREE)));
        table.add(
                "Geometry.transform(Geometry geometry, Projection proj?, ErrorMargin maxError?, Boolean geodesic?): Geometry",
                "A geometry in another reference system.",
                a -> a.optionalProjection("proj")
                        .map(proj -> new GeometryValue(a.geometry("geometry").in(proj), proj, false))
                        .orElseGet(() ->
                                GeometryValue.lonLat(a.geometry("geometry").lonLat())));
        table.add("Geometry.type(Geometry geometry): String", "The type of a geometry.", a -> a.geometry("geometry")
                .shape()
                .getGeometryType());
        table.add(
                "Geometry.coordinates(Geometry geometry): List<Object>",
                "The coordinates of a geometry.",
                GeometryFunctions::coordinates);
        table.add(
                "Geometry.geometries(Geometry geometry): List<Geometry>",
                "The parts of a geometry.",
                GeometryFunctions::parts);
        table.add("Geometry.geodesic(Geometry geometry): Boolean", "Whether edges are geodesics.", a -> a.geometry(
                        "geometry")
                .geodesic());
        table.add(
                "Geometry.isUnbounded(Geometry geometry): Boolean",
                "Whether a geometry has no bounds; none has here.",
                a -> false);
        table.add(
                "Geometry.projection(Geometry geometry): Projection",
                "The reference system of a geometry.",
                a -> a.geometry("geometry").frame());
    }

    private static void shape(
            Algorithms table, String name, String text, UnaryOperator<Geometry> change, boolean geodesic) {
        table.add(
                "Geometry." + name + "(Geometry geometry" + ERROR + ": Geometry",
                text,
                a -> changed(a.geometry("geometry"), a.optionalProjection("proj"), change, geodesic));
        table.add(
                "Feature." + name + "(Element feature" + ERROR + (name.equals("dissolve") ? ": Element" : ": Feature"),
                text,
                a -> {
                    Element feature = a.element("feature");
                    GeometryValue geometry = Convert.geometry(feature)
                            .orElseThrow(
                                    () -> ComputationException.of("%s: The feature has no geometry.", a.function()));
                    return new FeatureValue(
                            Optional.of(changed(geometry, a.optionalProjection("proj"), change, geodesic)),
                            feature.properties());
                });
    }

    private static GeometryValue changed(
            GeometryValue geometry,
            Optional<GridProjection> projection,
            UnaryOperator<Geometry> change,
            boolean geodesic) {
        return projection
                .map(proj -> new GeometryValue(change.apply(geometry.in(proj)), proj, false))
                .orElseGet(() -> new GeometryValue(change.apply(geometry.lonLat()), GridProjection.DEGREES, geodesic));
    }

    private static double metres(Object margin) {
        return margin instanceof LogicFunctions.ErrorMargin error
                ? error.value()
                : Convert.number(margin).map(Number::doubleValue).orElse(0.0);
    }

    private static GeometryValue buffered(GeometryValue geometry, double metres) {
        return GeometryValue.lonLat(Sphere.buffered(geometry.lonLat(), metres));
    }

    private static void addMeasures(Algorithms table) {
        for (String owner : List.of("Geometry", "Feature")) {
            String first = owner.equals("Geometry") ? "Geometry geometry" : "Element feature";
            String name = first.substring(first.indexOf(' ') + 1);
            table.add(
                    owner + ".area(" + first + ERROR + ": Float",
                    "The area in square metres.",
                    a -> Sphere.area(a.geometry(name).lonLat()));
            table.add(
                    owner + ".length(" + first + ERROR + ": Float",
                    "The length of lines in metres.",
                    a -> Sphere.length(a.geometry(name).lonLat(), 1));
            table.add(
                    owner + ".perimeter(" + first + ERROR + ": Float",
                    "The length of borders in metres.",
                    a -> Sphere.length(a.geometry(name).lonLat(), 2));
        }
    }

    private static void addPairs(Algorithms table) {
        Map<String, BiFunction<Geometry, Geometry, Object>> tests = new TreeMap<>();
        tests.put("intersects", Geometry::intersects);
        tests.put("disjoint", Geometry::disjoint);
        tests.put("contains", Geometry::contains);
        tests.put("containedIn", Geometry::within);
        tests.forEach((name, test) -> table.add(
                "Geometry." + name + "(Geometry left, Geometry right" + ERROR + ": Boolean",
                "Whether one geometry " + name + " the other.",
                a -> test.apply(a.geometry("left").lonLat(), a.geometry("right").lonLat())));
        Map<String, BiFunction<Geometry, Geometry, Geometry>> joins = new TreeMap<>();
        joins.put("intersection", Geometry::intersection);
        joins.put("union", Geometry::union);
        joins.put("difference", Geometry::difference);
        joins.put("symmetricDifference", Geometry::symDifference);
        joins.forEach((name, join) -> table.add(
                "Geometry." + name + "(Geometry left, Geometry right" + ERROR + ": Geometry",
                "The " + name + " of two geometries.",
                a -> GeometryValue.lonLat(join.apply(
                        a.geometry("left").lonLat(), a.geometry("right").lonLat()))));
        table.add(
                "Geometry.distance(Geometry left, Geometry right, ErrorMargin maxError?, Projection proj?, Boolean spherical = false): Float",
                "The distance between two geometries in metres.",
                a -> Sphere.distance(
                        a.geometry("left").lonLat(), a.geometry("right").lonLat()));
    }

    private static Object coordinates(Arguments arguments) {
        return Expression.constant(
                ValueWriter.json(arguments.geometry("geometry")).path("coordinates"));
    }

    private static Object parts(Arguments arguments) {
        GeometryValue geometry = arguments.geometry("geometry");
        List<Object> parts = new ArrayList<>();
        for (int i = 0; i < geometry.shape().getNumGeometries(); i++) {
            parts.add(new GeometryValue(geometry.shape().getGeometryN(i), geometry.frame(), geometry.geodesic()));
        }
        return parts;
    }
}
