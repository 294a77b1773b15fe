package dev.swath.dashboard;

import dev.swath.job.SettingException;
import dev.swath.ledger.LedgerException;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes replies to HTTP messages. */
public final class ReplyWriter {

    /** What a page of Swath may load and do: its own files, and pictures embedded in it. */
    private static final String OWN_CONTENT =
            "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

    /** Headers of every reply, including those that the server itself sends. */
    public static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            OWN_CONTENT,
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer");

    private static final Logger LOG = LoggerFactory.getLogger(ReplyWriter.class);

    /** Writes a reply, without any header of the request. */
    public void write(Exchange exchange, @Body Reply reply) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, reply.status());
        message.setHeader(Exchange.CONTENT_TYPE, reply.type());
        HEADERS.forEach(message::setHeader);
        reply.headers().forEach(message::setHeader);
        message.setBody(reply.body());
    }

    /** The reply to a request that failed. */
    public Reply failed(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (failure instanceof RefusedRequest refusal) {
            return Reply.refusal(refusal.status(), refusal.getMessage());
        }
        if (failure instanceof LedgerException || failure instanceof SettingException) {
            LOG.warn("the dashboard can't read the ledger: {}", failure.getMessage());
            return Reply.refusal(503, "the ledger can't be read at the moment");
        }
        LOG.error("the dashboard failed to answer", failure);
        return Reply.refusal(500, "this request failed; see the log");
    }
}
