package dev.swath.grid;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.locationtech.jts.geom.Coordinate;

/**
 * A coordinate reference system that Swath can compute by itself: any UTM zone on WGS 84 (EPSG:32601–32660 and
 * 32701–32760), Web Mercator (EPSG:3857) and longitude/latitude (EPSG:4326).
 */
public interface Projection {

    /** The system with this code, such as {@code EPSG:32617}; fails with an IllegalArgumentException that names the known ones. */
    static Projection of(String code) {
        Matcher matcher =
                Pattern.compile("EPSG:(\\d{4,5})").matcher(code.strip().toUpperCase(Locale.ROOT));
        int epsg = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
        int zone = epsg % 100;
        if ((epsg / 100 == 326 || epsg / 100 == 327) && zone >= 1 && zone <= 60) {
            return utm(zone, epsg / 100 == 326);
        }
        return switch (epsg) {
            case LonLat.EPSG -> new LonLat();
            case WebMercator.EPSG -> new WebMercator();
            default ->
                throw new IllegalArgumentException("unknown coordinate reference system '" + code
                        + "'; use one of EPSG:32601 to EPSG:32660 and EPSG:32701 to EPSG:32760 (UTM on WGS 84),"
                        + " EPSG:3857 (Web Mercator) and EPSG:4326 (longitude, latitude)");
        };
    }

    /**
     * A UTM zone on WGS 84.
     *
     * @param zone 1..60
     * @param north the northern (EPSG:326nn) or the southern system (EPSG:327nn)
     */
    static Projection utm(int zone, boolean north) {
        return new UniversalTransverseMercator(zone, north);
    }

    /** The EPSG number. */
    int epsg();

    /** {@code EPSG:} and the number, as Earth Engine writes it. */
    default String code() {
        return "EPSG:" + epsg();
    }

    /** Whether coordinates are degrees of longitude and latitude (metres otherwise). */
    boolean isGeographic();

    /** The central meridian of the system, if it has one that matters (UTM). */
    default OptionalDouble centralMeridian() {
        return OptionalDouble.empty();
    }

    /** From longitude (x) and latitude (y) in degrees on WGS 84 to coordinates of this system. */
    Coordinate project(double longitude, double latitude);

    /** From coordinates of this system to longitude (x) and latitude (y) in degrees. */
    Coordinate unproject(double x, double y);
}
