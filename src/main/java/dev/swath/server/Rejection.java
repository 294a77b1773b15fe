package dev.swath.server;

import java.util.Map;

/**
 * Why a request is rejected.
 *
 * @param status of HTTP
 * @param message one line for the client
 * @param headers of the reply, besides those of every reply
 */
public record Rejection(int status, String message, Map<String, String> headers) {

    public Rejection {
        headers = Map.copyOf(headers);
    }

    static Rejection of(int status, String message) {
        return new Rejection(status, message, Map.of());
    }
}
