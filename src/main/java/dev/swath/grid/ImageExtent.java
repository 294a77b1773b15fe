package dev.swath.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.geom.util.PolygonExtracter;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/**
 * Which part of an output grid an image can have pixels in: inside its raster and near its footprint.
 *
 * <p>Near, not inside: a footprint has few corners, and its edges are great circles in Earth Engine but straight lines in degrees
 * here. Requesting pixels that turn out to be masked costs little; leaving out some that exist would make the file depend on
 * how it was cut into tiles.
 */
final class ImageExtent {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final double EARTH_RADIUS = 6_371_000;
    /** Above this latitude degrees of longitude are too short to calculate with. */
    private static final double STEEPEST_LATITUDE = 85;
    /** Band pixels by which a footprint may be drawn too small. */
    private static final double DRAWN_TOO_SMALL = 16;
    /** Degrees around the area beyond which nothing matters. */
    private static final double NEIGHBOURHOOD = 1;

    private final RasterGrid grid;
    private final Envelope neighbourhood;
    private final List<Window> covered;
    private final Optional<PreparedGeometry> footprint;

    /**
     * The extent of an image in an output grid.
     *
     * @param footprintLonLat outline of the image's valid pixels in degrees; an empty geometry if the image has none
     */
    ImageExtent(OutputGrid output, Geometry footprintLonLat, ProjectedArea area) {
        this.grid = output.grid();
        this.neighbourhood = area.lonLat().getEnvelopeInternal().copy();
        neighbourhood.expandBy(NEIGHBOURHOOD);
        Optional<Geometry> near = polygonal(footprintLonLat).map(outline -> widened(outline, output.band()));
        this.footprint = near.map(PreparedGeometryFactory::prepare);
        this.covered = covered(output, near);
    }

    /** The part of a window of the output grid in which the image has pixels; empty where it has none. */
    Optional<Window> within(Window window) {
        return covered.stream()
                .flatMap(part -> window.intersection(part).stream())
                .findFirst()
                .filter(pixels -> footprint.isEmpty() || footprint.get().intersects(box(grid, pixels)));
    }

    /** The outline of a window, in coordinates of the grid's reference system. */
    static Geometry box(RasterGrid grid, Window window) {
        return GEOMETRIES.toGeometry(grid.window(window).bounds());
    }

    /** The raster in output pixels; several times where the map goes on with the same places again. */
    private List<Window> covered(OutputGrid output, Optional<Geometry> near) {
        RasterGrid band = output.band();
        boolean repeated = output.repeat().isPresent();
        if (repeated || band.projection().equals(grid.projection())) {
            double length =
                    grid.projection().cycle().map(Projection.Cycle::length).orElse(0.0);
            return IntStream.of(0, -1, 1)
                    .filter(turn -> turn == 0 || length > 0)
                    .mapToObj(turn -> repeated
                            ? wholeBandPixels(output, output.repeat().getAsInt(), turn * length)
                            : window(moved(band.bounds(), turn * length)))
                    .flatMap(Optional::stream)
                    .toList();
        }
        Optional<Window> raster = window(reprojectedBounds(band));
        Optional<Window> part = near.isEmpty()
                ? raster
                : raster.flatMap(
                        whole -> window(near.get().getEnvelopeInternal()).flatMap(whole::intersection));
        return part.stream().toList();
    }

    /** The raster in output pixels, from whole numbers alone, moved by a distance. */
    private Optional<Window> wholeBandPixels(OutputGrid output, int repeat, double distance) {
        double left = -(double) output.firstNativeColumn() * repeat
                + Math.rint(distance / output.band().transform().scaleX()) * repeat;
        double top = -(double) output.firstNativeRow() * repeat;
        return pixels(
                left,
                top,
                left + (double) output.band().width() * repeat,
                top + (double) output.band().height() * repeat);
    }

    private static Envelope moved(Envelope bounds, double distance) {
        Envelope moved = bounds.copy();
        moved.translate(distance, 0);
        return moved;
    }

    /** The pixels of the output grid that a box touches. */
    private Optional<Window> window(Envelope bounds) {
        if (bounds.isNull()) {
            return Optional.empty();
        }
        AffineTransform transform = grid.transform();
        return pixels(
                Math.floor((bounds.getMinX() - transform.translateX()) / transform.scaleX()),
                Math.floor((bounds.getMaxY() - transform.translateY()) / transform.scaleY()),
                Math.ceil((bounds.getMaxX() - transform.translateX()) / transform.scaleX()),
                Math.ceil((bounds.getMinY() - transform.translateY()) / transform.scaleY()));
    }

    private Optional<Window> pixels(double left, double top, double right, double bottom) {
        int fromColumn = (int) Math.max(0, left);
        int fromRow = (int) Math.max(0, top);
        int toColumn = (int) Math.min(grid.width(), right);
        int toRow = (int) Math.min(grid.height(), bottom);
        return fromColumn < toColumn && fromRow < toRow
                ? Optional.of(new Window(fromColumn, fromRow, toColumn - fromColumn, toRow - fromRow))
                : Optional.empty();
    }

