package dev.swath.geotiff;

import dev.swath.grid.ProjectedArea;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.Window;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Which pixels of a grid belong to an area: those whose centre does. Holes are outside (even-odd rule). The answer for a
 * pixel comes from its row and column in the grid alone, so that it is the same whatever window is asked for. Immutable.
 */
public final class AreaMask {

    /** 64 MiB of crossings; the outlines of whole countries need far less. */
    private static final long MOST_CROSSINGS = 1 << 24;

    private final int width;
    private final int height;

    /** Where the crossings of each row begin, and after the last row, where they end. */
    private final int[] starts;

    /** For each crossing the first column whose pixel centre lies behind it; ascending within a row. */
    private final int[] columns;

    /**
     * Finds where the area's edges cross the middle of each row of pixels.
     *
     * @param area in the reference system of the grid
     * @param grid the whole output grid
     */
    public AreaMask(ProjectedArea area, RasterGrid grid) {
        this.width = grid.width();
        this.height = grid.height();
        PixelEdges edges = PixelEdges.of(area, grid);
        this.starts = starts(edges);
        this.columns = columns(edges);
    }

    private int[] starts(PixelEdges edges) {
        int[] counts = new int[height + 1];
        long total = 0;
        for (int edge = 0; edge < edges.size(); edge++) {
            int end = endRow(edges, edge);
            for (int row = firstRow(edges, edge); row < end; row++) {
                counts[row + 1]++;
                total++;
            }
            if (total > MOST_CROSSINGS) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "the outline crosses more than %d rows of pixels: simplify the area",
                        MOST_CROSSINGS));
            }
        }
        for (int row = 0; row < height; row++) {
            counts[row + 1] += counts[row];
        }
        return counts;
    }

    private int[] columns(PixelEdges edges) {
        int[] crossings = new int[starts[height]];
        int[] next = Arrays.copyOf(starts, height);
        for (int edge = 0; edge < edges.size(); edge++) {
            boolean down = edges.rows()[2 * edge] < edges.rows()[2 * edge + 1];
            int upper = 2 * edge + (down ? 0 : 1);
            int lower = 2 * edge + (down ? 1 : 0);
            double slope =
                    (edges.columns()[lower] - edges.columns()[upper]) / (edges.rows()[lower] - edges.rows()[upper]);
            int end = endRow(edges, edge);
            for (int row = firstRow(edges, edge); row < end; row++) {
                double crossing = edges.columns()[upper] + (row + 0.5 - edges.rows()[upper]) * slope;
                crossings[next[row]++] = firstCentre(crossing, width);
            }
        }
        for (int row = 0; row < height; row++) {
            Arrays.sort(crossings, starts[row], starts[row + 1]);
        }
        return crossings;
    }

    private int firstRow(PixelEdges edges, int edge) {
        return firstCentre(Math.min(edges.rows()[2 * edge], edges.rows()[2 * edge + 1]), height);
    }

    /** A row through a corner counts for the edge below it only, so that every ring crosses a row an even number of times. */
    private int endRow(PixelEdges edges, int edge) {
        return firstCentre(Math.max(edges.rows()[2 * edge], edges.rows()[2 * edge + 1]), height);
    }

    /** The first pixel whose centre is at or behind a position, at most {@code end}. */
    private static int firstCentre(double position, int end) {
        return (int) Math.max(0, Math.min(end, Math.ceil(position - 0.5)));
    }

    /**
     * Tells for pixels of one row whether they belong to the area.
     *
     * @param row row of the grid
     * @param fromColumn first column of the grid
     * @param count number of pixels
     * @param into receives 1 (inside) or 0 from index 0
     */
    public void row(int row, int fromColumn, int count, byte[] into) {
        fill(new Window(fromColumn, row, count, 1), into);
    }

    /** Tells for each pixel of a window of the grid, row by row, whether it belongs to the area: 1 or 0. */
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
        Arrays.fill(into, 0, window.width() * window.height(), (byte) 0);
        for (int row = 0; row < window.height(); row++) {
            int end = starts[window.row() + row + 1];
            for (int i = starts[window.row() + row]; i < end; i += 2) {
                int first = Math.max(columns[i] - left, 0);
                int last = Math.min(columns[i + 1] - left, window.width());
                if (first < last) {
                    Arrays.fill(into, row * window.width() + first, row * window.width() + last, (byte) 1);
                }
            }
        }
    }
}
