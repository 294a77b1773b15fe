package dev.swath.geotiff;

import dev.swath.grid.OutputGrid;
import dev.swath.grid.ProjectedArea;
import dev.swath.grid.RasterGrid;
import org.locationtech.jts.geom.Point;

/** The pixels that an area overlaps. */
final class TouchedPixels {

    /** How far an edge may extend into a pixel without touching it, in pixels. */
    private static final double NOTHING = OutputGrid.TOLERANCE;

    private TouchedPixels() {}

    /**
     * The pixels that an area touches: at least one, unless it lies outside the grid.
     *
     * @param edges of the area, in pixels of the grid
     * @param centres the pixels whose centre belongs to it
     */
    static RowSpans of(ProjectedArea area, RasterGrid grid, PixelEdges edges, RowSpans centres) {
        RowSpans.Gathering from = new RowSpans.Gathering(grid.width(), grid.height());
        RowSpans.Gathering to = new RowSpans.Gathering(grid.width(), grid.height());
        for (int row = 0; row < grid.height(); row++) {
            for (int i = centres.starts()[row]; i < centres.starts()[row + 1]; i += 2) {
                from.add(row, centres.columns()[i]);
                to.add(row, centres.columns()[i + 1]);
            }
        }
        for (int edge = 0; edge < edges.size(); edge++) {
            int first = (int) Math.max(0, Math.floor(edges.top(edge) + NOTHING));
            int end = (int) Math.min(grid.height(), Math.ceil(edges.bottom(edge) - NOTHING));
            for (int row = first; row < end; row++) {
                double a = edges.isLevel(edge) ? edges.left(edge) : edges.columnAt(edge, row);
                double b = edges.isLevel(edge) ? edges.right(edge) : edges.columnAt(edge, row + 1.0);
                int left = (int) Math.max(0, Math.floor(Math.min(a, b) + NOTHING));
                int right = (int) Math.min(grid.width(), Math.ceil(Math.max(a, b) - NOTHING));
                if (left < right) {
                    from.add(row, left);
                    to.add(row, right);
                }
            }
        }
        RowSpans touched = union(from.sorted(), to.sorted(), grid);
        return touched.isEmpty() ? somePixel(area, grid) : touched;
    }

    /** Joins spans that overlap. */
    private static RowSpans union(long[] from, long[] to, RasterGrid grid) {
        RowSpans.Gathering ends = new RowSpans.Gathering(grid.width(), grid.height());
        int open = 0;
        int next = 0;
        for (long end : to) {
            for (; next < from.length && from[next] <= end; next++) {
                if (open++ == 0) {
                    ends.add(from[next]);
                }
            }
            if (--open == 0) {
                ends.add(end);
            }
        }
        return ends.toggled();
    }

    /** For a tiny area between two pixels, the pixel that contains its middle; none outside the grid. */
    private static RowSpans somePixel(ProjectedArea area, RasterGrid grid) {
        Point middle = area.geometry().getInteriorPoint();
        int column = (int) Math.floor(grid.transform().column(middle.getX(), middle.getY()));
        int row = (int) Math.floor(grid.transform().row(middle.getX(), middle.getY()));
        RowSpans.Gathering one = new RowSpans.Gathering(grid.width(), grid.height());
        if (column >= 0 && column < grid.width() && row >= 0 && row < grid.height()) {
            one.addSpan(row, column, column + 1);
        }
        return one.toggled();
    }
}
