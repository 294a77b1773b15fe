package dev.swath.emulator.landscape;

import org.locationtech.jts.geom.Coordinate;

/**
 * The positions of 40 × 40 points of a tile, by polynomials of the fourth degree through 5 × 5 exact ones. On the sphere they
 * are right to a millimetre, in longitude and latitude to 0.0002 degrees next to the poles and far better elsewhere.
 */
final class TilePoints {

    /** Points along a side. */
    static final int SIDE = 40;

    /** All points. */
    static final int COUNT = SIDE * SIDE;

    private static final int NODES = 5;
    private static final int X = 0;
    private static final int LONGITUDE = 3;
    private static final int LATITUDE = 4;
    private static final int VALUES = 5;

    private final Frame frame;
    private final int side;
    private final double[] nodes = new double[NODES * NODES * VALUES];
    private final double[][] shares = new double[SIDE][];
    private final double[] line = new double[NODES * VALUES];

    /**
     * @param frame the tile's pixels
     * @param side columns and rows of the tile
     */
    TilePoints(Frame frame, int side) {
        this.frame = frame;
        this.side = side;
        double middle = frame.lonLat(side / 2.0, side / 2.0).x;
        for (int row = 0; row < NODES; row++) {
            for (int column = 0; column < NODES; column++) {
                Coordinate at = frame.lonLat(node(column), node(row));
                int from = (row * NODES + column) * VALUES;
                System.arraycopy(Sphere.point(at.x, at.y), 0, nodes, from, LONGITUDE);
                // Without a step at the antimeridian.
                nodes[from + LONGITUDE] = middle + Math.IEEEremainder(at.x - middle, 360);
                nodes[from + LATITUDE] = at.y;
            }
        }
        for (int i = 0; i < SIDE; i++) {
            shares[i] = shares(pixel(i) + 0.5);
        }
    }

    private double node(int index) {
        return (double) index * side / (NODES - 1);
    }

    /** The shares of the nodes at a position (Lagrange). */
    private double[] shares(double at) {
        double[] result = new double[NODES];
        for (int i = 0; i < NODES; i++) {
            double share = 1;
            for (int j = 0; j < NODES; j++) {
                share *= j == i ? 1 : (at - node(j)) / (node(i) - node(j));
            }
            result[i] = share;
        }
        return result;
    }

    /** The column or row of pixels with a point. */
    int pixel(int point) {
        return (int) ((point + 0.5) * side / SIDE);
    }

    /** The exact longitude and latitude of a point. */
    Coordinate exact(int column, int row) {
        return frame.lonLat(pixel(column) + 0.5, pixel(row) + 0.5);
    }

    /** Turns to a row of points. */
    void row(int row) {
        double[] share = shares[row];
        for (int i = 0; i < line.length; i++) {
            double sum = 0;
            for (int node = 0; node < NODES; node++) {
                sum += share[node] * nodes[node * NODES * VALUES + i];
            }
            line[i] = sum;
        }
    }

    /** The position of a point of the row on the sphere. */
    void position(int column, double[] into) {
        for (int i = X; i < LONGITUDE; i++) {
            into[i] = value(column, i);
        }
    }

    /** Longitude of a point of the row; may exceed 180 degrees. */
    double longitude(int column) {
        return value(column, LONGITUDE);
    }

    /** Latitude of a point of the row. */
    double latitude(int column) {
        return value(column, LATITUDE);
    }

    private double value(int column, int i) {
        double[] share = shares[column];
        return share[0] * line[i]
                + share[1] * line[VALUES + i]
                + share[2] * line[2 * VALUES + i]
                + share[3] * line[3 * VALUES + i]
                + share[4] * line[4 * VALUES + i];
    }
}
