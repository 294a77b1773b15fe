package dev.swath.job;

import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;

/**
 * The area of a job.
 *
 * @param geometry polygon or multipolygon in degrees of longitude (x) and latitude (y) on WGS 84; longitudes go on beyond 180 where
 *     it crosses that meridian
 * @param geoJson the same as a GeoJSON geometry on one line
 */
public record AreaOfInterest(Geometry geometry, String geoJson) {

    private static final String REMEDY =
            "write west,south,east,north or centre LATITUDE,LONGITUDE side DEGREES, or name a" + " .geojson file";
    private static final String NUMBER = "\\s*([+-]?\\d{1,3}(?:\\.\\d{0,20})?)\\s*";
    private static final Pattern BOX = Pattern.compile(String.join(",", NUMBER, NUMBER, NUMBER, NUMBER));
    private static final Pattern CENTRE =
            Pattern.compile("cent(?:re|er)\\b" + NUMBER + "," + NUMBER + "\\bside\\b" + NUMBER);
    private static final Pattern OTHER_FORMAT = Pattern.compile(
            ".*\\.(kml|kmz|gpkg|shp|zip|gml|gpx|fgb|parquet|geoparquet|dxf|tab|mif|gdb|csv|wkt|topojson)");
    private static final BigDecimal TURN = BigDecimal.valueOf(360);
    private static final BigDecimal HALF_TURN = BigDecimal.valueOf(180);

    /**
     * Reads {@code west,south,east,north}, {@code centre LATITUDE,LONGITUDE side DEGREES}, or a GeoJSON file with polygons. Of a box
     * whose west is larger than its east, the part between them lies on both sides of the 180th meridian.
     *
     * @throws IllegalArgumentException if it is none of these or the area is not valid; the message says what to write
     */
    public static AreaOfInterest parse(String text) {
        return of(features(text, OptionalDouble.empty()));
    }

    /**
     * An area that another process has read: its outline as it is, neither joined nor moved.
     *
     * @param outline what {@link #outline} returned there
     * @throws IllegalArgumentException if it is not that
     */
    public static AreaOfInterest ofOutline(String outline) {
        Polygon[] polygons = GeoJson.parse(outline).stream()
                .flatMap(feature -> feature.geometries().stream())
                .filter(Polygon.class::isInstance)
                .toArray(Polygon[]::new);
        if (polygons.length == 0) {
            throw new IllegalArgumentException("has no polygon; draw one");
        }
        Geometry geometry =
                polygons.length == 1 ? polygons[0] : polygons[0].getFactory().createMultiPolygon(polygons);
        return new AreaOfInterest(geometry, GeoJsonText.write(geometry));
    }

    /** A GeoJSON geometry with every position in its place, for {@link #ofOutline} to make the same of it. */
    public String outline() {
        return GeoJsonText.inOwnOrder(geometry);
    }

    /** The area of all features together. */
    static AreaOfInterest of(List<AreaFeature> features) {
        if (features.size() == 1) {
            return features.get(0).area();
        }
        List<Polygon> polygons = new ArrayList<>();
        features.forEach(feature -> polygons.addAll(polygons(feature.area().geometry())));
        return ofPolygons(polygons);
    }

    /**
     * The features of an area: those of GeoJSON, in a file or as the text itself, or a box or square alone.
     *
     * @param buffer metres by which each is widened; lines and points need it
     * @throws IllegalArgumentException as {@link #parse}
     */
    static List<AreaFeature> features(String text, OptionalDouble buffer) {
        if (isGeoJson(text)) {
            return parts(GeoJson.parse(text), buffer);
        }
        String written = text.strip().toLowerCase(Locale.ROOT);
        Matcher box = BOX.matcher(written);
        if (box.matches()) {
            return List.of(alone(box(number(box, 1), number(box, 2), number(box, 3), number(box, 4)), buffer));
        }
        Matcher centre = CENTRE.matcher(written);
        if (centre.matches()) {
            return List.of(alone(square(number(centre, 1), number(centre, 2), number(centre, 3)), buffer));
        }
        if (written.endsWith(".geojson") || written.endsWith(".json")) {
            return file(text.strip(), buffer);
        }
        if (OTHER_FORMAT.matcher(written).matches()) {
            throw new IllegalArgumentException("is not GeoJSON; convert it with GDAL, and name the new file:"
                    + " ogr2ogr -t_srs EPSG:4326 area.geojson " + text.strip());
        }
        throw new IllegalArgumentException("is not an area; " + REMEDY);
    }

