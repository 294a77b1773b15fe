package dev.swath.emulator.raster;

import dev.swath.grid.AffineTransform;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import org.locationtech.jts.geom.Coordinate;

/**
 * Where the centres of a grid's pixels lie on another lattice, in columns and rows with their fractions. Of pixels in another
 * reference system only every {@value #STEP}th of a row is projected, and a parabola interpolates the others, as long as it is
 * exact enough.
 *
 * @param columns for each pixel of the grid, its column on the lattice
 * @param rows its row
 */
public record PixelPositions(double[] columns, double[] rows) {

    private static final int STEP = 32;
    private static final double TOLERANCE = 1e-5;

    /** Locates the pixels of a grid. */
    public static PixelPositions of(RasterGrid grid, GridProjection lattice) {
        double[] columns = new double[grid.width() * grid.height()];
        double[] rows = new double[columns.length];
        Locator locator = new Locator(grid, lattice);
        for (int row = 0; row < grid.height(); row++) {
            locator.row(row, columns, rows);
        }
        return new PixelPositions(columns, rows);
    }

    /** Locates pixels of one grid on one lattice. */
    private static final class Locator {

        private final RasterGrid grid;
        private final GridProjection lattice;
        private final boolean same;

        Locator(RasterGrid grid, GridProjection lattice) {
            this.grid = grid;
            this.lattice = lattice;
            this.same = lattice.sameSystem(grid.projection());
        }

        void row(int row, double[] columns, double[] rows) {
            int offset = row * grid.width();
            if (same) {
                for (int column = 0; column < grid.width(); column++) {
                    double[] at = at(column, row);
                    columns[offset + column] = at[0];
                    rows[offset + column] = at[1];
                }
                return;
            }
            double[] begin = at(0, row);
            for (int column = 0; column < grid.width(); column += STEP) {
                double[] middle = at(column + STEP / 2, row);
                double[] end = at(column + STEP, row);
                double[] check = at(column + STEP / 4, row);
                boolean close = Math.abs(parabola(begin[0], middle[0], end[0], 0.25) - check[0]) < TOLERANCE
                        && Math.abs(parabola(begin[1], middle[1], end[1], 0.25) - check[1]) < TOLERANCE;
                for (int i = 0; i < STEP && column + i < grid.width(); i++) {
                    double t = (double) i / STEP;
                    double[] exact = close ? begin : at(column + i, row);
                    columns[offset + column + i] = close ? parabola(begin[0], middle[0], end[0], t) : exact[0];
                    rows[offset + column + i] = close ? parabola(begin[1], middle[1], end[1], t) : exact[1];
                }
                begin = end;
            }
        }

        private static double parabola(double a, double b, double c, double t) {
            return a + t * (4 * b - 3 * a - c) + t * t * 2 * (a + c - 2 * b);
        }

        private double[] at(int column, int row) {
            AffineTransform to = grid.transform();
            double x = to.x(column + 0.5, row + 0.5);
            double y = to.y(column + 0.5, row + 0.5);
            if (!same) {
                Projection from = grid.projection();
                Coordinate lonLat = from.unproject(x, y);
                Coordinate point = lattice.crs().project(lonLat.x, lonLat.y);
                x = point.x;
                y = point.y;
            }
            AffineTransform transform = lattice.transform();
            return new double[] {transform.column(x, y), transform.row(x, y)};
        }
    }
}
