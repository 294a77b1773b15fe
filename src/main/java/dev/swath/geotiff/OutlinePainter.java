package dev.swath.geotiff;

import dev.swath.grid.ProjectedArea;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import dev.swath.grid.Window;
import dev.swath.job.Outline;
import java.util.Locale;

/**
 * Paints the border of an area and of its holes: every pixel whose centre lies within half the line's width of the border,
 * measured in pixels of the output grid. Distances are measured in the coordinates of the whole grid, so that the painted
 * pixels do not depend on the windows that the image is made of. Immutable.
 */
public final class OutlinePainter {

    private final PixelEdges edges;
    private final double radius;
    private final byte[] color;

    /**
     * @param outline colour and width
     * @param area in the reference system of the grid
     * @param grid the whole output grid
     */
    public OutlinePainter(Outline outline, ProjectedArea area, RasterGrid grid) {
        this.edges = PixelEdges.of(area, grid);
        this.radius = outline.width() / 2;
        this.color = new byte[] {(byte) outline.red(), (byte) outline.green(), (byte) outline.blue()};
    }

    /**
     * Paints the part of the outline within a window.
     *
     * @param window of the grid
     * @param rgb the window's pixels, 3 bands of 8 bits: painted in place
     * @param valid one byte for each pixel of the window: set to 1 if the pixel is painted, otherwise unchanged
     */
    public void paint(Window window, Samples rgb, byte[] valid) {
        if (rgb.type() != SampleType.UINT8
                || rgb.bands() != color.length
                || rgb.width() != window.width()
                || rgb.height() != window.height()
                || valid.length != window.pixels()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d x %d x %d %s and %d mask bytes for %s",
                    rgb.height(),
                    rgb.width(),
                    rgb.bands(),
                    rgb.type(),
                    valid.length,
                    window));
        }
        paint(window, rgb.data(), valid);
    }

    private void paint(Window window, byte[] rgb, byte[] valid) {
        for (int edge = 0; edge < edges.size(); edge++) {
            paint(
                    edges.columns()[2 * edge],
                    edges.rows()[2 * edge],
                    edges.columns()[2 * edge + 1],
                    edges.rows()[2 * edge + 1],
                    window,
                    rgb,
                    valid);
        }
    }

    /** One byte for each pixel of a window: 1 where {@link #paint(Window, Samples, byte[])} paints, otherwise 0. */
    byte[] line(Window window) {
        byte[] line = new byte[Math.toIntExact(window.pixels())];
        paint(window, new byte[0], line);
        return line;
    }

    /** Paints a pixel, by its position. */
    void paint(int pixel, byte[] rgb, byte[] valid) {
        valid[pixel] = 1;
        System.arraycopy(color, 0, rgb, pixel * color.length, color.length);
    }

    /** Whether the outline may touch a window; false only if it certainly does not. */
    boolean touches(Window window) {
        double reach = radius + 1;
        double left = window.column() - reach;
        double right = window.endColumn() + reach;
        double top = window.row() - reach;
        double bottom = window.endRow() + reach;
        for (int edge = 0; edge < edges.size(); edge++) {
            double x0 = edges.columns()[2 * edge];
            double y0 = edges.rows()[2 * edge];
            double x1 = edges.columns()[2 * edge + 1];
            double y1 = edges.rows()[2 * edge + 1];
            boolean apart = Math.max(x0, x1) < left
                    || Math.min(x0, x1) > right
                    || Math.max(y0, y1) < top
                    || Math.min(y0, y1) > bottom;
            if (!apart && !sameSide(x0, y0, x1, y1, left, top, right, bottom)) {
                return true;
            }
        }
        return false;
    }

    /** Whether all corners of a rectangle lie on one side of the line through two points. */
    private static boolean sameSide(
            double x0, double y0, double x1, double y1, double left, double top, double right, double bottom) {
        double a = (x1 - x0) * (top - y0) - (y1 - y0) * (left - x0);
        double b = (x1 - x0) * (top - y0) - (y1 - y0) * (right - x0);
        double c = (x1 - x0) * (bottom - y0) - (y1 - y0) * (left - x0);
        double d = (x1 - x0) * (bottom - y0) - (y1 - y0) * (right - x0);
        return Math.min(Math.min(a, b), Math.min(c, d)) > 0 || Math.max(Math.max(a, b), Math.max(c, d)) < 0;
    }

    private void paint(double x0, double y0, double x1, double y1, Window window, byte[] rgb, byte[] valid) {
        double right = (double) window.column() + window.width();
        if (Math.max(x0, x1) + radius < window.column() || Math.min(x0, x1) - radius > right) {
            return;
        }
        int top = pixel(Math.min(y0, y1) - radius, window.row(), window.height());
        int bottom = pixel(Math.max(y0, y1) + radius + 1, window.row(), window.height());
        for (int row = top; row < bottom; row++) {
            double y = row + 0.5;
            // Only the part of the edge that is near the row can paint in it.
            double fraction0 = fraction(y - radius, y0, y1, 0);
            double fraction1 = fraction(y + radius, y0, y1, 1);
            double a = x0 + fraction0 * (x1 - x0);
            double b = x0 + fraction1 * (x1 - x0);
            int first = pixel(Math.min(a, b) - radius - 1, window.column(), window.width());
            int end = pixel(Math.max(a, b) + radius + 2, window.column(), window.width());
            int start = (row - window.row()) * window.width() - window.column();
            for (int column = first; column < end; column++) {
                if (squaredDistance(column + 0.5, y, x0, y0, x1, y1) <= radius * radius) {
                    if (rgb.length > 0) {
                        paint(start + column, rgb, valid);
                    } else {
                        valid[start + column] = 1;
                    }
                }
            }
        }
    }

    /** The pixel that a position lies in, or the nearest end of the window's {@code from .. from + size}. */
    private static int pixel(double position, int from, int size) {
        return (int) Math.max(from, Math.min((double) from + size, Math.floor(position)));
    }

    /** How far along an edge the row coordinate {@code y} is reached, within 0..1. */
    private static double fraction(double y, double y0, double y1, double level) {
        return y0 == y1 ? level : Math.max(0, Math.min(1, (y - y0) / (y1 - y0)));
    }

    private static double squaredDistance(double x, double y, double x0, double y0, double x1, double y1) {
        double dx = x1 - x0;
        double dy = y1 - y0;
        double squaredLength = dx * dx + dy * dy;
        double along = squaredLength == 0 ? 0 : ((x - x0) * dx + (y - y0) * dy) / squaredLength;
        double fraction = Math.max(0, Math.min(1, along));
        double awayX = x - (x0 + fraction * dx);
        double awayY = y - (y0 + fraction * dy);
        return awayX * awayX + awayY * awayY;
    }
}
