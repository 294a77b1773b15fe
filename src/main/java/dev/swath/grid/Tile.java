package dev.swath.grid;

/**
 * A block-aligned window of the output grid, fetched by one request.
 *
 * <p>The reply's pixel for the output pixel (column, row) of {@code covered} is column
 * {@code (column − covered.column + skipColumns) / repeat} and row {@code (row − covered.row + skipRows) / repeat}.
 *
 * @param index position in the plan, from 0
 * @param window block-aligned window of the output grid
 * @param covered the part of {@code window} that the image covers and the request fills
 * @param request the grid to ask for
 * @param repeat how many output pixels one requested pixel fills along each axis, at least 1
 * @param skipColumns output columns by which the first requested pixel begins left of {@code covered}, 0..repeat−1
 * @param skipRows output rows by which the first requested pixel begins above {@code covered}, 0..repeat−1
 */
public record Tile(
        int index, Window window, Window covered, RasterGrid request, int repeat, int skipColumns, int skipRows) {}
