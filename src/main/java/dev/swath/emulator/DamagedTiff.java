package dev.swath.emulator;

import dev.swath.geotiff.GeoTiffEncoder;
import dev.swath.geotiff.Samples;
import dev.swath.geotiff.TiffException;
import dev.swath.geotiff.TiffImage;
import dev.swath.geotiff.TiffReader;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.Window;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;

/** Damages GeoTIFFs of the emulator. Files of another format are returned unchanged. */
final class DamagedTiff {

    private static final byte[] MAGIC = {'I', 'I', 42, 0};
    private static final int IMAGE_WIDTH = 256;
    private static final int IMAGE_LENGTH = 257;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTE_COUNTS = 325;
    private static final int LONG = 4;
    private static final int MANY_PIXELS = 1 << 20;
    /** It compresses to a thousandth, which stays within the limit that a client sets for a small reply. */
    private static final int BOMB_BYTES = 32 << 20;

    private static final int ENTRY_BYTES = 12;
    private static final int LEAST_FLIPS = 4;
    private static final int BYTES_PER_FLIP = 1 << 16;

    private DamagedTiff() {}

    /**
     * Flips at least four bits of the compressed pixels. The tags stay intact, so only the decoder and the checksums of
     * the blocks reveal the damage.
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
        // Flips may cancel each other out; the very last byte belongs to a checksum.
        corrupt[file.length - 1] ^= (byte) 0xff;
        return corrupt;
    }

    /** Removes a row, or adds one to an image of a single row. */
    static byte[] wrongSize(byte[] file) {
        return changed(file, good -> {
            int height = good.height() == 1 ? 2 : good.height() - 1;
            byte[] data = new byte[good.data().length / good.height() * height];
            System.arraycopy(good.data(), 0, data, 0, Math.min(data.length, good.data().length));
            return new Samples(good.type(), good.width(), height, good.bands(), data);
        });
    }

    /** Removes the last band, or adds an empty second one if there is only one. */
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

    /** The pixels of the good file, said to lie one column further east. */
    static byte[] elsewhere(byte[] file) {
        return changed(
                file,
                image ->
                        Optional.of(image.grid().orElseThrow().window(new Window(1, 0, image.width(), image.height()))),
                List.of());
    }

    /** The same coordinates in another reference system: the other half of the UTM zone, Web Mercator or degrees. */
    static byte[] wrongReferenceSystem(byte[] file) {
        return changed(
                file,
                image -> {
                    RasterGrid good = image.grid().orElseThrow();
                    int epsg = good.projection().epsg().orElse(0);
                    int other = epsg / 100 == 326
                            ? epsg + 100
                            : epsg / 100 == 327 ? epsg - 100 : epsg == 4326 ? 3857 : 4326;
                    return Optional.of(new RasterGrid(
                            Projection.of("EPSG:" + other), good.transform(), good.width(), good.height()));
                },
                List.of());
    }

    /** Each band called by the name of another one. */
    static byte[] otherBands(byte[] file) {
        return changed(file, TiffImage::grid, List.of("OTHER"));
    }

    /** Without a georeference. */
    static byte[] withoutGeoreference(byte[] file) {
        return changed(file, image -> Optional.empty(), List.of());
    }

    private interface Change {
        Samples of(Samples good);
    }

    private interface Place {
        Optional<RasterGrid> of(TiffImage good);
    }

    private static byte[] changed(byte[] file, Change change) {
        return changed(file, (image, good) -> {
            Samples changed = change.of(good);
            Optional<RasterGrid> grid = image.grid()
                    .map(place ->
                            new RasterGrid(place.projection(), place.transform(), changed.width(), changed.height()));
            return GeoTiffEncoder.encode(changed, grid, OptionalDouble.empty(), List.of());
        });
    }

    /** Other tags around the good pixels; of names the first is numbered for each band. */
    private static byte[] changed(byte[] file, Place place, List<String> names) {
        return changed(file, (image, good) -> {
            List<String> all = IntStream.range(0, names.isEmpty() ? 0 : good.bands())
                    .mapToObj(band -> names.get(0) + band)
                    .toList();
            return GeoTiffEncoder.encode(good, place.of(image), OptionalDouble.empty(), all);
        });
    }

    private interface Rewriting {
        byte[] of(TiffImage image, Samples good);
    }

    private static byte[] changed(byte[] file, Rewriting rewriting) {
        if (!isTiff(file)) {
            return file;
        }
        try (TiffReader reader = TiffReader.of(file)) {
            TiffImage image = reader.image();
            return rewriting.of(image, image.read(new Window(0, 0, image.width(), image.height())));
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

    /** Declares 2^20 pixels along each side, or a first block of 2 GiB, depending on the seed. */
    @SuppressWarnings("ByteBufferBackingArray") // that of a wrapped copy
    static byte[] huge(byte[] file, long seed) {
        if (!isTiff(file)) {
            return file;
        }
        ByteBuffer huge = littleEndian(file.clone());
        if ((seed & 1) == 0) {
            declare(huge, IMAGE_WIDTH, MANY_PIXELS);
            declare(huge, IMAGE_LENGTH, MANY_PIXELS);
        } else {
            huge.putInt(valuesAt(huge, entry(huge, TILE_BYTE_COUNTS)), Integer.MAX_VALUE);
        }
        return huge.array();
    }

    /** Replaces the first block with a stream that expands to megabytes. */
    @SuppressWarnings("ByteBufferBackingArray") // that of a wrapped copy
    static byte[] deflateBomb(byte[] file) {
        if (!isTiff(file)) {
            return file;
        }
        byte[] bomb = deflate(new byte[BOMB_BYTES]);
        ByteBuffer bombed = littleEndian(Arrays.copyOf(file, file.length + bomb.length));
        bombed.put(file.length, bomb);
        bombed.putInt(valuesAt(bombed, entry(bombed, TILE_OFFSETS)), file.length);
        bombed.putInt(valuesAt(bombed, entry(bombed, TILE_BYTE_COUNTS)), bomb.length);
        return bombed.array();
    }

    private static byte[] deflate(byte[] data) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(bytes)) {
            deflater.write(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void declare(ByteBuffer file, int tag, int value) {
        int entry = entry(file, tag);
        file.putShort(entry + Short.BYTES, (short) LONG).putInt(entry + ENTRY_BYTES - Integer.BYTES, value);
    }

    /** The offset of the first block; blocks come last in the emulator's files. */
    private static int firstBlock(byte[] file) {
        ByteBuffer buffer = littleEndian(file);
        return buffer.getInt(valuesAt(buffer, entry(buffer, TILE_OFFSETS)));
    }

    private static ByteBuffer littleEndian(byte[] file) {
        return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The position of a tag's entry in the first directory. */
    private static int entry(ByteBuffer file, int tag) {
        int directory = file.getInt(MAGIC.length);
        int entries = Short.toUnsignedInt(file.getShort(directory));
        for (int i = 0; i < entries; i++) {
            int entry = directory + Short.BYTES + i * ENTRY_BYTES;
            if (Short.toUnsignedInt(file.getShort(entry)) == tag) {
                return entry;
            }
        }
        throw new IllegalStateException("the emulator made a GeoTIFF without tag " + tag);
    }

    /** The position of the 32-bit values of an entry: a single value is in the entry itself, several are elsewhere. */
    private static int valuesAt(ByteBuffer file, int entry) {
        int inline = entry + ENTRY_BYTES - Integer.BYTES;
        return file.getInt(entry + Integer.BYTES) == 1 ? inline : file.getInt(inline);
    }
}
