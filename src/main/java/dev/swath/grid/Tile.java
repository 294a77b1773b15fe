package dev.swath.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A block-aligned window of the output grid, fetched in one request.
 *
 * <p>The output pixel (column, row) of {@code covered} has the reply's pixel in column
 * {@code (column − covered.column + skipColumns) / repeat} and row {@code (row − covered.row + skipRows) / repeat}.
 *
 * @param index position in the plan, from 0
 * @param window block-aligned window of the output grid
 * @param covered the part of {@code window} that the image covers and the request fills
 * @param request the grid to request
 * @param repeat how many output pixels one requested pixel fills along each axis, at least 1
 * @param skipColumns output columns by which the first requested pixel begins left of {@code covered}, 0..repeat−1
 * @param skipRows output rows by which the first requested pixel begins above {@code covered}, 0..repeat−1
 */
public record Tile(
        int index, Window window, Window covered, RasterGrid request, int repeat, int skipColumns, int skipRows) {

    public Tile {
        boolean inside = covered.intersection(window).filter(covered::equals).isPresent();
        boolean filled = request.width() == (skipColumns + covered.width() - 1) / repeat + 1
                && request.height() == (skipRows + covered.height() - 1) / repeat + 1;
        if (!inside || !filled) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "a request of %d x %d pixels for %s in %s, each repeated %d times",
                    request.width(),
                    request.height(),
                    covered,
                    window,
                    repeat));
        }
    }

    /**
     * The same pixels in smaller requests, if this one is too large for the server: the request is cut in the middle, into
     * four, or into two if it is a single row or column. All parts keep the index.
     *
     * @return the parts, whose windows cover this one's exactly once; only this tile if it requests a single pixel
     */
    public List<Tile> quarters() {
        List<Tile> quarters = new ArrayList<>();
        for (Window part : parts(request.width(), request.height())) {
            Window share = outputOf(part, window);
            Window filled = outputOf(part, covered);
            int columns = part.column() == 0 ? skipColumns : 0;
            int rows = part.row() == 0 ? skipRows : 0;
            quarters.add(new Tile(index, share, filled, request.window(part), repeat, columns, rows));
        }
        return List.copyOf(quarters);
    }

    private static List<Window> parts(int width, int height) {
        List<Window> parts = new ArrayList<>();
        int halfWidth = (width + 1) / 2;
        int halfHeight = (height + 1) / 2;
        for (int row = 0; row < height; row += halfHeight) {
            for (int column = 0; column < width; column += halfWidth) {
                parts.add(new Window(
                        column, row, Math.min(halfWidth, width - column), Math.min(halfHeight, height - row)));
            }
        }
        return parts;
    }

    /** The output pixels within bounds that a part of the request fills; parts at its edges reach to the bounds. */
    private Window outputOf(Window part, Window bounds) {
        int originColumn = covered.column() - skipColumns;
        int originRow = covered.row() - skipRows;
        int left = part.column() == 0 ? bounds.column() : originColumn + part.column() * repeat;
        int top = part.row() == 0 ? bounds.row() : originRow + part.row() * repeat;
        boolean lastColumn = part.endColumn() == request.width();
        boolean lastRow = part.endRow() == request.height();
        int right = lastColumn ? bounds.endColumn() : originColumn + part.endColumn() * repeat;
        int bottom = lastRow ? bounds.endRow() : originRow + part.endRow() * repeat;
        return new Window(left, top, right - left, bottom - top);
    }
}
