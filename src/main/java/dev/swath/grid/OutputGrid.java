package dev.swath.grid;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * The pixels of the file of an image: the bounds of the projected area, widened outwards to whole pixels of a lattice that
 * does not depend on the area, so that files of neighbouring areas and of other dates fit together. The grid covers the whole
 * area, even if the image covers only a part of it.
 *
 * @param grid the pixels of the file, rows southwards
 * @param band the image's own pixels: those of the first requested band; rows southwards if {@code repeat} is present
 * @param repeat present if the lattice subdivides the band's own: how many output pixels one band pixel fills along each
 *     axis; the upper left corner is then one of a band pixel. Empty if output pixels cross the edges of band pixels
 * @param lattice the output pixels counted from an origin that does not depend on the area
 * @param firstColumn column of the lattice that is the grid's first
 * @param firstRow row of the lattice that is the grid's first
 */
public record OutputGrid(
        RasterGrid grid,
        RasterGrid band,
        OptionalInt repeat,
        AffineTransform lattice,
        long firstColumn,
        long firstRow) {

    /** Metres in one degree on the equator, as Earth Engine converts them: a 360th of the circumference of WGS 84. */
    public static final double METRES_PER_DEGREE = 111319.49079327358;

    /** More pixels along one side are treated as a mistake in area or scale. */
    public static final int MAX_SIDE = 1_000_000;

    /**
     * The tolerance in pixels when pixels are compared with an area: bounds that extend into a pixel by less do not include it,
     * and a centre on a border counts as this far beyond it.
     */
    public static final double TOLERANCE = 1e-6;

    public OutputGrid {
        int factor = repeat.orElse(1);
        if (factor < 1 || grid.width() % factor != 0 || grid.height() % factor != 0) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d x %d pixels made by repeating each %d times",
                    grid.width(),
                    grid.height(),
                    factor));
        }
    }

    /**
     * The output grid of an image.
     *
     * @param areaLonLat the area in degrees
     * @param band the pixels of the image's first requested band
     * @param crs the reference system of the file; empty for the band's own
     * @param scaleMetres side of an output pixel in metres of the reference system, for {@code EPSG:4326} on the
     *     equator; empty for the band's own
     * @throws IllegalArgumentException if the area is empty or out of reach of the reference system, if the band's pixels are
     *     sheared and not both crs and scale are given, or if a side has more than {@value #MAX_SIDE} pixels
     */
    public static OutputGrid of(
            Geometry areaLonLat, RasterGrid band, Optional<Projection> crs, OptionalDouble scaleMetres) {
        if (scaleMetres.isPresent() && !(scaleMetres.getAsDouble() > 0 && scaleMetres.getAsDouble() < 1e9)) {
            throw new IllegalArgumentException("a scale of " + scaleMetres.getAsDouble() + " metres");
        }
        Projection projection = crs.orElse(band.projection());
        if (!band.transform().isAxisAligned()) {
            return acrossShearedPixels(areaLonLat, band, crs, scaleMetres);
        }
        RasterGrid upright = band.northUp();
        if (!projection.equals(band.projection())) {
            double side = scaleMetres.orElse(metres(upright.transform().scaleX(), band.projection()));
            return snapped(areaLonLat, lattice(0, 0, side, projection), projection, upright, OptionalInt.empty());
        }
        OptionalInt repeat = subdivision(upright, scaleMetres);
        if (repeat.isPresent()) {
            return snapped(areaLonLat, upright.transform(), projection, upright, repeat);
        }
        AffineTransform own = upright.transform();
        AffineTransform lattice = lattice(own.translateX(), own.translateY(), scaleMetres.getAsDouble(), projection);
        return snapped(areaLonLat, lattice, projection, upright, OptionalInt.empty());
    }

    /** A grid of the band's own pixels, which is its own lattice. */
    public static OutputGrid of(RasterGrid grid) {
        return new OutputGrid(grid, grid, OptionalInt.of(1), grid.transform(), 0, 0);
    }

    /**
     * The point of a pixel that decides whether it is in an area, in degrees of longitude and latitude: its centre, moved by
     * {@link #TOLERANCE} to the lower right, so that rounding can't put a centre on a border on both sides or on neither. It is
     * computed from whole numbers of the lattice, so it is the same to the last bit for every area.
     *
     * @param column of the grid
     * @param row of the grid
     */
    public Coordinate centre(int column, int row) {
        double across = firstColumn + column + 0.5 + TOLERANCE;
        double down = firstRow + row + 0.5 + TOLERANCE;
        return grid.projection().unproject(lattice.x(across, down), lattice.y(across, down));
    }

    /** An area in the reference system of the grid, with its edges divided finely enough for the pixels. */
    public ProjectedArea area(Geometry lonLat) {
        return ProjectedArea.of(lonLat, grid.projection(), lattice);
    }

    /**
     * The band's own pixels, each of which is repeated to make the file, if {@code repeat} is present.
     *
     * @throws IllegalStateException if the output pixels cross the edges of band pixels
     */
    public RasterGrid nativeGrid() {
        int factor =
                repeat.orElseThrow(() -> new IllegalStateException("the output pixels cross the edges of band pixels"));
        AffineTransform own = band.transform();
        AffineTransform transform = own.window(firstNativeColumn(), firstNativeRow());
        return new RasterGrid(band.projection(), transform, grid.width() / factor, grid.height() / factor);
    }

    /** The column of the image's band at the left edge of the output; negative where the output begins left of the image. */
    long firstNativeColumn() {
        return Math.round((grid.transform().translateX() - band.transform().translateX())
                / band.transform().scaleX());
    }

    /** The row of the image's band at the top edge of the output. */
    long firstNativeRow() {
        return Math.round((grid.transform().translateY() - band.transform().translateY())
                / band.transform().scaleY());
    }

    private static OutputGrid acrossShearedPixels(
            Geometry areaLonLat, RasterGrid band, Optional<Projection> crs, OptionalDouble scaleMetres) {
        if (crs.isEmpty() || scaleMetres.isEmpty()) {
            throw new IllegalArgumentException(
                    "the pixels of the image are sheared or rotated; state both crs and scale of the output");
        }
        AffineTransform lattice = lattice(0, 0, scaleMetres.getAsDouble(), crs.get());
        return snapped(areaLonLat, lattice, crs.get(), band, OptionalInt.empty());
    }

    /** How many output pixels fit along a side of a band pixel, if that is a whole number. */
    private static OptionalInt subdivision(RasterGrid band, OptionalDouble scaleMetres) {
        if (scaleMetres.isEmpty()) {
            return OptionalInt.of(1);
        }
        double side = units(scaleMetres.getAsDouble(), band.projection());
        double across = band.transform().scaleX() / side;
        double down = -band.transform().scaleY() / side;
        double factor = Math.rint(across);
        boolean whole =
                Math.abs(across - factor) <= TOLERANCE * factor && Math.abs(down - factor) <= TOLERANCE * factor;
        // A larger factor exceeds the limit of a side, whose message is clearer.
        return whole && factor >= 1 && factor <= MAX_SIDE ? OptionalInt.of((int) factor) : OptionalInt.empty();
    }

    private static OutputGrid snapped(
            Geometry areaLonLat,
            AffineTransform whole,
            Projection projection,
            RasterGrid band,
            OptionalInt repetition) {
        int repeat = repetition.orElse(1);
        // Of a mistaken scale the edges alone would be millions of points: refused by few of them.
        Extent.of(ProjectedArea.of(areaLonLat, projection).bounds(), whole).requireWithinLimit(repeat);
        Extent extent =
                Extent.of(ProjectedArea.of(areaLonLat, projection, whole).bounds(), whole);
        extent.requireWithinLimit(repeat);
        AffineTransform transform = AffineTransform.northUp(
                whole.x(-extent.left, 0), whole.y(0, -extent.top), whole.scaleX() / repeat, -whole.scaleY() / repeat);
        AffineTransform lattice = AffineTransform.northUp(
                whole.translateX(), whole.translateY(), whole.scaleX() / repeat, -whole.scaleY() / repeat);
        return new OutputGrid(
                new RasterGrid(projection, transform, (int) extent.width(repeat), (int) extent.height(repeat)),
                band,
                repetition,
                lattice,
                ((long) -extent.left) * repeat,
                ((long) -extent.top) * repeat);
    }

    /** Whole pixels from the origin of a lattice to each side of an area's bounds, counted outwards. */
    private record Extent(double left, double right, double top, double bottom) {

        static Extent of(Envelope bounds, AffineTransform lattice) {
            return new Extent(
                    outwards(-(bounds.getMinX() - lattice.translateX()) / lattice.scaleX()),
                    outwards((bounds.getMaxX() - lattice.translateX()) / lattice.scaleX()),
                    outwards(-(bounds.getMaxY() - lattice.translateY()) / lattice.scaleY()),
                    outwards((bounds.getMinY() - lattice.translateY()) / lattice.scaleY()));
        }

        private static double outwards(double pixels) {
            return Math.ceil(pixels - TOLERANCE);
        }

        double width(int repeat) {
            return Math.max(1, right + left) * repeat;
        }

        double height(int repeat) {
            return Math.max(1, bottom + top) * repeat;
        }

        void requireWithinLimit(int repeat) {
            if (!(width(repeat) <= MAX_SIDE && height(repeat) <= MAX_SIDE)) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "the output would have %.0f x %.0f pixels, more than %d on a side; choose a smaller area or a larger scale",
                        width(repeat),
                        height(repeat),
                        MAX_SIDE));
            }
        }
    }

    private static AffineTransform lattice(double x, double y, double metres, Projection projection) {
        double side = units(metres, projection);
        return AffineTransform.northUp(x, y, side, side);
    }

    private static double units(double metres, Projection projection) {
        return metres / projection.metresPerUnit();
    }

    private static double metres(double units, Projection projection) {
        return units * projection.metresPerUnit();
    }
}
