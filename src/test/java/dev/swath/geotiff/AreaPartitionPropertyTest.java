package dev.swath.geotiff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.grid.AffineTransform;
import dev.swath.grid.OutputGrid;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.Window;
import dev.swath.job.ClipRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** If an area is cut into parts, each of its pixels is in exactly one of them, on any lattice. */
class AreaPartitionPropertyTest {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    /**
     * A lattice, and the pixels along a side of the areas that are tried on it.
     *
     * @param output another reference system and scale, if the file has them
     */
    private record Lattice(RasterGrid band, double degrees, Optional<Projection> output, OptionalDouble scale) {
        Lattice(String crs, double x, double y, double pixel, double degrees) {
            this(
                    new RasterGrid(Projection.of(crs), AffineTransform.northUp(x, y, pixel, pixel), 1000, 1000),
                    degrees,
                    Optional.empty(),
                    OptionalDouble.empty());
        }

        OutputGrid grid(Geometry area) {
            return OutputGrid.of(area, band, output, scale);
        }
    }

    private static final List<Lattice> LATTICES = List.of(
            new Lattice("EPSG:32617", 300_000, 1_000_020, 10, 0.02),
            new Lattice("EPSG:32617", 166_020, 1_000_020, 1_000, 3),
            new Lattice("EPSG:32717", 499_980, 9_999_985, 463.3127, 1.5),
            // Half a pixel outside whole degrees, so that borders on them run through centres.
            new Lattice("EPSG:4326", -82.500138888888888, 8.500138888888889, 0.0002777777777777778, 0.03),
            new Lattice("EPSG:4326", -180.00416666666667, 83.99583333333333, 0.008333333333333333, 2),
            new Lattice("EPSG:4326", -179.875, 89.875, 0.25, 60),
            new Lattice("EPSG:4326", -180.1, 90.1, 0.1, 20),
            new Lattice("EPSG:3857", -9_200_000.3, 1_000_000.7, 152.87405657, 0.4),
            new Lattice(
                    new RasterGrid(
                            Projection.of("EPSG:32617"), AffineTransform.northUp(300_000, 1_000_020, 10, 10), 100, 100),
                    1,
                    Optional.of(Projection.of("EPSG:4326")),
                    OptionalDouble.of(1000)),
            new Lattice(
                    new RasterGrid(
                            Projection.of("EPSG:32617"), AffineTransform.northUp(300_000, 1_000_020, 10, 10), 100, 100),
                    0.01,
                    Optional.empty(),
                    OptionalDouble.of(2.5)));

    @Property(tries = 150)
    void rectangles(@ForAll @IntRange(max = 9) int lattice, @ForAll long seed) {
        Random random = new Random(seed);
        Lattice on = LATTICES.get(lattice);
        Envelope whole = box(on, random);
        List<Geometry> parts = new ArrayList<>();
        cut(whole, on, 4, random, parts);

        assertEachPixelOnce(on, GEOMETRIES.toGeometry(whole), parts);
    }

    @Property(tries = 150)
    void polygons_that_share_edges(@ForAll @IntRange(max = 9) int lattice, @ForAll long seed) {
        Random random = new Random(seed);
        Lattice on = LATTICES.get(lattice);
        Envelope box = box(on, random);
        Coordinate centre = place(box, 0.3 + 0.4 * random.nextDouble(), 0.3 + 0.4 * random.nextDouble());
        int corners = 3 + random.nextInt(8);
        Coordinate[] ring = new Coordinate[corners + 1];
        for (int i = 0; i < corners; i++) {
            double angle = 2 * Math.PI * (i + random.nextDouble() * 0.8) / corners;
            double reach = 0.2 + 0.3 * random.nextDouble();
            ring[i] = place(box, 0.5 + reach * Math.cos(angle), 0.5 + reach * Math.sin(angle));
        }
        ring[corners] = ring[0];
        List<Geometry> parts = new ArrayList<>();
        for (int i = 0; i < corners; i++) {
            parts.add(GEOMETRIES.createPolygon(new Coordinate[] {centre, ring[i], ring[i + 1], centre}));
        }

        Assume.that(isPartition(parts, ring));
        assertEachPixelOnce(on, GEOMETRIES.createPolygon(ring), parts);
    }

