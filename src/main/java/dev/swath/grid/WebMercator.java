package dev.swath.grid;

import java.util.Optional;
import java.util.OptionalInt;
import org.locationtech.jts.geom.Coordinate;

/** Web Mercator, EPSG:3857: the sphere's formulas on the latitude of WGS 84. */
record WebMercator() implements Projection {

    static final int EPSG = 3857;

    private static final double RADIUS = 6378137;

    @Override
    public String code() {
        return "EPSG:" + EPSG;
    }

    @Override
    public OptionalInt epsg() {
        return OptionalInt.of(EPSG);
    }

    @Override
    public Optional<Cycle> cycle() {
        return Optional.of(new Cycle(-Math.PI * RADIUS, 2 * Math.PI * RADIUS));
    }

    @Override
    public boolean isGeographic() {
        return false;
    }

    @Override
    public Coordinate project(double longitude, double latitude) {
        double tangent = StrictMath.tan(Math.toRadians(latitude));
        double asinh = Math.copySign(StrictMath.log(Math.abs(tangent) + StrictMath.hypot(tangent, 1)), tangent);
        return new Coordinate(RADIUS * Math.toRadians(longitude), RADIUS * asinh);
    }

    @Override
    public Coordinate unproject(double x, double y) {
        double latitude = StrictMath.atan(StrictMath.sinh(y / RADIUS));
        return new Coordinate(Math.toDegrees(x / RADIUS), Math.toDegrees(latitude));
    }
}
