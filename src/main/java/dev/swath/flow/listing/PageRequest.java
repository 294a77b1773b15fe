package dev.swath.flow.listing;

import dev.swath.earthengine.AssetPage;
import dev.swath.earthengine.ListRequest;
import dev.swath.earthengine.ReplyFormat;
import dev.swath.flow.request.Deadline;
import dev.swath.flow.request.ReplyBody;
import dev.swath.run.RunListener;
import dev.swath.run.RunTally;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** The request for one page of the listing, or for one image by its id. */
final class PageRequest extends ListingRequest {

    /** Far above any page: 1000 images of 26 bands take about 10 MB. */
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private final ListRequest request;

    PageRequest(ListRequest request, RunTally tally, RunListener listener, Deadline deadline) {
        super(tally, listener, deadline);
        this.request = request;
    }

    @Override
    void write(Message message) {
        message.setHeader(Exchange.HTTP_METHOD, request.method());
        message.setHeader(Exchange.HTTP_PATH, request.path());
        request.headers().forEach(message::setHeader);
        request.query().ifPresent(query -> message.setHeader(Exchange.HTTP_QUERY, query));
        message.setBody(request.body().orElse(null));
    }

    @Override
    public byte[] read(Message reply) throws IOException {
        return ReplyBody.read(reply, ReplyFormat.JSON, MOST_BYTES);
    }

    /** The images of the page, or the requested image. */
    @Override
    public AssetPage use(byte[] reply) throws IOException {
        AssetPage page = request.read(reply);
        answered(reply.length);
        return page;
    }
}