    /** False if the point does not see each corner: then there is no fan around it. */
    private static boolean isPartition(List<Geometry> parts, Coordinate[] ring) {
        double sum = parts.stream().mapToDouble(Geometry::getArea).sum();
        Geometry whole = GEOMETRIES.createPolygon(ring);
        return whole.isValid() && Math.abs(sum - whole.getArea()) < 1e-9 * sum;
    }

    /** A box whose sides are round numbers, edges or centres of pixels, or anything. */
    private static Envelope box(Lattice on, Random random) {
        double middleX = on.band.projection().isGeographic() ? -82.4 : -82.3 + random.nextDouble() * 0.1;
        double half = on.degrees / 2;
        return new Envelope(
                side(middleX - half, on, random),
                side(middleX + half, on, random),
                side(8.39 - half, on, random),
                side(8.39 + half, on, random));
    }

    private static double side(double about, Lattice on, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> about;
            case 1 -> Math.rint(about * 100) / 100;
            case 2 -> on.band.projection().isGeographic() ? onLattice(about, on.band.transform(), 0) : about;
            default -> on.band.projection().isGeographic() ? onLattice(about, on.band.transform(), 0.5) : about;
        };
    }

    private static double onLattice(double about, AffineTransform t, double part) {
        return t.x(Math.rint(t.column(about, 0)) + part, 0);
    }

    /** Cut again and again, so that a border of one part meets corners of others. */
    private static void cut(Envelope box, Lattice on, int depth, Random random, List<Geometry> parts) {
        boolean across = random.nextBoolean();
        double low = across ? box.getMinX() : box.getMinY();
        double high = across ? box.getMaxX() : box.getMaxY();
        double at = side(low + (high - low) * (0.2 + 0.6 * random.nextDouble()), on, random);
        if (depth == 0 || at <= low || at >= high) {
            parts.add(GEOMETRIES.toGeometry(box));
            return;
        }
        Envelope first = across
                ? new Envelope(low, at, box.getMinY(), box.getMaxY())
                : new Envelope(box.getMinX(), box.getMaxX(), low, at);
        Envelope second = across
                ? new Envelope(at, high, box.getMinY(), box.getMaxY())
                : new Envelope(box.getMinX(), box.getMaxX(), at, high);
        cut(first, on, depth - 1, random, parts);
        cut(second, on, depth - 1, random, parts);
    }

    private static Coordinate place(Envelope box, double x, double y) {
        return new Coordinate(box.getMinX() + x * box.getWidth(), box.getMinY() + y * box.getHeight());
    }

    private static void assertEachPixelOnce(Lattice on, Geometry whole, List<Geometry> parts) {
        OutputGrid frame = on.grid(whole);
        int[] once = count(on, frame, List.of(whole));
        int[] parted = count(on, frame, parts);
        assertThat(Arrays.stream(once).max().orElseThrow()).isLessThanOrEqualTo(1);
        assertThat(parted).isEqualTo(once);
    }

    /** How many of the areas each pixel of a grid is in that takes in all of them. */
    private static int[] count(Lattice on, OutputGrid frame, List<Geometry> areas) {
        int[] pixels = new int[frame.grid().width() * frame.grid().height()];
        for (Geometry area : areas) {
            OutputGrid grid = on.grid(area);
            AreaMask mask = new AreaMask(grid.area(area), grid, ClipRule.CENTRE);
            int width = grid.grid().width();
            if (!holdsACentre(area, grid)) {
                continue;
            }
            byte[] inside = mask.window(new Window(0, 0, width, grid.grid().height()));
            for (int i = 0; i < inside.length; i++) {
                if (inside[i] != 0) {
                    int column = Math.toIntExact(grid.firstColumn() + i % width - frame.firstColumn());
                    int row = Math.toIntExact(grid.firstRow() + i / width - frame.firstRow());
                    pixels[
                            row * frame.grid().width()
                                    + Objects.checkIndex(column, frame.grid().width())]++;
                }
            }
        }
        return pixels;
    }

    /** An area without any centre takes pixels that are also its neighbours'. */
    private static boolean holdsACentre(Geometry area, OutputGrid grid) {
        PointsInArea points = new PointsInArea(area);
        for (int row = 0; row < grid.grid().height(); row++) {
            for (int column = 0; column < grid.grid().width(); column++) {
                if (points.holds(grid.centre(column, row))) {
                    return true;
                }
            }
        }
        return false;
    }
}
