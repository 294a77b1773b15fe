package dev.swath.job;

import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;

/**
 * The area of a job.
 *
 * @param geometry polygon or multipolygon in degrees of longitude (x) and latitude (y) on WGS 84
 * @param geoJson the same as a GeoJSON geometry on one line
 */
public record AreaOfInterest(Geometry geometry, String geoJson) {

    private static final String REMEDY =
            "write west,south,east,north or centre LATITUDE,LONGITUDE side DEGREES, or name a" + " .geojson file";
    private static final String NUMBER = "\\s*([+-]?\\d{1,3}(?:\\.\\d{0,20})?)\\s*";
    private static final Pattern BOX = Pattern.compile(String.join(",", NUMBER, NUMBER, NUMBER, NUMBER));
    private static final Pattern CENTRE =
            Pattern.compile("cent(?:re|er)\\b" + NUMBER + "," + NUMBER + "\\bside\\b" + NUMBER);

    /**
     * Reads {@code west,south,east,north}, {@code centre LATITUDE,LONGITUDE side DEGREES}, or a GeoJSON file with
     * polygons.
     *
     * @throws IllegalArgumentException if it is none of these or the area is not valid; the message says what to write
     */
    public static AreaOfInterest parse(String text) {
        String written = text.strip().toLowerCase(Locale.ROOT);
        Matcher box = BOX.matcher(written);
        if (box.matches()) {
            return box(number(box, 1), number(box, 2), number(box, 3), number(box, 4));
        }
        Matcher centre = CENTRE.matcher(written);
        if (centre.matches()) {
            return square(number(centre, 1), number(centre, 2), number(centre, 3));
        }
        if (written.endsWith(".geojson") || written.endsWith(".json")) {
            return file(text.strip());
        }
        throw new IllegalArgumentException("is not an area; " + REMEDY);
    }

    /**
     * An area of polygons; those that overlap or touch are joined.
     *
     * @param polygons in degrees of longitude and latitude
     * @throws IllegalArgumentException if there is none, or one crosses itself, has no area, leaves the world or crosses the
     *     antimeridian
     */
    public static AreaOfInterest of(List<Polygon> polygons) {
        if (polygons.isEmpty()) {
            throw new IllegalArgumentException("has no polygon; draw one");
        }
        polygons.forEach(AreaOfInterest::validate);
        Geometry geometry = polygons.size() == 1
                ? polygons.get(0)
                : OverlayNGRobust.union(new GeometryFactory().buildGeometry(polygons));
        return new AreaOfInterest(geometry, GeoJson.write(geometry));
    }

    private static AreaOfInterest square(BigDecimal latitude, BigDecimal longitude, BigDecimal side) {
        if (side.signum() <= 0) {
            throw new IllegalArgumentException("has a side of " + side + " degrees; give one above 0");
        }
        if (latitude.abs().doubleValue() > 90) {
            throw new IllegalArgumentException(
                    "has a centre at latitude " + latitude + "; write the latitude first, -90 to 90");
        }
        // BigDecimal keeps the corners as round as the user wrote them.
        BigDecimal half = side.divide(BigDecimal.valueOf(2));
        return box(longitude.subtract(half), latitude.subtract(half), longitude.add(half), latitude.add(half));
    }

    private static AreaOfInterest box(BigDecimal west, BigDecimal south, BigDecimal east, BigDecimal north) {
        if (west.compareTo(east) >= 0) {
            throw new IllegalArgumentException("has a west edge (" + west + ") that is not west of its east edge ("
                    + east + "); write west,south,east,north, and cut a box across the antimeridian in two");
        }
        if (south.compareTo(north) >= 0) {
            throw new IllegalArgumentException("has a south edge (" + south + ") that is not south of its north"
                    + " edge (" + north
                    + "); write west,south,east,north");
        }
        Envelope envelope =
                new Envelope(west.doubleValue(), east.doubleValue(), south.doubleValue(), north.doubleValue());
        return of(List.of((Polygon) new GeometryFactory().toGeometry(envelope)));
    }

    private static AreaOfInterest file(String name) {
        try {
            return of(GeoJson.read(Path.of(name)));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("is not a path; " + REMEDY, e);
        }
    }

    private static void validate(Polygon polygon) {
        Envelope bounds = polygon.getEnvelopeInternal();
        boolean longitudes = bounds.getMinX() >= -180 && bounds.getMaxX() <= 180;
        boolean latitudes = bounds.getMinY() >= -90 && bounds.getMaxY() <= 90;
        if (!longitudes || !latitudes) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "reaches from %s,%s to %s,%s, outside the world; keep longitudes within -180 to 180 and latitudes within -90 to 90%s",
                    GeoJson.degrees(bounds.getMinX()),
                    GeoJson.degrees(bounds.getMinY()),
                    GeoJson.degrees(bounds.getMaxX()),
                    GeoJson.degrees(bounds.getMaxY()),
                    latitudes ? ", and cut an area that crosses the antimeridian in two" : ""));
        }
        Coordinate[] points = polygon.getExteriorRing().getCoordinates();
        for (int i = 0; i + 1 < points.length; i++) {
            if (Math.abs(points[i + 1].x - points[i].x) >= 180) {
                throw new IllegalArgumentException(
                        "has an edge that is wider than half the world, or crosses the antimeridian;"
                                + " cut the area in two");
            }
        }
        TopologyValidationError error = new IsValidOp(polygon).getValidationError();
        if (error != null) {
            Coordinate at = error.getCoordinate();
            String where = at == null ? "" : " near " + GeoJson.degrees(at.x) + "," + GeoJson.degrees(at.y);
            throw new IllegalArgumentException("has a ring that crosses itself or is not a ring ("
                    + error.getMessage().toLowerCase(Locale.ROOT) + where + "); redraw it");
        }
        if (!(polygon.getArea() > 0)) {
            throw new IllegalArgumentException("covers no area; draw a polygon that does");
        }
    }

    private static BigDecimal number(Matcher matcher, int group) {
        return new BigDecimal(matcher.group(group));
    }
}
