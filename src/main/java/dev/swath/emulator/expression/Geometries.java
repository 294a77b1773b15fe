package dev.swath.emulator.expression;

import dev.swath.emulator.raster.ComputationException;
import dev.swath.emulator.raster.GridProjection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateList;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.operation.union.UnaryUnionOp;

/** Builds geometries from coordinates. */
final class Geometries {

    private static final GeometryFactory FACTORY = new GeometryFactory();

    private Geometries() {}

    /** A geometry of a type of GeoJSON. */
    static Geometry of(String type, List<Object> coordinates) {
        return switch (type) {
            case "Point" -> FACTORY.createPoint(coordinate(coordinates));
            case "MultiPoint" -> FACTORY.createMultiPointFromCoords(points(coordinates, false));
            case "LineString" -> FACTORY.createLineString(points(coordinates, false));
            case "LinearRing" -> ring(coordinates);
            case "MultiLineString" ->
                FACTORY.buildGeometry(parts(coordinates).stream()
                        .map(line -> FACTORY.createLineString(points(line, false)))
                        .toList());
            case "Polygon" -> polygon(coordinates);
            case "MultiPolygon" ->
                FACTORY.createMultiPolygon(
                        parts(coordinates).stream().map(Geometries::polygon).toArray(Polygon[]::new));
            default -> throw ComputationException.of("Unknown geometry type '%s'.", type);
        };
    }

    /** A rectangle: two corners as four numbers or two points. */
    static Geometry rectangle(List<Object> coordinates) {
        Coordinate[] corners = points(coordinates, false);
        if (corners.length != 2) {
            throw invalid();
        }
        Coordinate a = corners[0];
        Coordinate b = corners[1];
        return FACTORY.createPolygon(new Coordinate[] {
            new Coordinate(a.x, a.y),
            new Coordinate(b.x, a.y),
            new Coordinate(b.x, b.y),
            new Coordinate(a.x, b.y),
            new Coordinate(a.x, a.y)
        });
    }

    static Geometry collection(List<Geometry> parts) {
        return FACTORY.buildGeometry(parts);
    }

    private static Polygon polygon(List<Object> rings) {
        List<LinearRing> all = new ArrayList<>();
        if (!rings.isEmpty() && depth(rings) < 3) {
            all.add(ring(rings));
        } else {
            parts(rings).forEach(part -> all.add(ring(part)));
        }
        if (all.isEmpty()) {
            return FACTORY.createPolygon();
        }
        Polygon polygon =
                FACTORY.createPolygon(all.get(0), all.subList(1, all.size()).toArray(new LinearRing[0]));
        return polygon.isValid() || !(GeometryFixer.fix(polygon) instanceof Polygon fixed) ? polygon : fixed;
    }

    private static int depth(Object value) {
        return value instanceof List<?> list && !list.isEmpty() ? 1 + depth(list.get(0)) : 0;
    }

    private static LinearRing ring(List<Object> coordinates) {
        return FACTORY.createLinearRing(points(coordinates, true));
    }

    private static List<List<Object>> parts(List<Object> coordinates) {
        return coordinates.stream()
                .map(part -> Convert.list(part).orElseThrow(Geometries::invalid))
                .toList();
    }

    /** Points, given as pairs or as a plain sequence of numbers. */
    private static Coordinate[] points(List<Object> coordinates, boolean closed) {
        CoordinateList points = new CoordinateList();
        if (coordinates.stream().allMatch(Number.class::isInstance)) {
            for (int i = 0; i + 1 < coordinates.size(); i += 2) {
                points.add(coordinate(coordinates.subList(i, i + 2)), true);
            }
        } else {
            for (Object each : coordinates) {
                points.add(
                        each instanceof GeometryValue point
                                ? point.shape().getCoordinate().copy()
                                : coordinate(Convert.list(each).orElseThrow(Geometries::invalid)),
                        true);
            }
        }
        if (closed) {
            points.closeRing();
        }
        if (closed && points.size() < 4) {
            throw ComputationException.of("A polygon ring must have at least three points.");
        }
        return points.toCoordinateArray();
    }

    private static Coordinate coordinate(List<Object> numbers) {
        if (numbers.size() < 2
                || !(numbers.get(0) instanceof Number x)
                || !(numbers.get(1) instanceof Number y)
                || !Double.isFinite(x.doubleValue() + y.doubleValue())) {
            throw invalid();
        }
        return new Coordinate(x.doubleValue(), y.doubleValue());
    }

    private static ComputationException invalid() {
        return ComputationException.of("Invalid geometry coordinates.");
    }

    /** The union of the geometries of all elements. */
    static GeometryValue union(CollectionValue collection) {
        List<Geometry> parts = new ArrayList<>();
        for (Element element : collection.accumulated()) {
            element.geometry().map(GeometryValue::lonLat).ifPresent(parts::add);
        }
        Geometry union = parts.isEmpty() ? FACTORY.createGeometryCollection() : UnaryUnionOp.union(parts);
        return GeometryValue.lonLat(union);
    }

    /** A geometry in longitude and latitude, or in units of a reference system. */
    static GeometryValue value(Geometry shape, Optional<GridProjection> crs, boolean geodesic) {
        return new GeometryValue(shape, crs.orElse(GridProjection.DEGREES), geodesic);
    }
}
