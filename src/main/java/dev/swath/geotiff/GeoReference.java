package dev.swath.geotiff;

import dev.swath.grid.AffineTransform;
import dev.swath.grid.Projection;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The position of an image, as GeoTIFF 1.1 defines it.
 *
 * @param epsg the EPSG number of the reference system, if the file gives one
 * @param keys by which the file describes it
 * @param transform pixels to coordinates, if the file gives one: for files whose coordinates mean pixel centres
 *     ({@code RasterPixelIsPoint}) moved by half a pixel, so that it always means corners
 */
record GeoReference(OptionalInt epsg, GeoKeySet keys, Optional<AffineTransform> transform) {

    private static final int MODEL_TYPE = 1024;
    private static final int RASTER_TYPE = 1025;
    private static final int GEODETIC_CRS = 2048;
    private static final int PROJECTED_CRS = 3072;
    private static final int PROJECTED = 1;
    private static final int GEOGRAPHIC = 2;
    private static final int PIXEL_IS_POINT = 2;
    private static final int USER_DEFINED = 32767;

    /** Numbers of the key directory and of the tie points: far more than any real file has. */
    private static final int MOST_VALUES = 0x10000;

    static GeoReference of(ImageFileDirectory directory) throws IOException {
        GeoKeySet keys = GeoKeySet.of(directory);
        int epsg =
                switch (keys.code(MODEL_TYPE)) {
                    case PROJECTED -> keys.code(PROJECTED_CRS);
                    case GEOGRAPHIC -> keys.code(GEODETIC_CRS);
                    default -> 0;
                };
        double shift = keys.code(RASTER_TYPE) == PIXEL_IS_POINT ? -0.5 : 0;
        return new GeoReference(
                epsg > 0 && epsg < USER_DEFINED ? OptionalInt.of(epsg) : OptionalInt.empty(),
                keys,
                transform(directory).map(centres -> shift == 0 ? centres : shifted(centres, shift)));
    }

    /** The reference system; empty where the file names or describes none that can be computed. */
    Optional<Projection> projection() {
        if (epsg.isEmpty()) {
            return keys.described();
        }
        try {
            return Optional.of(Projection.of("EPSG:" + epsg.getAsInt()));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    private static Optional<AffineTransform> transform(ImageFileDirectory directory) throws IOException {
        double[] scale = directory.doubles(TiffTag.MODEL_PIXEL_SCALE, MOST_VALUES);
        double[] tie = directory.doubles(TiffTag.MODEL_TIEPOINT, MOST_VALUES);
        double[] matrix = directory.doubles(TiffTag.MODEL_TRANSFORMATION, MOST_VALUES);
        AffineTransform transform;
        if (scale.length >= 2 && tie.length >= 6) {
            // GDAL, too, reads a negative height as a positive one: with both, rows run southwards.
            double height = Math.abs(scale[1]);
            transform = AffineTransform.northUp(tie[3] - tie[0] * scale[0], tie[4] + tie[1] * height, scale[0], height);
        } else if (matrix.length >= 16) {
            transform = new AffineTransform(matrix[0], matrix[1], matrix[3], matrix[4], matrix[5], matrix[7]);
        } else {
            return Optional.empty();
        }
        double area = transform.scaleX() * transform.scaleY() - transform.shearX() * transform.shearY();
        boolean usable = Double.isFinite(area)
                && area != 0
                && Double.isFinite(transform.translateX())
                && Double.isFinite(transform.translateY());
        return usable ? Optional.of(transform) : Optional.empty();
    }

    private static AffineTransform shifted(AffineTransform transform, double pixels) {
        return new AffineTransform(
                transform.scaleX(),
                transform.shearX(),
                transform.x(pixels, pixels),
                transform.shearY(),
                transform.scaleY(),
                transform.y(pixels, pixels));
    }
}
