package dev.swath.flow;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * A reply of {@link ScriptedEarthEngine}.
 *
 * @param status HTTP status
 * @param headers of the reply
 * @param body all of its bytes
 * @param sent how many of them are sent before the connection is closed
 * @param stall what is waited for before it is closed; at 0 from the start, nothing is
 */
public record ScriptedReply(int status, Map<String, String> headers, byte[] body, int sent, CountDownLatch stall) {

    private static final CountDownLatch NONE = new CountDownLatch(0);

    /** The requested pixels. */
    public static ScriptedReply pixels(ScriptedRequest request) {
        return bytes("image/tiff", ScriptedImages.pixels(request));
    }

    /** Fewer pixels than requested, in a complete file. */
    public static ScriptedReply onePixelLess(ScriptedRequest request) {
        return bytes("image/tiff", ScriptedImages.pixels(request, -1));
    }

    /** A successful reply. */
    public static ScriptedReply bytes(String type, byte[] body) {
        return new ScriptedReply(200, Map.of("Content-Type", type), body, body.length, NONE);
    }

    /** A reply of JSON. */
    public static ScriptedReply json(String body) {
        return bytes("application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    /** A page of a proxy, with status 200. */
    public static ScriptedReply html() {
        return bytes("text/html", "<html><body>Please log in</body></html>".getBytes(StandardCharsets.UTF_8));
    }

    /** An error in Google's shape. */
    public static ScriptedReply error(int code, String status, String message) {
        String body =
                "{\"error\": {\"code\": %d, \"message\": \"%s\", \"status\": \"%s\"}}".formatted(code, message, status);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new ScriptedReply(code, Map.of("Content-Type", "application/json"), bytes, bytes.length, NONE);
    }

    /** With one more header. */
    public ScriptedReply with(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new ScriptedReply(status, more, body, sent, stall);
    }

    /** With another body. */
    public ScriptedReply withBody(byte[] other) {
        return new ScriptedReply(status, headers, other, other.length, stall);
    }

    /** Cut off in the middle. */
    public ScriptedReply cut() {
        return new ScriptedReply(status, headers, body, body.length / 2, stall);
    }

    /** With another status. */
    public ScriptedReply withStatus(int other) {
        return new ScriptedReply(other, headers, body, sent, stall);
    }

    /** Stands still in its middle until there is nothing more to wait for, and ends there. */
    public ScriptedReply stalledBy(CountDownLatch latch) {
        return new ScriptedReply(status, headers, body, body.length / 2, latch);
    }

    void send(HttpExchange exchange) throws IOException, InterruptedException {
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body, 0, sent);
        exchange.getResponseBody().flush();
        stall.await();
    }
}
