package dev.swath.flow;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Reads the body of a reply whole, within a limit of bytes and of time. */
final class Replies {

    private static final int CHUNK = 64 * 1024;

    private final Duration limit;

    /** Replies that may take this long from the first byte read here to the last. */
    Replies(Duration limit) {
        this.limit = limit;
    }

    /**
     * The bytes of the body.
     *
     * @throws IOException if there are more than {@code most} bytes, fewer than the reply declared, or the time is up
     */
    byte[] read(Message reply, int most) throws IOException {
        long declared = reply.getHeader(Exchange.CONTENT_LENGTH, -1L, Long.class);
        if (declared > most) {
            throw new IOException("a reply of " + declared + " bytes, more than the " + most + " it may have");
        }
        long deadline = System.nanoTime() + limit.toNanos();
        try (InputStream body = body(reply)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(declared > 0 ? (int) declared : CHUNK);
            byte[] chunk = new byte[CHUNK];
            for (int n = body.read(chunk); n >= 0; n = body.read(chunk)) {
                bytes.write(chunk, 0, n);
                if (bytes.size() > most) {
                    throw new IOException("a reply of more than the " + most + " bytes it may have");
                }
                if (System.nanoTime() > deadline) {
                    throw new IOException("the reply was not complete after " + limit.toSeconds() + " s");
                }
            }
            return bytes.toByteArray();
        }
    }

    private static InputStream body(Message reply) throws IOException {
        InputStream body = reply.getBody(InputStream.class);
        if (body == null) {
            throw new IOException("a reply without a body");
        }
        return body;
    }
}
