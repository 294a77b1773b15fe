package dev.swath.emulator;

import dev.swath.grid.Projection;
import java.util.Arrays;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/**
 * The share of each pixel that lies in an area, by JTS.
 *
 * @param grid the pixels that the area touches
 * @param shares of each, 0 to 1
 */
record RegionShares(PixelGrid grid, double[] shares) {

    private static final GeometryFactory FACTORY = new GeometryFactory();
    /** In pixels of this side. */
    static RegionShares of(Polygon lonLats, double side) {
        Polygon area = projected(lonLats);
        Envelope box = area.getEnvelopeInternal();
        PixelGrid grid = PixelGrid.touching(side, box);
        double[] shares = new double[grid.size()];
        for (int i = 0; i < shares.length; i++) {
            double x = grid.x(i) - side / 2;
            double y = grid.y(i) - side / 2;
            Geometry pixel = FACTORY.toGeometry(new Envelope(x, x + side, y, y + side));
            shares[i] = area.contains(pixel) ? 1 : area.intersection(pixel).getArea() / (side * side);
        }
        return new RegionShares(grid, shares);
    }

    /** In the tile's system, with many points on each side. */
    static Polygon projected(Polygon lonLats) {
        Projection utm = Projection.of("EPSG:32617");
        Coordinate[] corners = lonLats.getCoordinates();
        int steps = 20;
        Coordinate[] points = new Coordinate[(corners.length - 1) * steps + 1];
        for (int i = 0; i < points.length; i++) {
            Coordinate from = corners[i / steps];
            Coordinate to = corners[Math.min(i / steps + 1, corners.length - 1)];
            double t = (double) (i % steps) / steps;
            points[i] = utm.project(from.x + t * (to.x - from.x), from.y + t * (to.y - from.y));
        }
        return FACTORY.createPolygon(points);
    }

    double mean(double[] band) {
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            sum += shares[i] * band[i];
        }
        return sum / Arrays.stream(shares).sum();
    }

    double standardDeviation(double[] band) {
        double mean = mean(band);
        return Math.sqrt(mean(Arrays.stream(band)
                .map(sample -> (sample - mean) * (sample - mean))
                .toArray()));
    }

    /** The weight of the pixels with a value. */
    double weight(double[] band, double value) {
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            sum += band[i] == value ? shares[i] : 0;
        }
        return sum;
    }

    /** The samples of the pixels that have at least this share. */
    double[] samples(double[] band, double least) {
        double[] kept = new double[shares.length];
        int count = 0;
        for (int i = 0; i < shares.length; i++) {
            if (shares[i] > least) {
                kept[count++] = band[i];
            }
        }
        return Arrays.copyOf(kept, count);
    }
}
