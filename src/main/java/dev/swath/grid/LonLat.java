package dev.swath.grid;

import java.util.Optional;
import java.util.OptionalInt;
import org.locationtech.jts.geom.Coordinate;

/** Degrees of longitude and latitude on WGS 84, EPSG:4326, longitude first. */
record LonLat() implements Projection {

    static final int EPSG = 4326;

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
        return Optional.of(new Cycle(-180, 360));
    }

    @Override
    public boolean isGeographic() {
        return true;
    }

    @Override
    public Coordinate project(double longitude, double latitude) {
        return new Coordinate(longitude, latitude);
    }

    @Override
    public Coordinate unproject(double x, double y) {
        return new Coordinate(x, y);
    }
}
