package dev.swath.emulator.synthetic;

import dev.swath.emulator.landscape.Chart;
import dev.swath.emulator.landscape.Frame;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/**
 * The four-sided, tilted part of a UTM grid that a scene fills: the grid is the smallest one around it.
 *
 * @param zone UTM zone
 * @param south whether the grid has the southern system; northings of the northern one are negative in the south
 * @param frame the pixels
 * @param width columns
 * @param height rows
 * @param corners columns and rows of the four corners, in turn
 */
record Outline(int zone, boolean south, Frame frame, int width, int height, List<double[]> corners) {

    private static final int FALSE_NORTHING = 10_000_000;
    private static final int PIECES = 6;

    /**
     * The outline of four places.
     *
     * @param places longitude and latitude of the corners, in turn
     * @param zone UTM zone
     * @param south whether the grid has the southern system
     * @param pixel side of a pixel in metres
     * @param shift metres by which the grid's lines lie beside multiples of the pixel
     */
    static Outline of(List<double[]> places, int zone, boolean south, int pixel, int shift) {
        Projection utm = Projection.utm(zone, true);
        List<double[]> points = new ArrayList<>();
        for (double[] place : places) {
            double middle = zone * 6 - 183;
            Coordinate at = utm.project(middle + Math.IEEEremainder(place[0] - middle, 360), place[1]);
            points.add(new double[] {at.x, at.y});
        }
        int west = line(points.stream().mapToDouble(p -> p[0]).min().orElseThrow(), pixel, shift);
        int east = line(points.stream().mapToDouble(p -> p[0]).max().orElseThrow(), pixel, shift) + pixel;
        int bottom = line(points.stream().mapToDouble(p -> p[1]).min().orElseThrow(), pixel, shift);
        int top = line(points.stream().mapToDouble(p -> p[1]).max().orElseThrow(), pixel, shift) + pixel;
        List<double[]> corners = points.stream()
                .map(p -> new double[] {(p[0] - west) / pixel, (top - p[1]) / pixel})
                .toList();
        Frame frame = new Frame(Chart.utm(zone), west, top, pixel);
        return new Outline(zone, south, frame, (east - west) / pixel, (top - bottom) / pixel, corners);
    }

    private static int line(double metres, int pixel, int shift) {
        return (int) Math.floor((metres - shift) / pixel) * pixel + shift;
    }

    /** The UTM zone of a longitude. */
    static int zoneOf(double longitude) {
        return Math.max(1, Math.min(60, (int) Math.floor((longitude + 180) / 6) + 1));
    }

    /** The grid of the scene. */
    RasterGrid grid() {
        int pixel = frame.pixel();
        return new RasterGrid(
                Projection.utm(zone, !south),
                AffineTransform.northUp(frame.easting(), frame.northing() + (south ? FALSE_NORTHING : 0), pixel, pixel),
                width,
                height);
    }

    /** Longitude and latitude along the edges; in two parts if it crosses the antimeridian. */
    Geometry footprint() {
        List<Coordinate> ring = new ArrayList<>();
        double middle = zone * 6 - 183;
        for (int i = 0; i < corners.size(); i++) {
            double[] p = corners.get(i);
            double[] q = corners.get((i + 1) % corners.size());
            for (int k = 0; k < PIECES; k++) {
                double at = (double) k / PIECES;
                Coordinate lonLat = frame.lonLat(p[0] + (q[0] - p[0]) * at, p[1] + (q[1] - p[1]) * at);
                lonLat.x = middle + Math.IEEEremainder(lonLat.x - middle, 360);
                ring.add(lonLat);
            }
        }
        return Footprints.of(ring);
    }

    /** Whether a pixel's centre lies inside. */
    boolean contains(int column, int row) {
        int[] span = span(row + 0.5, 1, width);
        return column >= span[0] && column < span[1];
    }

    /** 1 for each pixel of a window whose centre lies inside; empty if all do. */
    byte[] mask(int level, Window window) {
        byte[] mask = new byte[Math.multiplyExact(window.width(), window.height())];
        boolean whole = true;
        double size = 1 << level;
        for (int row = 0; row < window.height(); row++) {
            int[] span = span((window.row() + row + 0.5) * size, size, window.endColumn());
            int from = Math.max(0, Math.min(window.width(), span[0] - window.column()));
            int to = Math.max(from, Math.min(window.width(), span[1] - window.column()));
            whole &= from == 0 && to == window.width();
            Arrays.fill(mask, row * window.width() + from, row * window.width() + to, (byte) 1);
        }
        return whole ? new byte[0] : mask;
    }

    /** The first and the last (exclusive) column of pixels of a size whose centres lie inside, at a row's centre. */
    private int[] span(double at, double size, int columns) {
        double from = Double.POSITIVE_INFINITY;
        double to = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < corners.size(); i++) {
            double[] p = corners.get(i);
            double[] q = corners.get((i + 1) % corners.size());
            if (p[1] <= at == q[1] > at) {
                double x = p[0] + (q[0] - p[0]) * (at - p[1]) / (q[1] - p[1]);
                from = Math.min(from, x);
                to = Math.max(to, x);
            }
        }
        int first = (int) Math.ceil(Math.max(0, from / size - 0.5));
        return from > to ? new int[] {0, 0} : new int[] {first, (int) Math.min(columns, Math.ceil(to / size - 0.5))};
    }
}
