package dev.swath.geotiff;

import dev.swath.grid.AffineTransform;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import dev.swath.grid.Window;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One image of a TIFF file: the full one, an overview or a mask. Reads from any number of threads at once; pixels are
 * returned as they are stored, without interpreting colours. Damage causes a {@link TiffException}, either when the file is
 * opened or when the damaged pixels are read.
 */
public final class TiffImage {

    /** Takes one block at a time. */
    @FunctionalInterface
    public interface BlockConsumer {

        /**
         * Takes a block.
         *
         * @param column the image's column of the block's left edge
         * @param row the image's row of the block's top edge
         * @param block pixels within the image, all bands; the receiver's own
         */
        void accept(int column, int row, Samples block) throws IOException;
    }

    private static final int MOST_METADATA_BYTES = 1 << 20;
    private static final int MOST_NODATA_BYTES = 256;

    private final ImageFileDirectory directory;
    private final BlockLayout layout;
    private final OptionalDouble nodata;
    private final GeoReference reference;
    private final GdalItems items;
    private final int subfileType;

    TiffImage(ImageFileDirectory directory, long mostBytes) throws IOException {
        this.directory = directory;
        this.layout = BlockLayout.of(directory, mostBytes);
        this.nodata = parseNodata(directory.text(TiffTag.GDAL_NODATA, MOST_NODATA_BYTES));
        this.reference = GeoReference.of(directory);
        this.items = GdalItems.parse(directory.text(TiffTag.GDAL_METADATA, MOST_METADATA_BYTES), layout.bands());
        this.subfileType = (int) (directory.integer(TiffTag.NEW_SUBFILE_TYPE, 0) & 0xff);
    }

    private static OptionalDouble parseNodata(String text) throws TiffException {
        String value = text.strip().toLowerCase(Locale.ROOT);
        try {
            return switch (value) {
                case "" -> OptionalDouble.empty();
                case "nan", "-nan" -> OptionalDouble.of(Double.NaN);
                case "inf", "+inf" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
                case "-inf" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
                default -> OptionalDouble.of(Double.parseDouble(value));
            };
        } catch (NumberFormatException e) {
            throw new TiffException("a nodata value that is not a number", e);
        }
    }

    /** Columns. */
    public int width() {
        return layout.width();
    }

    /** Rows. */
    public int height() {
        return layout.height();
    }

    /** Samples of a pixel, alpha included. */
    public int bands() {
        return layout.bands();
    }

    /** Type of every band's samples; 1-bit samples (masks) are {@link SampleType#UINT8} of 0 and 1. */
    public SampleType type() {
        return layout.type();
    }

    /** Columns of an internal block, before it is cut at the right edge. */
    public int blockWidth() {
        return layout.blockWidth();
    }

    /** Rows of an internal block, before it is cut at the bottom edge. */
    public int blockHeight() {
        return layout.blockHeight();
    }

    /** Whether blocks are tiles; strips otherwise. */
    public boolean tiled() {
        return layout.tiled();
    }

    /** TIFF's NewSubfileType: 0 for a full image, bit 0 for an overview, bit 2 for a mask. */
    public int subfileType() {
        return subfileType;
    }

    /** The value that marks missing pixels ({@code GDAL_NODATA}), if the file has one. */
    public OptionalDouble nodata() {
        return nodata;
    }

    /** EPSG number of the reference system, whether or not {@link Projection} knows it. */
    public OptionalInt epsg() {
        return reference.epsg();
    }

    /** Pixels to coordinates, whatever the reference system; empty where the file doesn't say. */
    public Optional<AffineTransform> transform() {
        return reference.transform();
    }

    /** The reference system; empty where the file names or describes none that {@link Projection} can compute. */
    public Optional<Projection> projection() {
        return reference.projection();
    }

    /** The keys that describe the reference system; empty where the file has none. */
    Optional<GeoKeySet> geoKeys() {
        return Optional.of(reference.keys()).filter(keys -> !keys.isEmpty());
    }

    /** Where the pixels lie; empty where the file doesn't say, or in a reference system that {@link Projection} can't compute. */
    public Optional<RasterGrid> grid() {
        return reference.transform().flatMap(transform -> projection()
                .map(projection -> new RasterGrid(projection, transform, width(), height())));
    }

    /** Descriptions of the bands, one each; empty text where the file has none. */
    public List<String> descriptions() {
        return items.descriptions();
    }

    /** GDAL's metadata of the image in its default domain, in file order. */
    public Map<String, String> metadata() {
        return items.metadata();
    }

    /** GDAL's metadata items of each band but its description, such as its statistics, by name. */
    public List<Map<String, String>> bandItems() {
        return items.ofBands();
    }

    /** Position in the file after the last byte of the last block. */
    long end() throws IOException {
        long last = (long) layout.blocksAcross() * layout.blocksDown() * layout.planes() - 1;
        return directory.integerAt(layout.offsetsTag(), last) + directory.integerAt(layout.byteCountsTag(), last);
    }

    /**
     * Reads a window, decoding each block that it touches once.
     *
     * @param window within the image, of less than 2 GiB
     */
    public Samples read(Window window) throws IOException {
        long bytes = window.pixels() * bands() * type().bytes();
        boolean within = window.column() >= 0
                && window.row() >= 0
                && window.width() <= width() - window.column()
                && window.height() <= height() - window.row();
        if (!within || bytes > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s of an image of %d x %d pixels", window, width(), height()));
        }
        try (WindowReader reader = new WindowReader(directory, layout, nodata)) {
            return reader.read(window);
        }
    }

    /**
     * Expands some of the blocks of an image whose bands share them, and compares their checksums.
     *
     * @param blocks by number, row by row
     * @throws TiffException if one is damaged
     */
    void checkBlocks(int... blocks) throws IOException {
        try (BlockDecoder decoder = new BlockDecoder(directory, layout, nodata)) {
            for (int block : blocks) {
                decoder.check(decoder.locate(0, block % layout.blocksAcross(), block / layout.blocksAcross()));
            }
        }
    }

    /** Reads the whole image one internal block at a time, row by row of blocks, each cut at the image's edges. */
    public void readBlocks(BlockConsumer consumer) throws IOException {
        try (WindowReader reader = new WindowReader(directory, layout, nodata)) {
            for (int blockRow = 0; blockRow < layout.blocksDown(); blockRow++) {
                for (int blockColumn = 0; blockColumn < layout.blocksAcross(); blockColumn++) {
                    int column = blockColumn * blockWidth();
                    int row = blockRow * blockHeight();
                    int columns = Math.min(blockWidth(), width() - column);
                    int rows = Math.min(blockHeight(), height() - row);
                    consumer.accept(column, row, reader.read(new Window(column, row, columns, rows)));
                }
            }
        }
    }
}
