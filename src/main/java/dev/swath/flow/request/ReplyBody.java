package dev.swath.flow.request;

import dev.swath.earthengine.ReplyFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Reads the complete body of a reply, within a limit of bytes. */
public final class ReplyBody {

    private static final int CHUNK = 64 * 1024;

    private ReplyBody() {}

    /**
     * The bytes of the body. If the reply declares their number, they are in memory only once.
     *
     * @param format the requested format
     * @throws IOException if the reply has another format, has more than {@code most} bytes or fewer than it declared,
     *     or if its encoding was not undone
     */
    public static byte[] read(Message reply, ReplyFormat format, int most) throws IOException {
        // Opened first, so that a reply that is refused because of its headers releases its connection as well.
        try (InputStream body = body(reply)) {
            format.require(reply.getHeader(Exchange.CONTENT_TYPE, "", String.class));
            checkEncoding(reply);
            return read(body, declared(reply), most);
        }
    }

    private static byte[] read(InputStream body, long declared, int most) throws IOException {
        if (declared > most) {
            throw tooLong(most);
        }
        byte[] bytes = new byte[declared >= 0 ? (int) declared : CHUNK];
        int count = 0;
        for (int n = body.read(bytes, 0, room(bytes, 0)); n > 0; n = body.read(bytes, count, room(bytes, count))) {
            count += n;
            if (count > most) {
                throw tooLong(most);
            }
            if (count == bytes.length && declared < 0) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(most + 1L, 2L * count));
            }
        }
        if (declared >= 0 && count < declared) {
            throw new IOException("the reply ended after " + count + " of " + declared + " bytes");
        }
        return count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
    }

    /** The HTTP client undoes gzip and deflate, and removes the header; it does not know any encoding that is left. */
    private static void checkEncoding(Message reply) throws IOException {
        String encoding = reply.getHeader("Content-Encoding", "", String.class);
        if (!encoding.isBlank() && !encoding.equalsIgnoreCase("identity")) {
            throw new IOException("a reply in an encoding that was not requested: " + encoding);
        }
    }

    /** The declared length of the reply; negative if there is none. */
    private static long declared(Message reply) throws IOException {
        Object length = reply.getHeader(Exchange.CONTENT_LENGTH);
        if (length == null) {
            return -1;
        }
        try {
            return Long.parseLong(length.toString().trim());
        } catch (NumberFormatException e) {
            throw new IOException("a reply whose length is " + length, e);
        }
    }

    private static int room(byte[] bytes, int count) {
        return Math.min(CHUNK, bytes.length - count);
    }

    private static IOException tooLong(int most) {
        return new IOException("a reply of more than the " + most + " bytes it may have");
    }

    private static InputStream body(Message reply) throws IOException {
        InputStream body = reply.getBody(InputStream.class);
        if (body == null) {
            throw new IOException("a reply without a body");
        }
        return body;
    }
}
