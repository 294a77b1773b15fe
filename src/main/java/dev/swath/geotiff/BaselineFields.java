package dev.swath.geotiff;

import dev.swath.grid.SampleType;
import dev.swath.job.Compression;

/** The fields every image has: size, sample layout, compression, blocks. */
final class BaselineFields {
    private static final int MIN_IS_BLACK = 1;
    private static final int RGB = 2;
    private static final int TRANSPARENCY_MASK = 4;
    private static final int UNSPECIFIED = 0;
    private static final int UNPREDICTED = 1;

    private BaselineFields() {}

    /**
     * Fields of an image of pixel-interleaved DEFLATE blocks.
     *
     * @param block columns and rows of a block
     * @param rgb whether the first three bands are red, green, blue; only 8-bit ones are labelled so
     */
    static TiffFields of(
            int width, int height, int bands, SampleType type, int block, boolean rgb, Compression compression) {
        boolean colour = rgb && bands >= 3 && type == SampleType.UINT8;
        TiffFields fields = common(width, height, block, compression)
                .shortForEach(TiffTag.BITS_PER_SAMPLE, bands, type.bytes() * 8)
                .shorts(TiffTag.PHOTOMETRIC_INTERPRETATION, colour ? RGB : MIN_IS_BLACK)
                .shorts(TiffTag.SAMPLES_PER_PIXEL, bands)
                .shorts(TiffTag.PREDICTOR, compression == Compression.NONE ? UNPREDICTED : PredictorEncoder.tag(type))
                .shortForEach(TiffTag.SAMPLE_FORMAT, bands, sampleFormat(type));
        int extra = bands - (colour ? 3 : 1);
        return extra == 0 ? fields : fields.shortForEach(TiffTag.EXTRA_SAMPLES, extra, UNSPECIFIED);
    }

    /** Fields of the 1-bit mask of an image: 1 where a pixel holds data. */
    static TiffFields mask(int width, int height, int block, Compression compression) {
        return common(width, height, block, compression)
                .shorts(TiffTag.BITS_PER_SAMPLE, 1)
                .shorts(TiffTag.PHOTOMETRIC_INTERPRETATION, TRANSPARENCY_MASK)
                .shorts(TiffTag.SAMPLES_PER_PIXEL, 1)
                .shorts(TiffTag.SAMPLE_FORMAT, 1);
    }

    /** The text of tag 42113: whole numbers without a fraction, {@code nan} as GDAL spells it. */
    static String nodata(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return whole ? Long.toString((long) value) : Double.toString(value);
    }

    private static TiffFields common(int width, int height, int block, Compression compression) {
        return new TiffFields()
                .longs(TiffTag.IMAGE_WIDTH, width)
                .longs(TiffTag.IMAGE_LENGTH, height)
                .shorts(TiffTag.COMPRESSION, ByteEncoder.tag(compression))
                .shorts(TiffTag.PLANAR_CONFIGURATION, 1)
                .shorts(TiffTag.TILE_WIDTH, block)
                .shorts(TiffTag.TILE_LENGTH, block);
    }

    private static int sampleFormat(SampleType type) {
        if (type.floating()) {
            return 3;
        }
        return type.signed() ? 2 : 1;
    }
}
