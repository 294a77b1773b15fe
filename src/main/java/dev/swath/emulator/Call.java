package dev.swath.emulator;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A request on its connection: reads its body, and sends the reply as fast as the client reads it. */
final class Call implements Client {

    private static final int PIECE = 1 << 16;

    private final HttpServerRequest request;
    private final AtomicBoolean gone = new AtomicBoolean();
    private Runnable whenGone = () -> {};

    Call(HttpServerRequest request) {
        this.request = request;
        request.response().closeHandler(closed -> leave());
        request.response().exceptionHandler(broken -> leave());
    }

    private void leave() {
        if (!request.response().ended() && gone.compareAndSet(false, true)) {
            whenGone.run();
        }
    }

    /** Sets what to do if the client disconnects before its reply is complete; called on the thread of the connection. */
    void whenGone(Runnable action) {
        whenGone = action;
    }

    @Override
    public boolean isGone() {
        return gone.get();
    }

    HttpServerRequest request() {
        return request;
    }

    HttpServerResponse response() {
        return request.response();
    }

    /** Reads the body: at most this many bytes, and one more if it is longer. */
    void body(int most, Consumer<byte[]> taker) {
        Buffer body = Buffer.buffer();
        request.handler(piece -> {
            int room = most + 1 - body.length();
            if (room > 0) {
                body.appendBuffer(piece, 0, Math.min(room, piece.length()));
            }
        });
        request.endHandler(whole -> taker.accept(body.getBytes()));
        request.exceptionHandler(broken -> leave());
    }

    /** Sends a complete reply. */
    void send(Reply reply) {
        HttpServerResponse response = head(reply);
        response.putHeader("Content-Length", String.valueOf(reply.body().length));
        if (request.method().equals(HttpMethod.HEAD)) {
            response.end();
        } else {
            pieces(reply.body(), 0);
        }
    }

    /** Sets status and headers, except the length, of a response that is not sent yet. */
    HttpServerResponse head(Reply reply) {
        HttpServerResponse response = response();
        response.setStatusCode(reply.status() == 0 ? 200 : reply.status());
        response.putHeader("Content-Type", reply.contentType());
        reply.headers().forEach(response::putHeader);
        return response;
    }

    private void pieces(byte[] body, int from) {
        HttpServerResponse response = response();
        int at = from;
        while (at < body.length) {
            if (isGone()) {
                return;
            }
            if (response.writeQueueFull()) {
                int next = at;
                response.drainHandler(drained -> pieces(body, next));
                return;
            }
            int length = Math.min(PIECE, body.length - at);
            response.write(Buffer.buffer(length).appendBytes(body, at, length));
            at += length;
        }
        response.end();
    }

    /** Closes the connection before the reply is complete or even begun. */
    void breakOff() {
        request.connection().close();
    }
}