    private Envelope reprojectedBounds(RasterGrid band) {
        AffineTransform transform = band.transform();
        int[][] corners = {{0, 0}, {band.width(), 0}, {band.width(), band.height()}, {0, band.height()}, {0, 0}};
        Coordinate[] ring = new Coordinate[corners.length];
        for (int i = 0; i < ring.length; i++) {
            ring[i] = new Coordinate(
                    transform.x(corners[i][0], corners[i][1]), transform.y(corners[i][0], corners[i][1]));
        }
        Geometry lonLat = nearby(Reprojection.unproject(GEOMETRIES.createPolygon(ring), band.projection()));
        Envelope bounds = Reprojection.project(lonLat, grid.projection()).getEnvelopeInternal();
        // For the error of a curved edge in pieces, and for neighbours that the server may round to.
        bounds.expandBy(Math.max(grid.transform().scaleX(), metres(band) * unitsPerMetre()));
        return bounds;
    }

    private Geometry widened(Geometry outline, RasterGrid band) {
        Geometry nearby = nearby(outline);
        if (nearby.isEmpty()) {
            return nearby;
        }
        double margin = Math.max(DRAWN_TOO_SMALL * metres(band), bulge(outline)) * unitsPerMetre();
        Geometry projected = Reprojection.project(nearby, grid.projection());
        Envelope reach = projected.getEnvelopeInternal().copy();
        reach.expandBy(margin);
        // In a long listing most images lie elsewhere: theirs need not be widened exactly.
        return reach.intersects(grid.bounds()) ? projected.buffer(margin, 2) : GEOMETRIES.createPolygon();
    }

    private static double metres(RasterGrid band) {
        double side = Math.hypot(band.transform().scaleX(), band.transform().shearY());
        return side * band.projection().metresPerUnit();
    }

    /** Output units per metre, at the latitude of the area where they are most. */
    private double unitsPerMetre() {
        double latitude = Math.max(Math.abs(neighbourhood.getMinY()), Math.abs(neighbourhood.getMaxY()));
        double y = Math.min(STEEPEST_LATITUDE, latitude);
        double x = neighbourhood.centre().x;
        double step = 1e-3;
        Coordinate point = grid.projection().project(x, y);
        double degree = step * OutputGrid.METRES_PER_DEGREE;
        double across = point.distance(grid.projection().project(x + step, y)) / (degree * Math.cos(Math.toRadians(y)));
        double down = point.distance(grid.projection().project(x, y - Math.copySign(step, y))) / degree;
        double most = grid.projection().isGeographic() ? across : Math.max(across, down);
        // At the edge of a map there may be no such points.
        return Double.isFinite(most) ? most : 1 / grid.projection().metresPerUnit();
    }

    /** The most by which a great circle leaves the straight line of an edge: L² tan φ / 8R, L its length from west to east. */
    private static double bulge(Geometry outline) {
        Coordinate[] points = outline.getCoordinates();
        double most = 0;
        for (int i = 0; i + 1 < points.length; i++) {
            double latitude = Math.max(Math.abs(points[i].y), Math.abs(points[i + 1].y));
            double phi = Math.toRadians(Math.min(STEEPEST_LATITUDE, latitude));
            double length = Math.toRadians(Math.abs(points[i + 1].x - points[i].x)) * Math.cos(phi) * EARTH_RADIUS;
            most = Math.max(most, length * length * Math.tan(phi) / (8 * EARTH_RADIUS));
        }
        return most;
    }

    /** The parts of an outline around the area, even if the longitudes of one of the two exceed 180 degrees. */
    private Geometry nearby(Geometry lonLat) {
        List<Integer> turns = IntStream.rangeClosed(-1, 1)
                .filter(turn -> isNear(lonLat.getEnvelopeInternal(), 360.0 * turn))
                .boxed()
                .toList();
        if (turns.isEmpty()) {
            return GEOMETRIES.createMultiPolygon();
        }
        Geometry fixed = lonLat.isValid() ? lonLat : GeometryFixer.fix(lonLat);
        List<Polygon> parts = new ArrayList<>();
        for (int turn : turns) {
            Geometry shifted =
                    AffineTransformation.translationInstance(360.0 * turn, 0).transform(fixed);
            Geometry part = neighbourhood.contains(shifted.getEnvelopeInternal())
                    ? shifted
                    : OverlayNGRobust.overlay(shifted, GEOMETRIES.toGeometry(neighbourhood), OverlayNG.INTERSECTION);
            PolygonExtracter.getPolygons(part, parts);
        }
        return GEOMETRIES.createMultiPolygon(parts.toArray(Polygon[]::new));
    }

    private boolean isNear(Envelope bounds, double degreesAway) {
        return moved(bounds, degreesAway).intersects(neighbourhood);
    }

    /**
     * The footprint as an area. It is empty if the footprint is not an area (points, or nothing), or if an edge jumps from one
     * side of the map to the other; then only the raster shows where the image lies.
     */
    static Optional<Geometry> polygonal(Geometry footprint) {
        List<Polygon> polygons = new ArrayList<>();
        PolygonExtracter.getPolygons(footprint, polygons);
        if (footprint instanceof LinearRing ring && !ring.isEmpty()) {
            polygons.add(GEOMETRIES.createPolygon(ring));
        }
        polygons.removeIf(Polygon::isEmpty);
        for (Polygon polygon : polygons) {
            Coordinate[] points = polygon.getExteriorRing().getCoordinates();
            for (int i = 0; i + 1 < points.length; i++) {
                if (Math.abs(points[i + 1].x - points[i].x) > 180) {
                    return Optional.empty();
                }
            }
        }
        return polygons.isEmpty()
                ? Optional.empty()
                : Optional.of(GEOMETRIES.createMultiPolygon(polygons.toArray(Polygon[]::new)));
    }
}