    /** Whether an area is written as GeoJSON itself, rather than as the name of a file with it. */
    static boolean isGeoJson(String text) {
        return text.stripLeading().startsWith("{");
    }

    private static AreaOfInterest ofPolygons(List<Polygon> polygons) {
        Geometry geometry = Outlines.joined(polygons);
        return new AreaOfInterest(geometry, GeoJsonText.write(geometry));
    }

    private static AreaFeature alone(Polygon polygon, OptionalDouble buffer) {
        return new AreaFeature("1", Map.of(), ofPolygons(widened(List.of(polygon), buffer)));
    }

    private static Polygon square(BigDecimal latitude, BigDecimal longitude, BigDecimal side) {
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

    private static Polygon box(BigDecimal west, BigDecimal south, BigDecimal east, BigDecimal north) {
        BigDecimal end = east;
        boolean across = west.compareTo(east) > 0
                && west.abs().compareTo(HALF_TURN) <= 0
                && east.abs().compareTo(HALF_TURN) <= 0
                && west.subtract(east).compareTo(HALF_TURN) > 0;
        if (across) {
            end = east.add(TURN);
        } else if (west.compareTo(east) >= 0) {
            throw new IllegalArgumentException("has a west edge (" + west + ") that is not west of its east edge ("
                    + east + "); write west,south,east,north");
        }
        if (south.compareTo(north) >= 0) {
            throw new IllegalArgumentException("has a south edge (" + south + ") that is not south of its north"
                    + " edge (" + north
                    + "); write west,south,east,north");
        }
        return Outlines.rectangle(
                new Envelope(west.doubleValue(), end.doubleValue(), south.doubleValue(), north.doubleValue()));
    }

    private static List<AreaFeature> file(String name, OptionalDouble buffer) {
        try {
            return parts(GeoJson.read(Path.of(name)), buffer);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("is not a path; " + REMEDY, e);
        }
    }

    private static List<AreaFeature> parts(List<GeoJson.Feature> features, OptionalDouble buffer) {
        if (features.isEmpty()) {
            throw new IllegalArgumentException("has no polygon; draw one");
        }
        return features.stream()
                .map(feature -> new AreaFeature(
                        feature.key(), feature.properties(), ofPolygons(widened(feature.geometries(), buffer))))
                .toList();
    }

    private static List<Polygon> widened(List<? extends Geometry> geometries, OptionalDouble buffer) {
        List<Polygon> polygons = new ArrayList<>();
        for (Geometry geometry : geometries) {
            if (buffer.isPresent() && buffer.getAsDouble() != 0) {
                polygons.addAll(BufferedGeometry.of(geometry, buffer.getAsDouble()));
            } else if (geometry instanceof Polygon polygon) {
                polygons.add(polygon);
            } else {
                throw new IllegalArgumentException("holds a " + geometry.getGeometryType()
                        + ", which has no area; set swath.area.buffer to the metres around it, such as 500");
            }
        }
        if (polygons.isEmpty()) {
            throw new IllegalArgumentException("has nothing left inside a margin of "
                    + GeoJsonText.degrees(buffer.orElse(0)) + " metres; choose another swath.area.buffer");
        }
        return polygons;
    }

    private static List<Polygon> polygons(Geometry geometry) {
        List<Polygon> polygons = new ArrayList<>();
        for (int i = 0; i < geometry.getNumGeometries(); i++) {
            polygons.add((Polygon) geometry.getGeometryN(i));
        }
        return polygons;
    }

    private static BigDecimal number(Matcher matcher, int group) {
        return new BigDecimal(matcher.group(group));
    }
}
