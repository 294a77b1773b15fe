package dev.swath.geotiff;

import dev.swath.grid.OutputGrid;
import dev.swath.grid.ProjectedArea;

/**
 * The pixels whose centre belongs to an area. Far from its edges the projected outline decides; a centre close to an edge is
 * checked by itself, because there the projected outline is not exactly the border.
 */
final class CentresInArea {

    /** Pixels around an edge within which centres are checked: twice the distance by which an edge may leave its curve. */
    private static final double CLOSE = 2 * ProjectedArea.DEVIATION;

    private final PixelEdges edges;
    private final int width;
    private final int height;

    private CentresInArea(OutputGrid grid, PixelEdges edges) {
        this.edges = edges;
        this.width = grid.grid().width();
        this.height = grid.grid().height();
    }

    static RowSpans of(ProjectedArea area, OutputGrid grid, PixelEdges edges) {
        CentresInArea centres = new CentresInArea(grid, edges);
        RowSpans outline = centres.outline();
        PointsInArea exact = new PointsInArea(area.lonLat());
        RowSpans.Gathering mended = new RowSpans.Gathering(centres.width, centres.height);
        mended.addAll(outline);
        for (long place : centres.close()) {
            int row = (int) (place >> Integer.SIZE);
            int column = (int) place;
            if (exact.holds(grid.centre(column, row)) != outline.holds(row, column)) {
                mended.addSpan(row, column, column + 1);
            }
        }
        return mended.toggled();
    }

    /** Where the edges of the projected outline cross the middle of each row of pixels. */
    private RowSpans outline() {
        RowSpans.Gathering crossings = new RowSpans.Gathering(width, height);
        for (int edge = 0; edge < edges.size(); edge++) {
            int end = firstCentre(edges.bottom(edge), height);
            // A row through a corner counts for one of its edges only, so that every ring crosses a row an even number
            // of times.
            for (int row = firstCentre(edges.top(edge), height); row < end; row++) {
                crossings.add(row, firstCentre(edges.columnAt(edge, row + 0.5), width));
            }
        }
        return crossings.toggled();
    }

    /** The centres close to an edge. */
    private long[] close() {
        RowSpans.Gathering close = new RowSpans.Gathering(width, height);
        for (int edge = 0; edge < edges.size(); edge++) {
            int end = firstCentre(edges.bottom(edge) + CLOSE, height);
            for (int row = firstCentre(edges.top(edge) - CLOSE, height); row < end; row++) {
                double a = edges.columnAt(edge, row + 0.5 - CLOSE);
                double b = edges.columnAt(edge, row + 0.5 + CLOSE);
                if (edges.isLevel(edge)) {
                    a = edges.left(edge);
                    b = edges.right(edge);
                }
                int last = firstCentre(Math.max(a, b) + CLOSE, width);
                for (int column = firstCentre(Math.min(a, b) - CLOSE, width); column < last; column++) {
                    close.add(row, column);
                }
            }
        }
        return close.distinct();
    }

    /** The first pixel whose centre is at or after a position, at most {@code end}. */
    private static int firstCentre(double position, int end) {
        return (int) Math.max(0, Math.min(end, Math.ceil(position - 0.5)));
    }
}
