package dev.swath.geotiff;

import dev.swath.grid.AffineTransform;
import dev.swath.grid.ProjectedArea;
import dev.swath.grid.RasterGrid;
import dev.swath.job.Outline;
import java.util.Arrays;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.operation.distance.IndexedFacetDistance;

/** The output computed pixel by pixel in the simplest way, with distances by JTS. */
final class ExpectedImage {
    private final byte[] data;
    private final byte[] valid;
    private int painted;

    ExpectedImage(PaintedWorld world, RasterGrid grid, ProjectedArea projected, Optional<Outline> outline) {
        data = world.samples(grid).data();
        valid = new byte[grid.width() * grid.height()];
        Geometry area = inPixels(projected, grid);
        boolean[] inside = inside(area, grid);
        int size = world.bands() * world.type().bytes();
        for (int i = 0; i < valid.length; i++) {
            boolean any = false;
            for (int b = i * size; b < (i + 1) * size; b++) {
                any |= data[b] != 0;
            }
            valid[i] = (byte) (any && inside[i] ? 1 : 0);
            if (valid[i] == 0) {
                Arrays.fill(data, i * size, (i + 1) * size, (byte) 0);
            }
        }
        outline.ifPresent(line -> paint(line, area, grid));
    }

    /** Samples: zero where a pixel holds no data. */
    byte[] data() {
        return data;
    }

    /** One byte a pixel: 1 where it holds data. */
    byte[] valid() {
        return valid;
    }

    /** How many pixels the outline covers. */
    int painted() {
        return painted;
    }

    private static Geometry inPixels(ProjectedArea projected, RasterGrid grid) {
        AffineTransform t = grid.transform();
        return AffineTransformation.translationInstance(-t.translateX(), -t.translateY())
                .scale(1 / t.scaleX(), 1 / t.scaleY())
                .transform(projected.geometry());
    }

    /** Even-odd over all edges, one pixel at a time. */
    private static boolean[] inside(Geometry area, RasterGrid grid) {
        boolean[] inside = new boolean[grid.width() * grid.height()];
        for (int i = 0; i < area.getNumGeometries(); i++) {
            Geometry boundary = area.getGeometryN(i).getBoundary();
            for (int ring = 0; ring < boundary.getNumGeometries(); ring++) {
                Coordinate[] corners = boundary.getGeometryN(ring).getCoordinates();
                for (int c = 1; c < corners.length; c++) {
                    flip(corners[c - 1], corners[c], grid, inside);
                }
            }
        }
        return inside;
    }

    private static void flip(Coordinate a, Coordinate b, RasterGrid grid, boolean[] inside) {
        for (int row = 0; row < grid.height(); row++) {
            double y = row + 0.5;
            if (a.y > y == b.y > y) {
                continue;
            }
            double crossing = a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x);
            for (int column = 0; column < grid.width(); column++) {
                inside[row * grid.width() + column] ^= column + 0.5 > crossing;
            }
        }
    }

    private void paint(Outline line, Geometry area, RasterGrid grid) {
        GeometryFactory factory = new GeometryFactory();
        IndexedFacetDistance near = new IndexedFacetDistance(area.getBoundary());
        for (int i = 0; i < valid.length; i++) {
            Coordinate centre = new Coordinate(i % grid.width() + 0.5, i / grid.width() + 0.5);
            if (near.distance(factory.createPoint(centre)) <= line.width() / 2) {
                data[3 * i] = (byte) line.red();
                data[3 * i + 1] = (byte) line.green();
                data[3 * i + 2] = (byte) line.blue();
                valid[i] = 1;
                painted++;
            }
        }
    }
}
