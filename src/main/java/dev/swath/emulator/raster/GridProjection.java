package dev.swath.emulator.raster;

import dev.swath.grid.AffineTransform;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import org.locationtech.jts.geom.Coordinate;

/**
 * A reference system with a lattice of pixels without bounds, Earth Engine's {@code Projection}.
 *
 * @param crs the reference system
 * @param transform pixels to coordinates
 */
public record GridProjection(Projection crs, AffineTransform transform) {

    /** Longitude and latitude with pixels of one degree: the projection of constants and composites. */
    public static final GridProjection DEGREES = of(Projection.of("EPSG:4326"));

    private static final double METRES_PER_DEGREE = 111_319.49079327358;

    /** The system with pixels of one unit, rows northwards. */
    public static GridProjection of(Projection crs) {
        return new GridProjection(crs, new AffineTransform(1, 0, 0, 0, 1, 0));
    }

    /** The lattice of a grid. */
    public static GridProjection of(RasterGrid grid) {
        return new GridProjection(grid.projection(), grid.transform());
    }

    /** The lattice with square pixels of a size in metres, from the origin of the reference system, rows southwards. */
    public GridProjection atScale(double metres) {
        double side = crs.isGeographic() ? metres / METRES_PER_DEGREE : metres;
        return new GridProjection(crs, AffineTransform.northUp(0, 0, side, side));
    }

    /** Side of a pixel in metres: the square root of its area; degrees as at the equator. */
    public double nominalScale() {
        double side =
                Math.sqrt(Math.abs(transform.scaleX() * transform.scaleY() - transform.shearX() * transform.shearY()));
        return crs.isGeographic() ? side * METRES_PER_DEGREE : side;
    }

    /** Longitude and latitude of a point given in pixels. */
    public Coordinate lonLat(double column, double row) {
        return crs.unproject(transform.x(column, row), transform.y(column, row));
    }

    /** Column and row of a point given in longitude and latitude. */
    public Coordinate pixel(double longitude, double latitude) {
        Coordinate point = crs.project(longitude, latitude);
        return new Coordinate(transform.column(point.x, point.y), transform.row(point.x, point.y));
    }

    /** Whether both have the same reference system. */
    public boolean sameSystem(Projection other) {
        return crs.code().equals(other.code());
    }
}
