package dev.swath.geotiff;

import dev.swath.grid.AffineTransform;
import dev.swath.grid.ProjectedArea;
import dev.swath.grid.RasterGrid;
import java.util.Arrays;
import java.util.Locale;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.util.LinearComponentExtracter;

/**
 * The edges of an area and of its holes, in pixels of a grid: (0, 0) is the corner of the upper left pixel and (0.5, 0.5)
 * its centre.
 *
 * @param columns each edge's two ends, one after the other
 * @param rows each edge's two ends, one after the other
 */
record PixelEdges(double[] columns, double[] rows) {

    static PixelEdges of(ProjectedArea area, RasterGrid grid) {
        if (!area.projection().equals(grid.projection())) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "an area in %s on a grid in %s",
                    area.projection().code(),
                    grid.projection().code()));
        }
        Geometry rings = area.geometry();
        AffineTransform transform = grid.transform();
        double[] columns = new double[2 * rings.getNumPoints()];
        double[] rows = new double[2 * rings.getNumPoints()];
        int ends = 0;
        for (Object line : LinearComponentExtracter.getLines(rings)) {
            Coordinate[] points = ((LineString) line).getCoordinates();
            for (int i = 1; i < points.length; i++) {
                for (int end = i - 1; end <= i; end++) {
                    columns[ends] = transform.column(points[end].x, points[end].y);
                    rows[ends] = transform.row(points[end].x, points[end].y);
                    ends++;
                }
            }
        }
        return new PixelEdges(Arrays.copyOf(columns, ends), Arrays.copyOf(rows, ends));
    }

    int size() {
        return columns.length / 2;
    }

    /** The smaller row of an edge's ends. */
    double top(int edge) {
        return Math.min(rows[2 * edge], rows[2 * edge + 1]);
    }

    /** The larger row of an edge's ends. */
    double bottom(int edge) {
        return Math.max(rows[2 * edge], rows[2 * edge + 1]);
    }

    /** The smaller column of an edge's ends. */
    double left(int edge) {
        return Math.min(columns[2 * edge], columns[2 * edge + 1]);
    }

    /** The larger column of an edge's ends. */
    double right(int edge) {
        return Math.max(columns[2 * edge], columns[2 * edge + 1]);
    }

    /** Whether an edge runs along the rows. */
    boolean isLevel(int edge) {
        return rows[2 * edge] == rows[2 * edge + 1];
    }

    /** The column at which an edge that is not level crosses a row coordinate; beyond its ends, the column of the nearer end. */
    double columnAt(int edge, double row) {
        boolean down = rows[2 * edge] < rows[2 * edge + 1];
        int upper = 2 * edge + (down ? 0 : 1);
        int lower = 2 * edge + (down ? 1 : 0);
        if (row <= rows[upper]) {
            return columns[upper];
        }
        if (row >= rows[lower]) {
            return columns[lower];
        }
        double slope = (columns[lower] - columns[upper]) / (rows[lower] - rows[upper]);
        return columns[upper] + (row - rows[upper]) * slope;
    }
}
