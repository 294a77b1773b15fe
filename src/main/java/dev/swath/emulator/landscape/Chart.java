package dev.swath.emulator.landscape;

import dev.swath.grid.Projection;
import org.locationtech.jts.geom.Coordinate;

/**
 * A flat map of the earth, on which frames of pixels lie. Its coordinates are counted in units of about a metre, so that the
 * side of a pixel is a whole number of them.
 */
public interface Chart {

    /** Longitude and latitude in degrees of a point; longitudes may exceed 180 degrees. */
    Coordinate lonLat(double x, double y);

    /** Length of a unit in metres on the ground, eastwards, at a latitude. */
    double metresEast(double latitude);

    /** Length of a unit in metres on the ground, northwards. */
    double metresNorth();

    /** Tells the noise of one chart from that of another. */
    int seed();

    /**
     * A UTM zone: units are metres, northings are counted from the equator, negative to the south.
     *
     * @param zone 1..60
     */
    static Chart utm(int zone) {
        return new UtmZone(zone);
    }

    /**
     * Longitude and latitude.
     *
     * @param unitsEast units in a degree of longitude
     * @param unitsNorth units in a degree of latitude
     */
    static Chart degrees(int unitsEast, int unitsNorth) {
        return new Degrees(unitsEast, unitsNorth);
    }

    /**
     * The sinusoidal map on a sphere, as MODIS has it.
     *
     * @param metres length of a unit
     */
    static Chart sinusoidal(double metres) {
        return new Sinusoidal(metres);
    }

    /** A UTM zone. */
    record UtmZone(int zone) implements Chart {

        @Override
        public Coordinate lonLat(double x, double y) {
            return Projection.utm(zone, true).unproject(x, y);
        }

        @Override
        public double metresEast(double latitude) {
            return 1;
        }

        @Override
        public double metresNorth() {
            return 1;
        }

        @Override
        public int seed() {
            return zone;
        }
    }

    /** Longitude and latitude. */
    record Degrees(int unitsEast, int unitsNorth) implements Chart {

        private static final double METRES = Math.toRadians(Sphere.RADIUS);

        @Override
        public Coordinate lonLat(double x, double y) {
            return new Coordinate(x / unitsEast, Math.max(-89.99, Math.min(89.99, y / unitsNorth)));
        }

        @Override
        public double metresEast(double latitude) {
            return METRES * Math.max(0.01, StrictMath.cos(Math.toRadians(latitude))) / unitsEast;
        }

        @Override
        public double metresNorth() {
            return METRES / unitsNorth;
        }

        @Override
        public int seed() {
            return 100 + unitsNorth;
        }
    }

    /** The sinusoidal map. */
    record Sinusoidal(double metres) implements Chart {

        /** Radius of the sphere of MODIS in metres. */
        private static final double RADIUS = 6_371_007.181;

        @Override
        public Coordinate lonLat(double x, double y) {
            double latitude = Math.max(-89.9, Math.min(89.9, Math.toDegrees(y * metres / RADIUS)));
            double longitude = Math.toDegrees(x * metres / RADIUS / StrictMath.cos(Math.toRadians(latitude)));
            return new Coordinate(Math.max(-360, Math.min(360, longitude)), latitude);
        }

        @Override
        public double metresEast(double latitude) {
            return metres;
        }

        @Override
        public double metresNorth() {
            return metres;
        }

        @Override
        public int seed() {
            return 99;
        }
    }
}
