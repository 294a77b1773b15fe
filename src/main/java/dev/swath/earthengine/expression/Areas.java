package dev.swath.earthengine.expression;

import static dev.swath.earthengine.expression.Node.call;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;

/** Areas of longitude and latitude in an expression. */
public final class Areas {

    /**
     * Longest edge in degrees for which it does not matter whether it is a geodesic, Earth Engine's default, or straight in longitude
     * and latitude, as everywhere in Swath: at latitude 60 the two are a metre apart.
     */
    private static final double SHORT = 0.1 + 1e-9;

    private Areas() {}

    /**
     * A polygon or multipolygon as the clients of Google write it: rings are not closed, and a rectangle begins at its north-western
     * corner. Unless all edges are short they are declared straight.
     */
    public static Node geometry(Geometry lonLat) {
        List<List<List<Coordinate>>> polygons = IntStream.range(0, lonLat.getNumGeometries())
                .mapToObj(i -> rings((Polygon) lonLat.getGeometryN(i)))
                .toList();
        boolean single = polygons.size() == 1;
        List<Object> arguments = new ArrayList<>(List.of(
                "coordinates",
                single
                        ? written(polygons.get(0))
                        : polygons.stream().map(Areas::written).toList(),
                "evenOdd",
                true));
        if (!polygons.stream().allMatch(polygon -> polygon.stream().allMatch(Areas::isShort))) {
            arguments.addAll(List.of("geodesic", false));
        }
        return call(single ? "GeometryConstructors.Polygon" : "GeometryConstructors.MultiPolygon", arguments.toArray());
    }

    /** A collection of one feature with this geometry and no properties. */
    public static Node collection(Node geometry) {
        return call("Collection", "features", new Node.Items(List.of(call("Feature", "geometry", geometry))));
    }

    private static List<List<Coordinate>> rings(Polygon polygon) {
        if (polygon.isRectangle()) {
            Envelope box = polygon.getEnvelopeInternal();
            return List.of(List.of(
                    new Coordinate(box.getMinX(), box.getMaxY()),
                    new Coordinate(box.getMinX(), box.getMinY()),
                    new Coordinate(box.getMaxX(), box.getMinY()),
                    new Coordinate(box.getMaxX(), box.getMaxY())));
        }
        List<List<Coordinate>> rings = new ArrayList<>();
        rings.add(open(polygon.getExteriorRing()));
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
            rings.add(open(polygon.getInteriorRingN(i)));
        }
        return rings;
    }

    private static List<Coordinate> open(LineString ring) {
        return List.of(ring.getCoordinates()).subList(0, ring.getNumPoints() - 1);
    }

    private static boolean isShort(List<Coordinate> ring) {
        List<Coordinate> next = new ArrayList<>(ring);
        Collections.rotate(next, -1);
        return IntStream.range(0, ring.size()).allMatch(i -> ring.get(i).distance(next.get(i)) <= SHORT);
    }

    private static List<List<List<Double>>> written(List<List<Coordinate>> rings) {
        return rings.stream()
                .map(ring ->
                        ring.stream().map(point -> List.of(point.x, point.y)).toList())
                .toList();
    }
}
