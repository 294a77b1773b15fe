package dev.swath.grid;

/**
 * Maps pixel coordinates (column, row; (0, 0) is the upper left corner of the upper left pixel) to coordinates of a
 * coordinate reference system, with the numbers and names of Earth Engine's {@code AffineTransform}:
 * {@code x = scaleX · column + shearX · row + translateX}, {@code y = shearY · column + scaleY · row + translateY}.
 *
 * @param scaleX width of a pixel in units of the reference system
 * @param shearX shift in x for each row
 * @param translateX x of the upper left corner
 * @param shearY shift in y for each column
 * @param scaleY height of a pixel, negative where rows run southwards
 * @param translateY y of the upper left corner
 */
public record AffineTransform(
        double scaleX, double shearX, double translateX, double shearY, double scaleY, double translateY) {

    /** A grid of square or oblong pixels whose rows run southwards from the upper left corner (x, y). */
    public static AffineTransform northUp(double x, double y, double pixelWidth, double pixelHeight) {
        return new AffineTransform(pixelWidth, 0, x, 0, -pixelHeight, y);
    }

    /** The x coordinate of a point given in pixels. */
    public double x(double column, double row) {
        return scaleX * column + shearX * row + translateX;
    }

    /** The y coordinate of a point given in pixels. */
    public double y(double column, double row) {
        return shearY * column + scaleY * row + translateY;
    }

    /** The column, with its fraction, of a point given in coordinates. */
    public double column(double x, double y) {
        return isAxisAligned()
                // A plain division if the axes are parallel, so that whole pixels stay whole numbers.
                ? (x - translateX) / scaleX
                : (scaleY * (x - translateX) - shearX * (y - translateY)) / determinant();
    }

    /** The row, with its fraction, of a point given in coordinates. */
    public double row(double x, double y) {
        return isAxisAligned()
                ? (y - translateY) / scaleY
                : (scaleX * (y - translateY) - shearY * (x - translateX)) / determinant();
    }

    private double determinant() {
        return scaleX * scaleY - shearX * shearY;
    }

    /** The transform of the window whose upper left pixel is (column, row): computed from whole offsets, without accumulating errors. */
    public AffineTransform window(long column, long row) {
        return new AffineTransform(
                scaleX, shearX, x((double) column, (double) row), shearY, scaleY, y((double) column, (double) row));
    }

    /** Whether rows and columns run along the axes of the reference system. */
    public boolean isAxisAligned() {
        return shearX == 0 && shearY == 0;
    }
}
