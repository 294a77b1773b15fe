package dev.swath.grid;

import java.util.Optional;

/**
 * A rectangle of whole pixels within a raster.
 *
 * @param column first column, from 0
 * @param row first row, from 0
 * @param width number of columns, at least 1
 * @param height number of rows, at least 1
 */
public record Window(int column, int row, int width, int height) {

    public Window {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a window of " + width + " x " + height + " pixels");
        }
    }

    /** The number of pixels. */
    public long pixels() {
        return (long) width * height;
    }

    /** The column after the last one. */
    public int endColumn() {
        return column + width;
    }

    /** The row after the last one. */
    public int endRow() {
        return row + height;
    }

    /** The pixels that belong to both windows; empty where they share none. */
    public Optional<Window> intersection(Window other) {
        int left = Math.max(column, other.column);
        int top = Math.max(row, other.row);
        int right = Math.min(endColumn(), other.endColumn());
        int bottom = Math.min(endRow(), other.endRow());
        return left < right && top < bottom
                ? Optional.of(new Window(left, top, right - left, bottom - top))
                : Optional.empty();
    }
}
