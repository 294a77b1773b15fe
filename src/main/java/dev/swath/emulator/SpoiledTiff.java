package dev.swath.emulator;

import dev.swath.geotiff.GeoTiffEncoder;
import dev.swath.geotiff.Samples;
import dev.swath.geotiff.TiffException;
import dev.swath.geotiff.TiffImage;
import dev.swath.geotiff.TiffReader;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.Window;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/** GeoTIFFs of the emulator with something wrong in them. Bytes of another format come back as they are. */
final class SpoiledTiff {

    private static final byte[] MAGIC = {'I', 'I', 42, 0};
    private static final int TILE_OFFSETS = 324;
    private static final int ENTRY_BYTES = 12;
    private static final int LEAST_FLIPS = 4;
    private static final int BYTES_PER_FLIP = 1 << 16;

    private SpoiledTiff() {}

    /**
     * Flips bits of the compressed pixels, in a file of any size at least four. The tags stay whole: what is left is a
     * file that only the decoder and the checksums of its blocks give away.
     */
    static byte[] corrupt(byte[] file, long seed) {
        if (!isTiff(file)) {
            return file;
        }
        byte[] corrupt = file.clone();
        int from = firstBlock(file);
        SplittableRandom random = new SplittableRandom(seed);
        for (int flip = LEAST_FLIPS + (file.length - from) / BYTES_PER_FLIP; flip > 0; flip--) {
            corrupt[random.nextInt(from, file.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        }
        // Flips may meet and undo each other; the very last byte belongs to a checksum.
        corrupt[file.length - 1] ^= (byte) 0xff;
        return corrupt;
    }

    /** One row fewer, or one more of an image of a single row. */
    static byte[] wrongSize(byte[] file) {
        return changed(file, good -> {
            int height = good.height() == 1 ? 2 : good.height() - 1;
            byte[] data = new byte[good.data().length / good.height() * height];
            System.arraycopy(good.data(), 0, data, 0, Math.min(data.length, good.data().length));
            return new Samples(good.type(), good.width(), height, good.bands(), data);
        });
    }

    /** Without its last band, or with an empty second one where there is only one. */
    static byte[] wrongBands(byte[] file) {
        return changed(file, good -> {
            int bands = good.bands() == 1 ? 2 : good.bands() - 1;
            int pixels = good.width() * good.height();
            int pixelBytes = good.bands() * good.type().bytes();
            int changedBytes = bands * good.type().bytes();
            byte[] data = new byte[pixels * changedBytes];
            for (int i = 0; i < pixels; i++) {
                System.arraycopy(
                        good.data(), i * pixelBytes, data, i * changedBytes, Math.min(pixelBytes, changedBytes));
            }
            return new Samples(good.type(), good.width(), good.height(), bands, data);
        });
    }

    private interface Change {
        Samples of(Samples good);
    }

    private static byte[] changed(byte[] file, Change change) {
        if (!isTiff(file)) {
            return file;
        }
        try (TiffReader reader = TiffReader.of(file)) {
            TiffImage image = reader.image();
            Samples changed = change.of(image.read(new Window(0, 0, image.width(), image.height())));
            Optional<RasterGrid> grid = image.grid()
                    .map(good ->
                            new RasterGrid(good.projection(), good.transform(), changed.width(), changed.height()));
            return GeoTiffEncoder.encode(changed, grid, OptionalDouble.empty(), List.of());
        } catch (TiffException e) {
            throw new IllegalStateException("the emulator made a GeoTIFF that can't be read", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isTiff(byte[] file) {
        return file.length > MAGIC.length
                && ByteBuffer.wrap(file, 0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
    }

    /** Where the blocks begin, which come last in the emulator's files: the offset of the first one in the directory. */
    private static int firstBlock(byte[] file) {
        ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int directory = buffer.getInt(MAGIC.length);
        int entries = Short.toUnsignedInt(buffer.getShort(directory));
        for (int i = 0; i < entries; i++) {
            int entry = directory + Short.BYTES + i * ENTRY_BYTES;
            if (Short.toUnsignedInt(buffer.getShort(entry)) == TILE_OFFSETS) {
                int value = buffer.getInt(entry + ENTRY_BYTES - Integer.BYTES);
                // A single offset stands in the entry itself, more of them elsewhere.
                return buffer.getInt(entry + Integer.BYTES) == 1 ? value : buffer.getInt(value);
            }
        }
        throw new IllegalStateException("the emulator made a GeoTIFF without tiles");
    }
}
