package dev.swath.emulator;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/** The pieces of an endless body in gzip: blanks, about a thousand for each byte. */
final class GzipBomb implements Supplier<Buffer> {

    private final byte[] portion;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final GZIPOutputStream gzip;

    /** @param portion blanks in a piece */
    GzipBomb(int portion) {
        this.portion = new byte[portion];
        Arrays.fill(this.portion, (byte) ' ');
        try {
            gzip = new GZIPOutputStream(bytes, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Buffer get() {
        try {
            gzip.write(portion);
            gzip.flush();
            return Buffer.buffer(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            bytes.reset();
        }
    }
}
