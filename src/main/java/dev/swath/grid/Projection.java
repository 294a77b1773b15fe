package dev.swath.grid;

import org.locationtech.jts.geom.Coordinate;

/**
 * A coordinate reference system that Swath can compute by itself: any UTM zone on WGS 84 (EPSG:32601–32660 and
 * 32701–32760), Web Mercator (EPSG:3857) and longitude/latitude (EPSG:4326).
 */
public interface Projection {

    /** The system with this code, such as {@code EPSG:32617}; fails with an IllegalArgumentException that names what is known. */
    static Projection of(String code) {
        throw new UnsupportedOperationException(code);
    }

    /** The EPSG number. */
    int epsg();

    /** {@code EPSG:} and the number, as Earth Engine writes it. */
    default String code() {
        return "EPSG:" + epsg();
    }

    /** Whether coordinates are degrees of longitude and latitude (metres otherwise). */
    boolean isGeographic();

    /** From longitude (x) and latitude (y) in degrees on WGS 84 to coordinates of this system. */
    Coordinate project(double longitude, double latitude);

    /** From coordinates of this system to longitude (x) and latitude (y) in degrees. */
    Coordinate unproject(double x, double y);
}
