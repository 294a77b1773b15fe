package dev.swath.emulator.landscape;

import dev.swath.emulator.landscape.Frame.Block;
import org.locationtech.jts.geom.Coordinate;

/**
 * Metres east and north of a ground point, at the pixels of one block.
 *
 * @param u0 metres east at the upper left pixel
 * @param uColumn change of u from column to column
 * @param uRow change of u from row to row
 * @param v0 metres north at the upper left pixel
 * @param vColumn change of v from column to column
 * @param vRow change of v from row to row
 */
record LocalPlane(double u0, double uColumn, double uRow, double v0, double vColumn, double vRow) {

    /** The plane that touches the ground at a longitude and latitude, over a block. */
    static LocalPlane of(double longitude, double latitude, Block block) {
        double[] a = uv(longitude, latitude, block.lonLat(0.5, 0.5));
        double[] b = uv(longitude, latitude, block.lonLat(Frame.BLOCK + 0.5, 0.5));
        double[] c = uv(longitude, latitude, block.lonLat(0.5, Frame.BLOCK + 0.5));
        return new LocalPlane(
                a[0],
                (b[0] - a[0]) / Frame.BLOCK,
                (c[0] - a[0]) / Frame.BLOCK,
                a[1],
                (b[1] - a[1]) / Frame.BLOCK,
                (c[1] - a[1]) / Frame.BLOCK);
    }

    private static double[] uv(double longitude, double latitude, Coordinate at) {
        return uv(longitude, latitude, at.x, at.y);
    }

    /** The position of another point in metres east and north of (longitude, latitude). */
    static double[] uv(double longitude, double latitude, double toLongitude, double toLatitude) {
        double lambda = Math.toRadians(Math.IEEEremainder(toLongitude - longitude, 360));
        double phi0 = Math.toRadians(latitude);
        double phi = Math.toRadians(toLatitude);
        double cosPhi = StrictMath.cos(phi);
        double x = cosPhi * StrictMath.cos(lambda);
        double east = cosPhi * StrictMath.sin(lambda);
        double north = StrictMath.cos(phi0) * StrictMath.sin(phi) - StrictMath.sin(phi0) * x;
        return new double[] {Sphere.RADIUS * east, Sphere.RADIUS * north};
    }

    double u(int column, int row) {
        return u0 + uColumn * column + uRow * row;
    }

    double v(int column, int row) {
        return v0 + vColumn * column + vRow * row;
    }
}
