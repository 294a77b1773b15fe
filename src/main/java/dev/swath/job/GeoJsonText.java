package dev.swath.job;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/** Writes polygons as GeoJSON (RFC 7946). */
final class GeoJsonText {

    private GeoJsonText() {}

    /** A polygon or multipolygon as a geometry on one line, outer rings counter-clockwise. */
    static String write(Geometry geometry) {
        return write(geometry, true);
    }

    /** The same with the positions of every ring in the order that they have. */
    static String inOwnOrder(Geometry geometry) {
        return write(geometry, false);
    }

    private static String write(Geometry geometry, boolean turned) {
        List<String> polygons = IntStream.range(0, geometry.getNumGeometries())
                .mapToObj(i -> write((Polygon) geometry.getGeometryN(i), turned))
                .toList();
        return polygons.size() == 1
                ? "{\"type\":\"Polygon\",\"coordinates\":" + polygons.get(0) + "}"
                : "{\"type\":\"MultiPolygon\",\"coordinates\":[" + String.join(",", polygons) + "]}";
    }

    private static String write(Polygon polygon, boolean turned) {
        Stream<LinearRing> holes =
                IntStream.range(0, polygon.getNumInteriorRing()).mapToObj(polygon::getInteriorRingN);
        return Stream.concat(
                        Stream.of(write(turned ? turned(polygon.getExteriorRing(), true) : polygon.getExteriorRing())),
                        holes.map(ring -> write(turned ? turned(ring, false) : ring)))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static LinearRing turned(LinearRing ring, boolean counterClockwise) {
        return Orientation.isCCW(ring.getCoordinateSequence()) == counterClockwise ? ring : ring.reverse();
    }

    private static String write(LinearRing ring) {
        return Stream.of(ring.getCoordinates())
                .map(point -> "[" + degrees(point.x) + "," + degrees(point.y) + "]")
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** A number without exponent. */
    static String degrees(double value) {
        BigDecimal decimal = BigDecimal.valueOf(value).stripTrailingZeros();
        return decimal.signum() == 0 ? "0" : decimal.toPlainString();
    }
}
