package dev.swath.emulator.raster;

import java.util.Arrays;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;

/**
 * Which pixels of a grid belong to a geometry that is given in columns and rows of that grid: those whose centre is inside, those
 * close to its border, or the share of each.
 */
public final class AreaPixels {

    private static final GeometryFactory FACTORY = new GeometryFactory();

    private final Geometry shape;
    private final int width;
    private final int height;

    /**
     * @param shape in columns and rows
     * @param width columns of the grid
     * @param height rows of the grid
     */
    public AreaPixels(Geometry shape, int width, int height) {
        this.shape = shape;
        this.width = width;
        this.height = height;
    }

    /** Marks pixels whose centre is inside an area, by the even-odd rule, and those that hold a point or touch a line. */
    public boolean[] inside() {
        boolean[] inside = new boolean[width * height];
        for (int i = 0; i < shape.getNumGeometries(); i++) {
            Geometry part = shape.getGeometryN(i);
            if (part instanceof Polygon polygon) {
                fill(polygon, inside);
            } else {
                mark(part, inside);
            }
        }
        return inside;
    }

    private void fill(Polygon polygon, boolean[] inside) {
        if (!polygon.getEnvelopeInternal().intersects(new Envelope(0, width, 0, height))) {
            return;
        }
        boolean[] odd = new boolean[inside.length];
        toggle(polygon.getExteriorRing(), odd);
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
            toggle(polygon.getInteriorRingN(i), odd);
        }
        for (int row = 0; row < height; row++) {
            boolean within = false;
            for (int column = 0; column < width; column++) {
                int at = row * width + column;
                within ^= odd[at];
                inside[at] |= within;
            }
        }
    }

    /** Toggles, in each row that an edge crosses, the first pixel whose centre is at or after the crossing. */
    private void toggle(LineString ring, boolean[] odd) {
        Coordinate[] points = ring.getCoordinates();
        for (int i = 0; i + 1 < points.length; i++) {
            Coordinate a = points[i].y <= points[i + 1].y ? points[i] : points[i + 1];
            Coordinate b = points[i].y <= points[i + 1].y ? points[i + 1] : points[i];
            int end = clamp(Math.ceil(b.y - 0.5), height);
            for (int row = clamp(Math.ceil(a.y - 0.5), height); row < end; row++) {
                double x = a.x + (row + 0.5 - a.y) / (b.y - a.y) * (b.x - a.x);
                int column = clamp(Math.ceil(x - 0.5), width);
                if (column < width) {
                    odd[row * width + column] ^= true;
                }
            }
        }
    }

    private static int clamp(double position, int end) {
        return (int) Math.max(0, Math.min(end, position));
    }

    private void mark(Geometry part, boolean[] inside) {
        Coordinate[] points = part.getCoordinates();
        for (int i = 0; i < points.length; i++) {
            Coordinate next = points[Math.min(i + 1, points.length - 1)];
            double steps = part.getDimension() == 0 ? 1 : Math.ceil(4 * points[i].distance(next)) + 1;
            for (int step = 0; step < Math.min(steps, 4e6); step++) {
                double t = step / steps;
                int column = (int) Math.floor(points[i].x + t * (next.x - points[i].x));
                int row = (int) Math.floor(points[i].y + t * (next.y - points[i].y));
                if (column >= 0 && column < width && row >= 0 && row < height) {
                    inside[row * width + column] = true;
                }
            }
        }
    }

    /** Marks pixels whose centre is within a distance, in pixels, of the border of an area, of a line or of a point. */
    public boolean[] near(double distance) {
        boolean[] near = new boolean[width * height];
        for (int i = 0; i < shape.getNumGeometries(); i++) {
            Geometry part = shape.getGeometryN(i);
            if (part instanceof Polygon polygon) {
                near(polygon.getExteriorRing().getCoordinates(), distance, near);
                for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                    near(polygon.getInteriorRingN(hole).getCoordinates(), distance, near);
                }
            } else {
                near(part.getCoordinates(), distance, near);
            }
        }
        return near;
    }

    private void near(Coordinate[] points, double distance, boolean[] near) {
        for (int i = 0; i < points.length; i++) {
            Coordinate a = points[i];
            Coordinate b = points[Math.min(i + 1, points.length - 1)];
            int top = clamp(Math.floor(Math.min(a.y, b.y) - distance), height);
            int bottom = clamp(Math.ceil(Math.max(a.y, b.y) + distance) + 1, height);
            for (int row = top; row < bottom; row++) {
                // Only the part of the edge that is near the row can reach it.
                double from = along(row + 0.5 - distance, a.y, b.y, 0);
                double to = along(row + 0.5 + distance, a.y, b.y, 1);
                double x0 = a.x + from * (b.x - a.x);
                double x1 = a.x + to * (b.x - a.x);
                int first = clamp(Math.floor(Math.min(x0, x1) - distance - 1), width);
                int end = clamp(Math.floor(Math.max(x0, x1) + distance + 2), width);
                for (int column = first; column < end; column++) {
                    if (squaredDistance(column + 0.5, row + 0.5, a, b) <= distance * distance) {
                        near[row * width + column] = true;
                    }
                }
            }
        }
    }

    private static double along(double y, double from, double to, double level) {
        return from == to ? level : Math.max(0, Math.min(1, (y - from) / (to - from)));
    }

    private static double squaredDistance(double x, double y, Coordinate a, Coordinate b) {
        double dx = b.x - a.x;
        double dy = b.y - a.y;
        double squaredLength = dx * dx + dy * dy;
        double at = squaredLength == 0 ? 0 : ((x - a.x) * dx + (y - a.y) * dy) / squaredLength;
        double t = Math.max(0, Math.min(1, at));
        double awayX = x - (a.x + t * dx);
        double awayY = y - (a.y + t * dy);
        return awayX * awayX + awayY * awayY;
    }

    /** The share of each pixel that an area covers, 0 to 1; pixels that hold a point or touch a line count as a whole. */
    public float[] shares() {
        boolean[] inside = inside();
        float[] shares = new float[inside.length];
        for (int i = 0; i < inside.length; i++) {
            shares[i] = inside[i] ? 1 : 0;
        }
        if (shape.getDimension() == 2) {
            boolean[] border = near(Math.sqrt(0.5) + 1e-9);
            for (int row = 0; row < height; row++) {
                share(row, border, shares);
            }
        }
        return shares;
    }

    private void share(int row, boolean[] border, float[] shares) {
        int first = width;
        int last = -1;
        for (int column = 0; column < width; column++) {
            if (border[row * width + column]) {
                first = Math.min(first, column);
                last = column;
            }
        }
        if (last < 0) {
            return;
        }
        Geometry strip = shape.intersection(FACTORY.toGeometry(new Envelope(first, last + 1.0, row, row + 1.0)));
        for (int column = first; column <= last; column++) {
            if (border[row * width + column]) {
                Geometry pixel = FACTORY.toGeometry(new Envelope(column, column + 1.0, row, row + 1.0));
                shares[row * width + column] = (float) strip.intersection(pixel).getArea();
            }
        }
    }

    /** Values of 1 that are masked where a mark is not set. */
    public static Block block(boolean[] marks) {
        double[] values = new double[marks.length];
        Arrays.fill(values, 1);
        float[] mask = new float[marks.length];
        for (int i = 0; i < marks.length; i++) {
            mask[i] = marks[i] ? 1 : 0;
        }
        return new Block(values, mask);
    }
}
