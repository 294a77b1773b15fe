package dev.swath.emulator.landscape;

import dev.swath.emulator.landscape.Frame.Block;
import org.locationtech.jts.geom.Coordinate;

/**
 * Positions and the atlas over one block, sampled at 9 × 9 points and linear between: they change too slowly to make a
 * visible difference.
 */
final class Survey {

    static final int CELLS = 8;
    static final int X = 0;
    static final int Y = 1;
    static final int Z = 2;
    static final int LATITUDE = 3;
    static final int LAND = 4;
    static final int MOUNTAINS = 5;
    static final int DESERT = 6;
    static final int WET = 7;
    static final int FARM = 8;
    static final int LAKE = 9;
    static final int ICE = 10;
    static final int VALUES = 11;

    private static final int SIDE = CELLS + 1;

    /** Memory of one survey. */
    static final long BYTES = 8L * SIDE * SIDE * VALUES + 100;

    private final double[] values = new double[SIDE * SIDE * VALUES];
    private final double longitude;
    private final double latitude;
    private final double radius;

    Survey(Atlas atlas, Block block) {
        Coordinate centre = block.lonLat(Frame.BLOCK / 2.0, Frame.BLOCK / 2.0);
        this.longitude = centre.x;
        this.latitude = centre.y;
        this.radius = block.pixel() * Frame.BLOCK * 0.71;
        Atlas.Sheet sheet = sheet(atlas);
        double step = (double) Frame.BLOCK / CELLS;
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                Coordinate at = block.lonLat(column * step, row * step);
                fill(values, (row * SIDE + column) * VALUES, at.x, at.y, atlas, sheet);
            }
        }
    }

    /** Computes the values of one place. */
    static void fill(double[] values, int from, double lon, double lat, Atlas atlas, Atlas.Sheet sheet) {
        fill(values, from, Sphere.point(lon, lat), lon, lat, atlas, sheet);
    }

    /** Computes the values of one place whose position on the sphere is known. */
    static void fill(double[] values, int from, double[] p, double lon, double lat, Atlas atlas, Atlas.Sheet sheet) {
        System.arraycopy(p, 0, values, from, 3);
        // The ovals and ranges are smooth; bending the map makes their rims look natural.
        double bendX = 0.35 * Noise.octaves(p, 160_000, 20_000, 4, 0.5, 901);
        double bendY = 0.35 * Noise.octaves(p, 160_000, 20_000, 4, 0.5, 911);
        double x = lon + bendX;
        double y = lat + 0.7 * bendY;
        values[from + LATITUDE] = lat;
        values[from + LAND] = atlas.land(lon, lat);
        values[from + MOUNTAINS] = sheet.mountains(lon + bendX * 0.4, lat + bendY * 0.3);
        values[from + DESERT] = sheet.strength(Atlas.Kind.DESERT, x, y);
        values[from + WET] = sheet.strength(Atlas.Kind.WET, x, y);
        values[from + FARM] = sheet.strength(Atlas.Kind.FARM, x, y);
        values[from + LAKE] = sheet.strength(Atlas.Kind.LAKE, lon + bendX * 0.2, lat + bendY * 0.15);
        values[from + ICE] = sheet.strength(Atlas.Kind.ICE, lon + bendX * 0.6, lat + bendY * 0.4);
    }

    /** Longitude of the block's centre. */
    double longitude() {
        return longitude;
    }

    /** Latitude of the block's centre. */
    double latitude() {
        return latitude;
    }

    /** Half the block's diagonal in metres. */
    double radius() {
        return radius;
    }

    /** The part of the atlas that reaches the block or its surroundings. */
    Atlas.Sheet sheet(Atlas atlas) {
        return atlas.sheet(longitude, latitude, radius / 111_200 + 0.8);
    }

    /** The values at a position in pixels of the block; extrapolated linearly beyond its border. */
    void at(double column, double row, double[] into) {
        between(column, row, into, VALUES);
    }

    /** Only the position on the sphere. */
    void position(double column, double row, double[] into) {
        between(column, row, into, 3);
    }

    private void between(double column, double row, double[] into, int count) {
        double x = column * CELLS / Frame.BLOCK;
        double y = row * CELLS / Frame.BLOCK;
        int x0 = Math.max(0, Math.min(CELLS - 1, (int) Math.floor(x)));
        int y0 = Math.max(0, Math.min(CELLS - 1, (int) Math.floor(y)));
        double fx = x - x0;
        double fy = y - y0;
        int top = (y0 * SIDE + x0) * VALUES;
        int bottom = top + SIDE * VALUES;
        for (int i = 0; i < count; i++) {
            double above = Curves.lerp(fx, values[top + i], values[top + VALUES + i]);
            double below = Curves.lerp(fx, values[bottom + i], values[bottom + VALUES + i]);
            into[i] = Curves.lerp(fy, above, below);
        }
    }
}
