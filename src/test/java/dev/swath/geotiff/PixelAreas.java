package dev.swath.geotiff;

import dev.swath.grid.AffineTransform;
import dev.swath.grid.ProjectedArea;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import java.util.Random;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** Areas that tests define in pixels of a grid. */
final class PixelAreas {

    /** Side of a pixel in degrees. */
    static final double SIDE = 2e-5;

    private PixelAreas() {}

    static RasterGrid grid(int width, int height) {
        return new RasterGrid(
                Projection.of("EPSG:4326"), AffineTransform.northUp(-82.48, 8.44, SIDE, SIDE), width, height);
    }

    /** Pixels that stand on one corner. */
    static RasterGrid rotatedGrid(int width, int height) {
        return new RasterGrid(
                Projection.of("EPSG:4326"),
                new AffineTransform(0.8 * SIDE, 0.6 * SIDE, -82.48, 0.6 * SIDE, -0.8 * SIDE, 8.44),
                width,
                height);
    }

    /** An area given as WKT, x being columns and y rows of the grid. */
    static ProjectedArea of(String wkt, RasterGrid grid) {
        try {
            return of(new WKTReader().read(wkt), grid);
        } catch (ParseException e) {
            throw new IllegalArgumentException(wkt, e);
        }
    }

    static ProjectedArea of(Geometry pixels, RasterGrid grid) {
        AffineTransform transform = grid.transform();
        Geometry placed = new AffineTransformation(
                        transform.scaleX(),
                        transform.shearX(),
                        transform.translateX(),
                        transform.shearY(),
                        transform.scaleY(),
                        transform.translateY())
                .transform(pixels);
        return new ProjectedArea(placed, placed, grid.projection());
    }

    /** A ragged ring around the middle of a grid, with a hole in it; parts of it leave the grid. */
    static Geometry star(RasterGrid grid, int points, long seed) {
        Random random = new Random(seed);
        Coordinate[] outer = new Coordinate[points + 1];
        Coordinate[] inner = new Coordinate[points + 1];
        for (int i = 0; i < points; i++) {
            double angle = 2 * Math.PI * i / points;
            double reach = 0.25 + 0.35 * random.nextDouble();
            outer[i] = around(grid, angle, reach);
            inner[i] = around(grid, angle, reach * 0.4);
        }
        outer[points] = outer[0];
        inner[points] = inner[0];
        GeometryFactory factory = new GeometryFactory();
        return factory.createPolygon(outer).difference(factory.createPolygon(inner));
    }

    private static Coordinate around(RasterGrid grid, double angle, double reach) {
        return new Coordinate(
                grid.width() * (0.5 + reach * Math.cos(angle)), grid.height() * (0.5 + reach * Math.sin(angle)));
    }
}
