package dev.swath.flow.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swath.earthengine.ReplyFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class ReplyBodyTest {

    @Test
    void reads_a_body_whole() throws IOException {
        byte[] bytes = new byte[200_000];
        bytes[199_999] = 7;

        assertThat(ReplyBody.read(reply(new ByteArrayInputStream(bytes)), ReplyFormat.GEO_TIFF, 200_000))
                .isEqualTo(bytes);
    }

    @Test
    void refuses_a_reply_that_declares_too_much_before_it_reads_any() {
        Message reply = reply(new ByteArrayInputStream(new byte[0]));
        reply.setHeader(Exchange.CONTENT_LENGTH, 1L << 40);

        assertThatThrownBy(() -> ReplyBody.read(reply, ReplyFormat.GEO_TIFF, 1_000))
                .hasMessageContaining("more than the 1000 bytes");
    }

    @Test
    void breaks_off_a_reply_that_never_ends() {
        assertThatThrownBy(() -> ReplyBody.read(reply(endless()), ReplyFormat.GEO_TIFF, 1_000_000))
                .hasMessageContaining("more than the 1000000");
    }

    @Test
    void refuses_a_reply_that_ends_early() {
        Message reply = reply(new ByteArrayInputStream(new byte[70_000]));
        reply.setHeader(Exchange.CONTENT_LENGTH, 70_001L);

        assertThatThrownBy(() -> ReplyBody.read(reply, ReplyFormat.GEO_TIFF, 100_000))
                .hasMessage("the reply ended after 70000 of 70001 bytes");
    }

    /** A failure of another type would not be retried. */
    @Test
    void a_length_that_is_no_number_is_an_io_failure() {
        for (Object length : List.of("abc", "", "1e3", List.of(5, 6), "99999999999999999999")) {
            Message reply = reply(new ByteArrayInputStream(new byte[5]));
            reply.setHeader(Exchange.CONTENT_LENGTH, length);

            assertThatThrownBy(() -> ReplyBody.read(reply, ReplyFormat.GEO_TIFF, 1_000))
                    .isInstanceOf(IOException.class)
                    .hasMessage("a reply whose length is " + length);
        }
    }

    @Test
    void a_reply_that_is_refused_unread_is_closed() {
        AtomicInteger closed = new AtomicInteger();
        for (Map<String, Object> header : List.of(
                Map.<String, Object>of(Exchange.CONTENT_LENGTH, 1L << 40),
                Map.<String, Object>of("Content-Encoding", "br"))) {
            Message reply = reply(new ByteArrayInputStream(new byte[5]) {
                @Override
                public void close() {
                    closed.incrementAndGet();
                }
            });
            reply.setHeaders(new HashMap<>(header));

            assertThatThrownBy(() -> ReplyBody.read(reply, ReplyFormat.GEO_TIFF, 1_000))
                    .isInstanceOf(IOException.class);
        }
        assertThat(closed).hasValue(2);
    }

    @Test
    void reads_as_many_bytes_as_the_limit_allows_and_not_one_more() throws IOException {
        assertThat(ReplyBody.read(reply(new ByteArrayInputStream(new byte[100_000])), ReplyFormat.GEO_TIFF, 100_001))
                .hasSize(100_000);
        assertThatThrownBy(() -> ReplyBody.read(
                        reply(new ByteArrayInputStream(new byte[100_001])), ReplyFormat.GEO_TIFF, 100_000))
                .hasMessageContaining("more than the 100000 bytes");
    }

    private static InputStream endless() {
        return new InputStream() {
            @Override
            public int read() {
                return 0;
            }
        };
    }

    private static Message reply(InputStream body) {
        Message reply = new DefaultExchange(new DefaultCamelContext()).getMessage();
        reply.setBody(body);
        return reply;
    }
}
