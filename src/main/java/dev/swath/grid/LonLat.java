package dev.swath.grid;

import org.locationtech.jts.geom.Coordinate;

/** Degrees of longitude and latitude on WGS 84, EPSG:4326, longitude first. */
record LonLat() implements Projection {

    static final int EPSG = 4326;

    @Override
    public int epsg() {
        return EPSG;
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
