package dev.swath.server;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Requests as bytes, which no proper client would send. */
public final class RawHttp {

    private static final int LIMIT_MILLIS = 30_000;

    private RawHttp() {}

    /** Everything that a server of this machine sends until it closes the connection, one character for each byte. */
    public static String send(int port, String request) throws IOException {
        try (Socket socket = open(port, request)) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** A connection on which this was sent. */
    public static Socket open(int port, String request) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(LIMIT_MILLIS);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return socket;
    }

    /** A request of a method and path with further header lines, after which the connection ends. */
    public static String request(String method, String path, String... headers) {
        StringBuilder text = new StringBuilder(method + ' ' + path + " HTTP/1.1\r\nHost: localhost\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        return text + "Connection: close\r\n\r\n";
    }
}
