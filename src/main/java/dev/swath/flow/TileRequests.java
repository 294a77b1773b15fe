package dev.swath.flow;

import dev.swath.run.RunListener;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Variable;

/** One tile, from and to HTTP. */
public final class TileRequests {

    private final Replies replies;
    private final RunListener listener;

    TileRequests(Replies replies, RunListener listener) {
        this.replies = replies;
        this.listener = listener;
    }

    /** Sets path, content type and body of the request. */
    public void address(Exchange exchange, @Variable("tile") TileRequest tile) {
        Message message = exchange.getMessage();
        message.setHeader(Exchange.HTTP_PATH, tile.path());
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setBody(tile.json());
        tile.sending();
    }

    /** Makes the reply part of the image. */
    public void assemble(Exchange exchange, @Variable("tile") TileRequest tile) throws IOException {
        tile.arrived(replies.read(exchange.getMessage(), tile.mostBytes()));
        ImageTask task = tile.download().task();
        listener.fetched(task.run(), task.image().id());
        exchange.getMessage().setBody(null);
    }
}
