package dev.swath.flow.listing;

import dev.swath.earthengine.ComputeValueRequest;
import dev.swath.earthengine.ReplyFormat;
import dev.swath.earthengine.compute.CloudShare;
import dev.swath.flow.request.Deadline;
import dev.swath.flow.request.ReplyBody;
import dev.swath.run.RunListener;
import dev.swath.run.RunTally;
import java.io.IOException;
import java.util.OptionalDouble;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Asks how much of an area is cloudy in an image. */
final class CloudShareRequest extends ListingRequest {

    private final ComputeValueRequest request;

    CloudShareRequest(ComputeValueRequest request, RunTally tally, RunListener listener, Deadline deadline) {
        super(tally, listener, deadline);
        this.request = request;
    }

    @Override
    void write(Message message) {
        message.setHeader(Exchange.HTTP_METHOD, "POST");
        message.setHeader(Exchange.HTTP_PATH, request.path());
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setBody(request.toJson());
    }

    @Override
    public byte[] read(Message reply) throws IOException {
        return ReplyBody.read(reply, ReplyFormat.JSON, ComputeValueRequest.MOST_BYTES);
    }

    /** The share in percent, which may be unknown. */
    @Override
    public Answer use(byte[] reply) throws IOException {
        Answer answer = new Answer(CloudShare.percent(request.read(reply)));
        answered(reply.length);
        return answer;
    }

    /**
     * What the service knows.
     *
     * @param percent of the pixels with data; empty if there is none
     */
    record Answer(OptionalDouble percent) {}
}
