package dev.swath.geotiff;

import dev.swath.grid.Window;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Writes a Cloud Optimized GeoTIFF from windows of pixels that arrive in any order and from any thread. The thread that
 * brings the pixels compresses them; compressed blocks wait in a work file, and {@link #finish} writes them in the
 * strict order. The bytes of the file depend only on its description and its pixels.
 *
 * <p>Blocks have 512 × 512 pixels, or fewer if pixels have very many bytes or blocks consist of whole repetitions; overviews are
 * averages. Windows that are whole blocks are fastest; blocks that arrive in parts are held in memory until they are complete.
 */
public final class CloudOptimizedGeoTiff implements Closeable {
    private static final long CLASSIC_LIMIT = 0xFFFF_FFFFL;

    private final ImageDescription image;
    private final long classicLimit;
    private final List<Level> levels;
    private final BlockSpool spool;
    private final BlockPyramid pyramid;
    private final BlockWriter blocks;
    private final Masking masking;
    private final AtomicReference<GeoKeySet> described = new AtomicReference<>();
    private Optional<String> sha256 = Optional.empty();

    /**
     * Begins a file.
     *
     * @param image what it will hold
     * @param workFolder where compressed blocks wait, created if need be
     * @throws IOException if the work folder can't be written
     */
    public CloudOptimizedGeoTiff(ImageDescription image, Path workFolder) throws IOException {
        this(image, workFolder, CLASSIC_LIMIT);
    }

    /** As above; files of more than {@code classicLimit} bytes become BigTIFF. */
    CloudOptimizedGeoTiff(ImageDescription image, Path workFolder, long classicLimit) throws IOException {
        this.image = image;
        this.classicLimit = classicLimit;
        int pixelBytes = image.bands() * image.type().bytes();
        levels = Level.pyramid(image.grid().width(), image.grid().height(), pixelBytes, image.repeat());
        masking = new Masking(image);
        spool = new BlockSpool(workFolder, levels);
        Overviews overviews = new Overviews(image.type(), image.bands(), image.nodata());
        blocks = new BlockWriter(image, levels, spool);
        pyramid = new BlockPyramid(levels, pixelBytes, overviews, blocks);
    }

    /**
     * How many columns and rows of equal pixels a block is made of, where {@link #putRepeated} may be used; 1 where the file
     * does not make use of repetitions.
     */
    int repeat() {
        return blocks.repeats() ? image.repeat() : 1;
    }

    /** Columns and rows of a block of full size. */
    public int blockSide() {
        return levels.get(0).side();
    }

    /**
     * Adds a window of pixels; from any thread.
     *
     * @param column first column of the window
     * @param row first row of the window
     * @param samples its pixels, of the type and bands of the description; only read
     * @param valid one byte for each pixel, 0 where it holds no data; empty if all do. Whatever their samples are, pixels
     *     without data are written as nodata or, beneath an internal mask, as zero
     * @throws IllegalArgumentException if the pixels do not fit the description
     * @throws IllegalStateException if some of the pixels were put before
     * @throws IOException if the work file can't be written
     */
    public void put(int column, int row, Samples samples, byte[] valid) throws IOException {
        check(column, row, samples, valid);
        pyramid.put(column, row, masking.apply(samples, valid));
    }

    /** As {@link #put}, but pixels without data are cleared in the given arrays, which are free again afterwards. */
    void putCleared(int column, int row, Samples samples, byte[] valid) throws IOException {
        check(column, row, samples, valid);
        pyramid.put(column, row, masking.applyTo(samples, valid));
    }

    /**
     * Adds a block in which pixels are repeated; from any thread.
     *
     * @param window of exactly one block
     * @param pixels those that are repeated; those without data are cleared
     * @param repeats {@link #repeat} times each column and row, or only rows
     * @param valid one byte for each of them, 0 where it holds no data; empty if all do
     * @throws IllegalStateException if some of the pixels were put before
     * @throws IOException if the work file can't be written
     */
    void putRepeated(Window window, Samples pixels, byte[] valid, Repeats repeats) throws IOException {
        boolean whole = isBlock(window)
                && (repeats.columns() == 1 || repeats.columns() == repeat())
                && pixels.width() * repeats.columns() == window.width()
                && pixels.height() == repeats.rows().length
                && repeats.height() == window.height();
        if (!whole) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%d x %d pixels for %s", pixels.width(), pixels.height(), window));
        }
        pyramid.putRepeated(block(window), masking.applyTo(pixels, valid), repeats);
    }

    /** Keeps the keys by which the service describes a reference system that has no EPSG code; only the first are kept. */
    void describe(GeoKeySet keys) {
        described.compareAndSet(null, keys);
    }

    /** Whether a window is exactly a block of full size. */
    boolean isBlock(Window window) {
        return levels.get(0).window(block(window)).equals(window);
    }

    private int block(Window window) {
        Level level = levels.get(0);
        return window.row() / level.side() * level.blocksAcross() + window.column() / level.side();
    }

    /**
     * Writes the file: all of it or, on any failure, nothing under this name. Its bytes are then on the disk; its name is
     * once the caller syncs the folder.
     *
     * @param file its name; a file of that name is replaced
     * @return the same name
     * @throws IllegalStateException if pixels are missing
     * @throws IOException if the file can't be written, or is not what it should be when read again
     */
    public Path finish(Path file) throws IOException {
        pyramid.missing().ifPresent(what -> {
            throw new IllegalStateException(what + " are missing");
        });
        Path part = file.resolveSibling("." + file.getFileName() + ".part");
        try {
            long length = write(part);
            new WrittenFile(image, levels).verify(part, length);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
        return file;
    }

    /**
     * Compares the length of a file that was written by this class with its directories, which come first.
     *
     * @param length of the file, in bytes
     * @throws TiffException if its end is missing, even a single byte
     */
    public static void requireEnd(TiffReader file, long length) throws IOException {
        for (TiffImage image : file.images()) {
            long end = image.end() + BlockSpool.TRAILER;
            if (end > length) {
                throw new TiffException(String.format(Locale.ROOT, "the file has %d of %d bytes", length, end));
            }
        }
    }

    /**
     * The SHA-256 of the finished file in hexadecimal.
     *
     * @throws IllegalStateException before the file is finished
     */
    public String sha256() {
        return sha256.orElseThrow(() -> new IllegalStateException("the file is not finished"));
    }

    /** See {@link ImageAssembly#keepOverview}. */
    public void keepOverview(int side) {
        blocks.keepOverview(side);
    }

    /** See {@link ImageAssembly#overview}. */
    public Optional<OverviewPixels> overview() {
        return sha256.flatMap(finished -> blocks.overview());
    }

    /** Removes the work files. */
    @Override
    public void close() throws IOException {
        blocks.close();
        spool.close();
    }

    private long write(Path part) throws IOException {
        try (HashedOutput out = new HashedOutput(part)) {
            out.write(new CogLayout(image, levels, spool, Optional.ofNullable(described.get()), blocks.statistics())
                    .head(classicLimit));
            for (int level = levels.size() - 1; level >= 0; level--) {
                for (int block = 0; block < levels.get(level).blocks(); block++) {
                    spool.copy(level, block, out);
                }
            }
            sha256 = Optional.of(out.sync());
            return out.size();
        }
    }

    private void check(int column, int row, Samples samples, byte[] valid) {
        int width = image.grid().width();
        int height = image.grid().height();
        if (column < 0 || row < 0 || samples.width() > width - column || samples.height() > height - row) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d x %d pixels at column %d, row %d are not within %d x %d",
                    samples.width(),
                    samples.height(),
                    column,
                    row,
                    width,
                    height));
        }
        if (samples.type() != image.type() || samples.bands() != image.bands()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d bands of %s in a file of %d bands of %s",
                    samples.bands(),
                    samples.type(),
                    image.bands(),
                    image.type()));
        }
        if (valid.length != 0 && valid.length != samples.width() * samples.height()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "a mask of %d pixels for %d x %d", valid.length, samples.width(), samples.height()));
        }
    }
}
