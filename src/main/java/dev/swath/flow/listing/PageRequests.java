package dev.swath.flow.listing;

import dev.swath.earthengine.AssetPage;
import dev.swath.earthengine.ListRequest;
import dev.swath.earthengine.ReplyFormat;
import dev.swath.flow.request.Replies;
import dev.swath.flow.request.RequestsInFlight;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Variable;

/** One page of the listing, or one image by its id, from and to HTTP. */
public final class PageRequests {

    /** Far above any page: 1000 images of 26 bands take about 10 MB. */
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private final RequestsInFlight requests;

    public PageRequests(RequestsInFlight requests) {
        this.requests = requests;
    }

    /** Sets method, path, query, headers and body of the request. */
    public void address(Exchange exchange, @Variable("page") PageRequest due) {
        ListRequest page = due.request();
        Message message = exchange.getMessage();
        message.setHeader(Exchange.HTTP_METHOD, page.method());
        message.setHeader(Exchange.HTTP_PATH, page.path());
        page.headers().forEach(message::setHeader);
        page.query().ifPresent(query -> message.setHeader(Exchange.HTTP_QUERY, query));
        message.setBody(page.body().orElse(null));
        due.sending();
        requests.nextIsFor(due.attempts().deadline());
    }

    /** The images of the page, or the one that was asked for. */
    public AssetPage read(Exchange exchange, @Variable("page") PageRequest due) throws IOException {
        byte[] reply = Replies.read(exchange.getMessage(), ReplyFormat.JSON, MOST_BYTES);
        AssetPage page = due.request().read(reply);
        due.answered(reply.length);
        return page;
    }
}
