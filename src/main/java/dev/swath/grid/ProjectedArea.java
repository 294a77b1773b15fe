package dev.swath.grid;

import java.util.Locale;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * An area in the coordinates of a reference system, with its edges divided finely enough to follow the curves that straight
 * lines in longitude and latitude become there.
 *
 * @param lonLat the area in degrees of longitude (x) and latitude (y)
 * @param geometry polygon or multipolygon in coordinates of the reference system
 * @param projection the reference system
 */
public record ProjectedArea(Geometry lonLat, Geometry geometry, Projection projection) {

    /** How far an edge may be from the curve that it stands for, in pixels. */
    public static final double DEVIATION = 0.05;

    /** The distance from its central meridian up to which a UTM zone is usable, in degrees. */
    private static final double FARTHEST_DEGREES = 45;

    /**
     * Projects an area: 21 points an edge, and one where an edge crosses the central meridian.
     *
     * @param lonLat polygon or multipolygon in degrees
     * @throws IllegalArgumentException if the area is empty, or lies too far from the zone of the reference system
     */
    public static ProjectedArea of(Geometry lonLat, Projection projection) {
        return projected(lonLat, projection, Double.POSITIVE_INFINITY);
    }

    /**
     * The same, with as many points as the pixels of a lattice require: no edge is farther from its curve than
     * {@value #DEVIATION} pixels.
     *
     * @throws IllegalArgumentException if the area is empty, or lies too far from the zone of the reference system
     */
    public static ProjectedArea of(Geometry lonLat, Projection projection, AffineTransform lattice) {
        double pixel = Math.min(Math.abs(lattice.scaleX()), Math.abs(lattice.scaleY()));
        return projected(lonLat, projection, DEVIATION * pixel);
    }

    private static ProjectedArea projected(Geometry lonLat, Projection projection, double deviation) {
        if (lonLat.isEmpty()) {
            throw new IllegalArgumentException("the area is empty");
        }
        projection.centralMeridian().ifPresent(meridian -> {
            for (Coordinate point : lonLat.getCoordinates()) {
                double away = Math.abs(Math.IEEEremainder(point.x - meridian, 360));
                if (away > FARTHEST_DEGREES) {
                    throw new IllegalArgumentException(String.format(
                            Locale.ROOT,
                            "the area lies %.0f degrees from the central meridian of %s; choose the UTM zone it is in",
                            away,
                            projection.code()));
                }
            }
        });
        return new ProjectedArea(lonLat, Reprojection.project(lonLat, projection, deviation), projection);
    }

    /** The area that contains every pixel of a grid: what is downloaded if nothing is clipped. */
    public static ProjectedArea covering(RasterGrid grid) {
        Geometry box = new GeometryFactory().toGeometry(grid.bounds());
        return new ProjectedArea(Reprojection.unproject(box, grid.projection()), box, grid.projection());
    }

    /** The smallest upright box around the area, in coordinates of the reference system. */
    public Envelope bounds() {
        return geometry.getEnvelopeInternal();
    }
}
