package dev.swath.emulator.expression;

import dev.swath.emulator.raster.ComputationException;
import dev.swath.emulator.raster.GridProjection;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.ProjectedArea;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.Polygonal;

/**
 * A geometry. Edges are straight lines in its own coordinates, whether or not it is called geodesic.
 *
 * @param shape in columns and rows of a lattice
 * @param frame the lattice; longitude and latitude in degrees for most
 * @param geodesic what the client said, and gets back
 */
public record GeometryValue(Geometry shape, GridProjection frame, boolean geodesic) {

    /** A geometry in longitude and latitude. */
    public static GeometryValue lonLat(Geometry shape) {
        return new GeometryValue(shape, GridProjection.DEGREES, true);
    }

    /** A geometry in longitude and latitude whose edges are not geodesics. */
    public static GeometryValue planar(Geometry shape) {
        return new GeometryValue(shape, GridProjection.DEGREES, false);
    }

    private boolean isDegrees() {
        return frame.equals(GridProjection.DEGREES);
    }

    /** The geometry in longitude and latitude, degrees. */
    public Geometry lonLat() {
        if (isDegrees()) {
            return shape;
        }
        Envelope box = shape.getEnvelopeInternal();
        if (shape.isRectangle() && frame.transform().isAxisAligned()) {
            return ProjectedArea.covering(grid(box)).lonLat();
        }
        return moved(shape, point -> {
            Coordinate lonLat = frame.lonLat(point.x, point.y);
            point.x = lonLat.x;
            point.y = lonLat.y;
        });
    }

    /** A single pixel with the extent of a box. */
    private RasterGrid grid(Envelope box) {
        AffineTransform to = frame.transform();
        AffineTransform one = new AffineTransform(
                to.scaleX() * box.getWidth(),
                0,
                to.x(box.getMinX(), box.getMinY()),
                0,
                to.scaleY() * box.getHeight(),
                to.y(box.getMinX(), box.getMinY()));
        return new RasterGrid(frame.crs(), one, 1, 1);
    }

    /**
     * The geometry in columns and rows of a lattice, with enough points on each edge to follow its curve.
     *
     * @throws ComputationException if it is too far from the reference system
     */
    public Geometry in(GridProjection lattice) {
        if (lattice.equals(frame)) {
            return shape;
        }
        Geometry projected = frame.sameSystem(lattice.crs())
                ? moved(shape, point -> {
                    double x = frame.transform().x(point.x, point.y);
                    point.y = frame.transform().y(point.x, point.y);
                    point.x = x;
                })
                : projected(lonLat(), lattice.crs(), lattice.transform());
        AffineTransform transform = lattice.transform();
        return moved(projected, point -> {
            double column = transform.column(point.x, point.y);
            point.y = transform.row(point.x, point.y);
            point.x = column;
        });
    }

    private static Geometry projected(Geometry lonLat, Projection crs, AffineTransform lattice) {
        crs.centralMeridian().ifPresent(meridian -> {
            for (Coordinate point : lonLat.getCoordinates()) {
                if (Math.abs(Math.IEEEremainder(point.x - meridian, 360)) > crs.reach()) {
                    throw ComputationException.of("Unable to transform geometry into requested projection.");
                }
            }
        });
        if (lonLat instanceof Polygonal) {
            return ProjectedArea.of(lonLat, crs, lattice).geometry();
        }
        return moved(lonLat, point -> {
            Coordinate at = crs.project(point.x, point.y);
            point.x = at.x;
            point.y = at.y;
        });
    }

    private static Geometry moved(Geometry shape, CoordinateFilter move) {
        Geometry copy = shape.copy();
        copy.apply(move);
        copy.geometryChanged();
        return copy;
    }

    /** The outer ring of a footprint, as the property {@code system:footprint} holds it. */
    GeometryValue outline() {
        return shape instanceof Polygon polygon
                ? new GeometryValue(
                        new GeometryFactory()
                                .createLinearRing(polygon.getExteriorRing().getCoordinateSequence()),
                        frame,
                        geodesic)
                : this;
    }
}
