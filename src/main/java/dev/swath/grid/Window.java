package dev.swath.grid;

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
}
