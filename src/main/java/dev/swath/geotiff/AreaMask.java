package dev.swath.geotiff;

import dev.swath.grid.OutputGrid;
import dev.swath.grid.ProjectedArea;
import dev.swath.grid.Window;
import dev.swath.job.ClipRule;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Which pixels of a grid belong to an area: those whose centre does, or all that it touches ({@link ClipRule}). Holes are
 * outside (even-odd rule). Whether a centre belongs is decided in longitude and latitude by {@link PointsInArea}, at a point
 * computed from whole numbers of the lattice ({@link OutputGrid#centre}), so of areas that share borders exactly one contains
 * it. The answer for a pixel depends only on its row and column, not on the requested window. Immutable.
 */
public final class AreaMask {

    private final int width;
    private final int height;

    /** Where the spans of each row begin, and after the last row, where they end. */
    private final int[] starts;

    /** First column and the column after the last one of each span; ascending within a row. */
    private final int[] columns;

    /**
     * Finds the pixels of an area. An area that contains no pixel's centre takes the pixels that it touches.
     *
     * @param area in the reference system of the grid, see {@link OutputGrid#area}
     * @param grid the whole output grid
     * @param rule which pixels along the border belong to it
     */
    public AreaMask(ProjectedArea area, OutputGrid grid, ClipRule rule) {
        this.width = grid.grid().width();
        this.height = grid.grid().height();
        PixelEdges edges = PixelEdges.of(area, grid.grid());
        RowSpans spans = CentresInArea.of(area, grid, edges);
        if (rule == ClipRule.TOUCHED || spans.isEmpty()) {
            spans = TouchedPixels.of(area, grid.grid(), edges, spans);
        }
        this.starts = spans.starts();
        this.columns = spans.columns();
    }

    /** The number of pixels that belong to the area. */
    public long pixels() {
        long pixels = 0;
        for (int i = 0; i < columns.length; i += 2) {
            pixels += columns[i + 1] - columns[i];
        }
        return pixels;
    }

    /**
     * Finds out for the pixels of one row whether they belong to the area.
     *
     * @param row row of the grid
     * @param fromColumn first column of the grid
     * @param count number of pixels
     * @param into receives 1 (inside) or 0 from index 0
     */
    public void row(int row, int fromColumn, int count, byte[] into) {
        fill(new Window(fromColumn, row, count, 1), into);
    }

    /** For each pixel of a window of the grid, row by row, whether it belongs to the area: 1 or 0. */
    public byte[] window(Window window) {
        byte[] inside = new byte[Math.toIntExact(window.pixels())];
        fill(window, inside);
        return inside;
    }

    /** Whether all pixels of a window belong to the area; empty where some do and others do not. */
    Optional<Boolean> uniform(Window window) {
        check(window);
        boolean inside = inside(window.column(), window.row());
        for (int row = window.row(); row < window.endRow(); row++) {
            if (inside(window.column(), row) != inside || changes(row, window.column(), window.endColumn())) {
                return Optional.empty();
            }
        }
        return Optional.of(inside);
    }

    private boolean inside(int column, int row) {
        int inside = 0;
        for (int i = starts[row]; i < starts[row + 1] && columns[i] <= column; i++) {
            inside++;
        }
        return inside % 2 == 1;
    }

    /** Whether an edge crosses a row between two columns. */
    private boolean changes(int row, int left, int end) {
        int next = Arrays.binarySearch(columns, starts[row], starts[row + 1], left);
        int first = next < 0 ? -next - 1 : next;
        while (first < starts[row + 1] && columns[first] <= left) {
            first++;
        }
        return first < starts[row + 1] && columns[first] < end;
    }

    private void check(Window window) {
        int left = window.column();
        if (left < 0 || window.row() < 0 || window.width() > width - left || window.height() > height - window.row()) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s of a grid of %d x %d pixels", window, width, height));
        }
    }

    private void fill(Window window, byte[] into) {
        check(window);
        int left = window.column();
        int width = window.width();
        for (int row = 0; row < window.height(); row++) {
            int at = row * width;
            int from = starts[window.row() + row];
            int end = starts[window.row() + row + 1];
            if (row > 0 && Arrays.equals(columns, starts[window.row() + row - 1], from, columns, from, end)) {
                System.arraycopy(into, at - width, into, at, width);
                continue;
            }
            Arrays.fill(into, at, at + width, (byte) 0);
            for (int i = from; i < end; i += 2) {
                int first = Math.max(columns[i] - left, 0);
                int last = Math.min(columns[i + 1] - left, width);
                if (first < last) {
                    Arrays.fill(into, at + first, at + last, (byte) 1);
                }
            }
        }
    }
}
