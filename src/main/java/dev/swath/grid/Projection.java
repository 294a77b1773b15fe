package dev.swath.grid;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.locationtech.jts.geom.Coordinate;

/**
 * A coordinate reference system. Swath computes UTM zones on WGS 84 (EPSG:32601–32660 and 32701–32760), Web Mercator
 * (EPSG:3857) and longitude/latitude (EPSG:4326) itself, and all others with proj4j, whose classes are loaded only for them.
 * Coordinates are eastings (x) and northings (y), or degrees of longitude (x) and latitude (y). Two systems are equal if they
 * give equal coordinates and are known by the same code.
 */
public interface Projection {

    /**
     * The system with this code, such as {@code EPSG:32617} or {@code SR-ORG:6974}, or this well-known text
     * (WKT).
     *
     * @throws IllegalArgumentException if it is unknown or can't be computed; the message says why
     */
    static Projection of(String code) {
        String written = code.strip();
        Matcher matcher = Pattern.compile("EPSG:(\\d{4,6})").matcher(written.toUpperCase(Locale.ROOT));
        int epsg = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
        int zone = epsg % 100;
        if ((epsg / 100 == 326 || epsg / 100 == 327) && zone >= 1 && zone <= 60) {
            return utm(zone, epsg / 100 == 326);
        }
        return switch (epsg) {
            case LonLat.EPSG -> new LonLat();
            case WebMercator.EPSG -> new WebMercator();
            default -> written.contains("[") ? WellKnownText.read(written) : LibraryProjection.of(written);
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

    /** Authority and number as Earth Engine writes them, such as {@code EPSG:32617}; the name in WKT of a system without a code. */
    String code();

    /** The EPSG number, if it has one. */
    default OptionalInt epsg() {
        Matcher matcher = Pattern.compile("EPSG:(\\d{1,9})").matcher(code());
        return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }

    /** The parameters of a system that has no EPSG code; empty for all others. */
    default Optional<ProjectionDefinition> definition() {
        return Optional.empty();
    }

    /** The well-known text of a system that is not known by a code; empty for all others. */
    default Optional<String> wkt() {
        return Optional.empty();
    }

    /** Whether coordinates are degrees of longitude and latitude. */
    boolean isGeographic();

    /** Metres in a unit of the coordinates; for degrees those of longitude on the equator. */
    default double metresPerUnit() {
        return isGeographic() ? OutputGrid.METRES_PER_DEGREE : 1;
    }

    /** The meridian in the middle of the map, in degrees, if it has one that matters: 180 degrees from it, the map may be cut. */
    default OptionalDouble centralMeridian() {
        return OptionalDouble.empty();
    }

    /** The distance from the central meridian up to which the system can be used, in degrees of longitude. */
    default double reach() {
        return 180;
    }

    /** The stretch of x after which the map goes on with the same places again; empty if it does not. */
    default Optional<Cycle> cycle() {
        return Optional.empty();
    }

    /**
     * A stretch of x that holds the world once.
     *
     * @param start x of its western end
     * @param length in units of the coordinates
     */
    record Cycle(double start, double length) {}

    /** Whether neighbours across the meridian opposite to the central one are apart on the map. */
    default boolean isCutOpposite() {
        return false;
    }

    /**
     * From longitude (x) and latitude (y) in degrees on WGS 84 to coordinates of this system. They are not numbers for a place
     * that is not on the map.
     */
    Coordinate project(double longitude, double latitude);

    /** From coordinates of this system to longitude (x) and latitude (y) in degrees; not numbers off the map. */
    Coordinate unproject(double x, double y);
}
