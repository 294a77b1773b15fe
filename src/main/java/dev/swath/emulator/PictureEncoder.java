package dev.swath.emulator;

import dev.swath.grid.MaskedSample;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes PNG and JPEG with one or three 8-bit bands. */
final class PictureEncoder {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int GREY = 0;
    private static final int COLOR = 2;
    /** Added to the colour type of a PNG with transparency. */
    private static final int ALPHA = 4;

    private static final int OPAQUE = 255;

    private PictureEncoder() {}

    /** A PNG, with a transparency band if a pixel is masked or the picture is not opaque. */
    static byte[] png(Rendering rendering, double opacity) throws IOException {
        boolean alpha = opacity < 1 || rendering.hasMasked();
        int bands = rendering.names().size();
        int type = (bands == 1 ? GREY : COLOR) + (alpha ? ALPHA : 0);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(PNG);
        ByteBuffer header = ByteBuffer.allocate(13)
                .putInt(rendering.width())
                .putInt(rendering.height())
                .put((byte) 8)
                .put((byte) type);
        chunk(file, "IHDR", header.array());
        chunk(file, "IDAT", rows(rendering, alpha, (byte) Math.round(OPAQUE * opacity)));
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    private static byte[] rows(Rendering rendering, boolean alpha, byte opaque) throws IOException {
        int bands = rendering.names().size();
        int samples = bands + (alpha ? 1 : 0);
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (DeflaterOutputStream out = new DeflaterOutputStream(compressed, deflater, 1 << 16)) {
            byte[] row = new byte[1 + rendering.width() * samples];
            for (int y = 0; y < rendering.height(); y++) {
                row[0] = 0; // no row filter
                for (int x = 0; x < rendering.width(); x++) {
                    int pixel = y * rendering.width() + x;
                    System.arraycopy(rendering.data(), pixel * bands, row, 1 + x * samples, bands);
                    if (alpha) {
                        row[1 + x * samples + bands] =
                                rendering.valid()[pixel] == 0 ? MaskedSample.TRANSPARENT : opaque;
                    }
                }
                out.write(row);
            }
        } finally {
            deflater.end();
        }
        return compressed.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] content) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(content);
        file.write(ByteBuffer.allocate(4).putInt(content.length).array());
        file.write(name);
        file.write(content);
        file.write(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
    }

    /** A JPEG, which has no place for what is masked. */
    static byte[] jpeg(Rendering rendering) throws IOException {
        int bands = rendering.names().size();
        BufferedImage image = new BufferedImage(
                rendering.width(),
                rendering.height(),
                bands == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
        int[] row = new int[rendering.width() * bands];
        for (int y = 0; y < rendering.height(); y++) {
            for (int i = 0; i < row.length; i++) {
                row[i] = rendering.data()[y * row.length + i] & 0xFF;
            }
            image.getRaster().setPixels(0, y, rendering.width(), 1, row);
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
            if (!ImageIO.write(image, "jpeg", out)) {
                throw new IOException("this Java can't write JPEG");
            }
        }
        return file.toByteArray();
    }
}
