package dev.swath.emulator.landscape;

import java.util.function.Consumer;

/**
 * Points scattered over the sphere, one per cell. Cells are in rows of equal height and have about equal width, so that
 * the points near a place are found without a list.
 */
final class CellGrid {

    private final double degrees;
    private final int seed;

    CellGrid(double degrees, int seed) {
        this.degrees = degrees;
        this.seed = seed;
    }

    /** Passes on the points of all cells within some metres of a place. */
    void near(double longitude, double latitude, double metres, Consumer<Point> consumer) {
        double reach = metres / 111_200;
        int first = row(latitude - reach);
        int last = row(latitude + reach);
        for (int row = first; row <= last; row++) {
            int columns = columns(row);
            double cos = Math.max(0.05, StrictMath.cos(Math.toRadians(Math.min(89, Math.abs(latitude) + reach))));
            int from = (int) Math.floor((longitude - reach / cos + 180) / 360 * columns);
            int to = (int) Math.floor((longitude + reach / cos + 180) / 360 * columns);
            for (int column = from; column <= Math.min(to, from + columns - 1); column++) {
                consumer.accept(point(row, Math.floorMod(column, columns)));
            }
        }
    }

    private int row(double latitude) {
        return (int) Math.floor((latitude + 90) / degrees);
    }

    private int columns(int row) {
        double middle = (row + 0.5) * degrees - 90;
        return Math.max(
                1, (int) Math.round(360 / degrees * StrictMath.cos(Math.toRadians(Math.min(89.9, Math.abs(middle))))));
    }

    private Point point(int row, int column) {
        double x = 0.15 + 0.7 * Noise.unit(column, row, 1, seed);
        double y = 0.15 + 0.7 * Noise.unit(column, row, 2, seed);
        return new Point(
                row,
                column,
                (column + x) * 360 / columns(row) - 180,
                (row + y) * degrees - 90,
                Noise.hash(column, row, 3, seed));
    }

    /** The point of the cell to the east. */
    Point east(Point point) {
        return point(point.row(), Math.floorMod(point.column() + 1, columns(point.row())));
    }

    /** The point of the cell to the north that is above the west end of a cell. */
    Point north(Point point) {
        int above = columns(point.row() + 1);
        return point(
                point.row() + 1, Math.floorMod((int) ((point.column() + 0.5) * above / columns(point.row())), above));
    }

    /**
     * @param row row of its cell, northwards
     * @param column column of its cell, eastwards
     * @param longitude degrees
     * @param latitude degrees
     * @param bits random bits of its own
     */
    record Point(int row, int column, double longitude, double latitude, int bits) {

        /** A random number of the point, 0..1. */
        double unit(int purpose) {
            return Noise.unit(bits, purpose, 7, 77);
        }
    }
}
