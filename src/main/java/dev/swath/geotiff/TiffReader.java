package dev.swath.geotiff;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads TIFF and BigTIFF files of either byte order: strips and tiles; uncompressed, LZW, DEFLATE, Zstandard and PackBits;
 * predictors 1 to 3; bands side by side or each in blocks of its own; every {@link dev.swath.grid.SampleType}, and 1-bit
 * masks. Written for files from a server: sizes are checked against the length of the file, and every error is a
 * {@link TiffException}.
 */
public final class TiffReader implements Closeable {

    /** What {@link #of(byte[])} allows an image to declare. */
    private static final long MOST_BYTES_IN_MEMORY = 2L << 30;
    /** What {@link #open(Path)} allows an image to declare. */
    private static final long MOST_BYTES_ON_DISK = 1L << 40;

    private static final int OVERVIEW_OR_MASK = 1 | 4;

    private final TiffSource source;
    private final List<TiffImage> images;
    private final TiffImage image;

    private TiffReader(TiffSource source, long mostBytes) throws IOException {
        this.source = source;
        List<TiffImage> found = new ArrayList<>();
        for (ImageFileDirectory directory : ImageFileDirectory.readAll(source)) {
            found.add(new TiffImage(directory, mostBytes));
        }
        this.images = List.copyOf(found);
        this.image = images.stream()
                .filter(candidate -> (candidate.subfileType() & OVERVIEW_OR_MASK) == 0)
                .findFirst()
                .orElseThrow(() -> new TiffException("a TIFF file of overviews and masks only"));
    }

    /** Reads a file held in memory, which must not change meanwhile; images of up to 2 GiB of pixels. */
    public static TiffReader of(byte[] file) throws IOException {
        return of(file, MOST_BYTES_IN_MEMORY);
    }

    /**
     * Reads a file held in memory, which must not change meanwhile.
     *
     * @param mostBytes refuses images that declare more bytes of pixels (width × height × bands × bytes of a sample)
     */
    public static TiffReader of(byte[] file, long mostBytes) throws IOException {
        return new TiffReader(new TiffSource.Memory(file), mostBytes);
    }

    /** Opens a file on disk; images of up to 1 TiB of pixels. */
    public static TiffReader open(Path file) throws IOException {
        return open(file, MOST_BYTES_ON_DISK);
    }

    /**
     * Opens a file on disk.
     *
     * @param mostBytes refuses images that declare more bytes of pixels (width × height × bands × bytes of a sample)
     */
    public static TiffReader open(Path file, long mostBytes) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return new TiffReader(new TiffSource.Disk(channel, channel.size()), mostBytes);
        } catch (TiffException e) {
            channel.close();
            throw new TiffException(file.getFileName() + ": " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** The first full-resolution image. */
    public TiffImage image() {
        return image;
    }

    /** All images in file order: overviews and masks, too. */
    public List<TiffImage> images() {
        return images;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
