package dev.swath.emulator.archive;

import dev.swath.grid.AffineTransform;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import org.locationtech.jts.geom.Coordinate;

/**
 * The mapping between grids of different reference systems, or of sheared ones. Projecting each pixel would take most
 * of the time of a reply, so only three pixels of every {@value #STRETCH} are projected, and a parabola interpolates
 * the others. If the parabola is off by more than {@value #TOLERANCE} pixels at a fourth point, each pixel is
 * projected.
 */
final class ProjectedMapping implements PixelMapping {

    private static final int STRETCH = 64;
    private static final double TOLERANCE = 1e-5;

    private static final double TURN = 360;

    private final RasterGrid answer;
    private final PyramidLevel level;
    private final boolean sameProjection;
    private final double middle;

    ProjectedMapping(RasterGrid answer, PyramidLevel level) {
        this.answer = answer;
        this.level = level;
        RasterGrid band = level.band();
        this.sameProjection = answer.projection().equals(band.projection());
        Coordinate center = band.bounds().centre();
        this.middle = band.projection()
                .centralMeridian()
                .orElseGet(() -> band.projection().unproject(center.x, center.y).x);
    }

    @Override
    public void row(int row, int[] columns, int[] rows, int offset) {
        double[] begin = position(0, row);
        for (int column = 0; column < answer.width(); column += STRETCH) {
            double[] middleOf = position(column + STRETCH / 2, row);
            double[] end = position(column + STRETCH, row);
            double[] u = parabola(begin[0], middleOf[0], end[0]);
            double[] v = parabola(begin[1], middleOf[1], end[1]);
            double[] check = position(column + STRETCH / 4, row);
            boolean close = Math.abs(at(u, STRETCH / 4) - check[0]) < TOLERANCE
                    && Math.abs(at(v, STRETCH / 4) - check[1]) < TOLERANCE;
            int count = Math.min(STRETCH, answer.width() - column);
            for (int i = 0; i < count; i++) {
                double[] exact = close ? begin : position(column + i, row);
                int levelColumn = level.column(close ? at(u, i) : exact[0]);
                int levelRow = level.row(close ? at(v, i) : exact[1]);
                columns[offset + column + i] = levelRow < 0 ? -1 : levelColumn;
                rows[offset + column + i] = levelRow;
            }
            begin = end;
        }
    }

    /** Coefficients of 1, i and i² of the parabola through three values at 0, half a stretch and a stretch. */
    private static double[] parabola(double begin, double middle, double end) {
        double bend = (begin - 2 * middle + end) * 2 / ((double) STRETCH * STRETCH);
        return new double[] {begin, (end - begin) / STRETCH - bend * STRETCH, bend};
    }

    private static double at(double[] parabola, double i) {
        return parabola[0] + i * (parabola[1] + i * parabola[2]);
    }

    /** The centre of a pixel in columns and rows of the band's own grid; NaN if it has no such position. */
    private double[] position(int column, int row) {
        double x = answer.transform().x(column + 0.5, row + 0.5);
        double y = answer.transform().y(column + 0.5, row + 0.5);
        if (!sameProjection) {
            Coordinate point = reproject(x, y);
            x = point.x;
            y = point.y;
        }
        AffineTransform t = level.band().transform();
        double area = t.scaleX() * t.scaleY() - t.shearX() * t.shearY();
        double dx = x - t.translateX();
        double dy = y - t.translateY();
        return new double[] {(t.scaleY() * dx - t.shearX() * dy) / area, (t.scaleX() * dy - t.shearY() * dx) / area};
    }

    private Coordinate reproject(double x, double y) {
        Projection band = level.band().projection();
        Coordinate lonLat = answer.projection().unproject(x, y);
        double east = Math.IEEEremainder(lonLat.x - middle, TURN);
        boolean far = band.centralMeridian().isPresent() && !(Math.abs(east) <= band.reach());
        if (far || !(Math.abs(lonLat.y) <= 90)) {
            return new Coordinate(Double.NaN, Double.NaN);
        }
        return band.project(middle + east, lonLat.y);
    }
}
