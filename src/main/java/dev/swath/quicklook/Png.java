package dev.swath.quicklook;

import dev.swath.geotiff.deflate.LiteralEncoder;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.zip.CRC32;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Pictures as PNG (W3C Recommendation, second edition). They are encoded here, because the JDK takes eight times as long for a
 * larger file, and decoded by the JDK. It needs neither fonts nor a display.
 */
final class Png {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int HEADER = 13;
    /** The length, name and checksum of a chunk. */
    private static final int CHUNK_FRAME = 12;

    private static final byte TRUECOLOUR_WITH_ALPHA = 6;
    private static final int BYTES_PER_PIXEL = 4;
    /** The filter that subtracts the byte above. */
    private static final byte UP = 2;

    /** The largest side that {@link #decode} accepts: more than the largest quicklook. */
    private static final int LARGEST_SIDE = 4096;

    private Png() {}

    /** Encodes a picture as a PNG file: four bytes for each pixel, each less the byte above it. */
    static byte[] encode(Picture picture) {
        int rowBytes = 1 + BYTES_PER_PIXEL * picture.width();
        byte[] rows = new byte[Math.multiplyExact(rowBytes, picture.height())];
        for (int y = 0, at = 0, pixel = 0; y < picture.height(); y++) {
            rows[at++] = UP;
            for (int x = 0; x < picture.width(); x++, pixel++, at += BYTES_PER_PIXEL) {
                int argb = picture.argb()[pixel];
                int above = y == 0 ? 0 : picture.argb()[pixel - picture.width()];
                rows[at] = (byte) ((argb >> 16) - (above >> 16));
                rows[at + 1] = (byte) ((argb >> 8) - (above >> 8));
                rows[at + 2] = (byte) (argb - above);
                rows[at + 3] = (byte) ((argb >> 24) - (above >> 24));
            }
        }
        byte[] data = new LiteralEncoder().encode(rows, 0, picture.height(), rowBytes);
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        header.putInt(picture.width()).putInt(picture.height()).put((byte) 8).put(TRUECOLOUR_WITH_ALPHA);
        ByteBuffer file = ByteBuffer.allocate(SIGNATURE.length + 3 * CHUNK_FRAME + HEADER + data.length);
        file.put(SIGNATURE);
        chunk(file, "IHDR", header.array());
        chunk(file, "IDAT", data);
        chunk(file, "IEND", new byte[0]);
        return file.array();
    }

    @SuppressWarnings("ByteBufferBackingArray") // a whole array of its own
    private static void chunk(ByteBuffer file, String name, byte[] data) {
        file.putInt(data.length);
        int start = file.position();
        file.put(name.getBytes(StandardCharsets.US_ASCII)).put(data);
        CRC32 crc = new CRC32();
        crc.update(file.array(), start, file.position() - start);
        file.putInt((int) crc.getValue());
    }

    /**
     * Decodes a PNG file.
     *
     * @throws IOException if it is not a PNG, or larger than any quicklook
     */
    static Picture decode(byte[] file) throws IOException {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("png");
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                if (width > LARGEST_SIDE || height > LARGEST_SIDE) {
                    throw new IIOException("a picture of " + width + " x " + height + " pixels");
                }
                return new Picture(width, height, argb(reader.read(0)));
            } finally {
                reader.dispose();
            }
        }
    }

    /** The pixels; those of a picture such as {@link #encode} makes are taken as they are, which takes a tenth of the time. */
    private static int[] argb(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        Raster raster = image.getRaster();
        boolean own = raster.getNumBands() == BYTES_PER_PIXEL
                && raster.getTransferType() == DataBuffer.TYPE_BYTE
                && image.getColorModel().getColorSpace().isCS_sRGB()
                && !image.isAlphaPremultiplied();
        if (!own) {
            return image.getRGB(0, 0, width, height, null, 0, width);
        }
        int[] argb = new int[width * height];
        byte[] row = new byte[width * BYTES_PER_PIXEL];
        for (int y = 0, pixel = 0; y < height; y++) {
            raster.getDataElements(0, y, width, 1, row);
            for (int at = 0; at < row.length; at += BYTES_PER_PIXEL, pixel++) {
                argb[pixel] =
                        row[at + 3] << 24 | (row[at] & 0xFF) << 16 | (row[at + 1] & 0xFF) << 8 | row[at + 2] & 0xFF;
            }
        }
        return argb;
    }
}
