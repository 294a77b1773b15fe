package dev.swath.flow.download;

import dev.swath.earthengine.ReplyFormat;
import dev.swath.flow.request.Replies;
import dev.swath.flow.request.RequestsInFlight;
import dev.swath.flow.runs.ImageTask;
import dev.swath.run.RunListener;
import java.io.IOException;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Variable;

/** One tile, from and to HTTP. */
public final class TileRequests {

    private final RequestsInFlight requests;
    private final RunListener listener;

    public TileRequests(RequestsInFlight requests, RunListener listener) {
        this.requests = requests;
        this.listener = listener;
    }

    /** What an earlier run has kept of the tile; a reply to the whole is part of the image now. */
    public TileRequest.Kept resume(@Variable("tile") TileRequest tile) throws IOException {
        TileRequest.Kept kept = tile.resume();
        if (kept == TileRequest.Kept.WHOLE) {
            fetched(tile);
        }
        return kept;
    }

    private void fetched(TileRequest tile) {
        ImageTask task = tile.download().task();
        listener.fetched(task.run(), task.image().id());
    }

    /** Sets path, content type and body of the request. */
    public void address(Exchange exchange, @Variable("tile") TileRequest tile) {
        Message message = exchange.getMessage();
        message.setHeader(Exchange.HTTP_PATH, tile.path());
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        // The pixels are compressed already.
        message.setHeader("Accept-Encoding", "identity");
        message.setBody(tile.json());
        tile.sending();
        requests.nextIsFor(tile.attempts().deadline());
    }

    /** Reads the reply to its last byte. */
    public byte[] read(Exchange exchange, @Variable("tile") TileRequest tile) throws IOException {
        byte[] reply = Replies.read(exchange.getMessage(), ReplyFormat.GEO_TIFF, tile.mostBytes());
        tile.arrived();
        return reply;
    }

    /** The tile in smaller requests, where the service finds it too large; their tries are counted anew. */
    public List<TileRequest> parts(Exchange exchange, @Variable("tile") TileRequest tile) {
        exchange.getMessage().removeHeaders("*");
        return tile.parts();
    }

    /** Makes the reply part of the image. */
    public void assemble(Exchange exchange, @Body byte[] reply, @Variable("tile") TileRequest tile) throws IOException {
        tile.assemble(reply);
        fetched(tile);
        exchange.getMessage().setBody(null);
    }
}
