package dev.swath.geotiff;

import dev.swath.grid.SampleType;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;

/**
 * How the pixels of one image are arranged in its file; checked against the file's size before anything is allocated.
 *
 * @param width columns of the image
 * @param height rows of the image
 * @param bands samples of a pixel
 * @param type sample type; {@link SampleType#UINT8} for 1-bit samples, which become 0 or 1
 * @param bits bits of a sample in the file
 * @param separate whether each band has blocks of its own (planar configuration 2)
 * @param tiled whether blocks are tiles (strips otherwise)
 * @param blockWidth columns of a block, before it is cut at the image's edge
 * @param blockHeight rows of a block, before it is cut at the image's edge
 * @param compression TIFF's number
 * @param predictor 1 for none, 2 for differences, 3 for floating point
 */
record BlockLayout(
        int width,
        int height,
        int bands,
        SampleType type,
        int bits,
        boolean separate,
        boolean tiled,
        int blockWidth,
        int blockHeight,
        int compression,
        int predictor) {

    static final int UNCOMPRESSED = 1;
    static final int LZW = 5;
    static final int DEFLATE = 8;
    /** Zstandard frames, as libtiff and GDAL number them. */
    static final int ZSTD = 50_000;

    static final int PACK_BITS = 32773;
    /** Deflate's number before Adobe registered 8; the streams are the same. */
    static final int OLD_DEFLATE = 32946;

    private static final Set<Integer> COMPRESSIONS = Set.of(UNCOMPRESSED, LZW, DEFLATE, PACK_BITS, OLD_DEFLATE, ZSTD);

    /** Blocks may be larger than a small image, but not have more padding than this. */
    private static final long PADDING_ALLOWANCE = 64L << 20;
    /** A block is decoded whole: it may be as large as an image may be, or hold this many pixels. */
    private static final long BLOCK_ALLOWANCE = 1024 * 1024;

    private static final int YCBCR = 6;

    /**
     * The layout that a directory declares.
     *
     * @param mostBytes most bytes of pixels that the image may declare
     */
    static BlockLayout of(ImageFileDirectory directory, long mostBytes) throws IOException {
        int width = positive(directory, TiffTag.IMAGE_WIDTH);
        int height = positive(directory, TiffTag.IMAGE_LENGTH);
        int bands = (int) Math.min(directory.integer(TiffTag.SAMPLES_PER_PIXEL, 1), 0x10000);
        int bits = (int) Math.min(common(directory, TiffTag.BITS_PER_SAMPLE, bands, 1), 0x10000);
        SampleType type = sampleType(bits, common(directory, TiffTag.SAMPLE_FORMAT, bands, 1));
        boolean tiled = directory.has(TiffTag.TILE_WIDTH);
        int blockWidth = tiled ? positive(directory, TiffTag.TILE_WIDTH) : width;
        long rows = tiled
                ? positive(directory, TiffTag.TILE_LENGTH)
                : Math.min(height, directory.integer(TiffTag.ROWS_PER_STRIP, height));
        BlockLayout layout = new BlockLayout(
                width,
                height,
                bands,
                type,
                bits,
                directory.integer(TiffTag.PLANAR_CONFIGURATION, 1) == 2,
                tiled,
                blockWidth,
                (int) rows,
                (int) Math.min(directory.integer(TiffTag.COMPRESSION, UNCOMPRESSED), 0x10000),
                (int) Math.min(directory.integer(TiffTag.PREDICTOR, 1), 0x10000));
        layout.checkSupported(directory);
        layout.checkSize(directory, mostBytes);
        return layout;
    }

    private static int positive(ImageFileDirectory directory, int tag) throws IOException {
        long value = directory.integerAt(tag, 0);
        if (value < 1 || value > Integer.MAX_VALUE) {
            throw new TiffException(String.format(Locale.ROOT, "tag %d is %d", tag, value));
        }
        return (int) value;
    }

    /** The value that all bands share. */
    private static long common(ImageFileDirectory directory, int tag, int bands, long absent) throws IOException {
        long first = directory.integer(tag, absent);
        long count = Math.min(bands, directory.count(tag));
        for (long i = 1; i < count; i++) {
            if (directory.integerAt(tag, i) != first) {
                throw new TiffException("the bands are of different types, which Swath does not read");
            }
        }
        return first;
    }

    private static SampleType sampleType(int bits, long format) throws TiffException {
        boolean signed = format == 2;
        boolean floating = format == 3;
        if (format == 1 || format == 4 || signed || floating) {
            for (SampleType type : SampleType.values()) {
                if (type.bytes() * 8 == bits && type.floating() == floating && (floating || type.signed() == signed)) {
                    return type;
                }
            }
            if (bits == 1 && !signed && !floating) {
                return SampleType.UINT8;
            }
        }
        throw new TiffException(
                String.format(Locale.ROOT, "samples of %d bits in format %d, which Swath does not read", bits, format));
    }

    private void checkSupported(ImageFileDirectory directory) throws IOException {
        if (!COMPRESSIONS.contains(compression)) {
            throw new TiffException(
                    String.format(Locale.ROOT, "compression %d, which Swath does not read", compression));
        }
        if (predictor < 1 || predictor > 3 || (predictor > 1 && bits == 1) || (predictor == 3 && !type.floating())) {
            throw new TiffException(String.format(Locale.ROOT, "predictor %d for samples of type %s", predictor, type));
        }
        if (directory.integer(TiffTag.FILL_ORDER, 1) != 1) {
            throw new TiffException("bits in reverse order, which Swath does not read");
        }
        if (directory.integer(TiffTag.PHOTOMETRIC_INTERPRETATION, 1) == YCBCR) {
            throw new TiffException("YCbCr colours, which Swath does not read");
        }
    }

    private void checkSize(ImageFileDirectory directory, long mostBytes) throws IOException {
        if (bands < 1 || bands > 0xffff || blockHeight < 1) {
            throw new TiffException(String.format(Locale.ROOT, "%d bands in blocks of %d rows", bands, blockHeight));
        }
        // As doubles, because the product of hostile numbers overflows a long.
        double pixelBytes = (double) bands * type.bytes();
        double imageBytes = pixelBytes * width * height;
        double blocks = (double) blocksAcross() * blocksDown() * planes();
        double blockBytes = (double) blockWidth * blockHeight * blockSamples() * type.bytes();
        if (imageBytes > mostBytes
                || blocks * blockBytes > Math.max((double) mostBytes, PADDING_ALLOWANCE)
                || blockBytes > Math.max((double) mostBytes, BLOCK_ALLOWANCE * pixelBytes)
                || blocks > Integer.MAX_VALUE) {
            throw new TiffException(String.format(
                    Locale.ROOT,
                    "%d x %d x %d %s in blocks of %d x %d: more than the %d bytes allowed",
                    height,
                    width,
                    bands,
                    type,
                    blockHeight,
                    blockWidth,
                    mostBytes));
        }
        if (blockBytes > Integer.MAX_VALUE - 8) {
            throw new TiffException(String.format(Locale.ROOT, "blocks of %.0f bytes are too large", blockBytes));
        }
        if (directory.count(offsetsTag()) < blocks || directory.count(byteCountsTag()) < blocks) {
            throw new TiffException(String.format(
                    Locale.ROOT, "%d block positions for %.0f blocks", directory.count(offsetsTag()), blocks));
        }
    }

    int blocksAcross() {
        return (int) (((long) width + blockWidth - 1) / blockWidth);
    }

    int blocksDown() {
        return (int) (((long) height + blockHeight - 1) / blockHeight);
    }

    /** The number of blocks at one place. */
    int planes() {
        return separate ? bands : 1;
    }

    /** Samples side by side in a block. */
    int blockSamples() {
        return separate ? 1 : bands;
    }

    /** Rows that a block holds in the file: the last strip is short, the last tile is padded. */
    int storedRows(int blockRow) {
        return tiled ? blockHeight : Math.min(blockHeight, height - blockRow * blockHeight);
    }

    /** Bytes of a decoded row of a block. */
    int rowBytes() {
        return blockWidth * blockSamples() * type.bytes();
    }

    /** The most that a stored byte can expand to. */
    int mostExpansion() {
        return switch (compression) {
            case UNCOMPRESSED -> 1;
            case PACK_BITS -> 64;
            case LZW -> 4096;
            // A run of 128 KiB takes four bytes.
            case ZSTD -> 32_768;
            default -> 1040;
        };
    }

    int offsetsTag() {
        return tiled ? TiffTag.TILE_OFFSETS : TiffTag.STRIP_OFFSETS;
    }

    int byteCountsTag() {
        return tiled ? TiffTag.TILE_BYTE_COUNTS : TiffTag.STRIP_BYTE_COUNTS;
    }
}
