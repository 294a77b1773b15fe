package dev.swath.network;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Connects through a proxy by CONNECT (RFC 9110, section 9.3.6), for protocols other than HTTP. */
public final class ConnectTunnel {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.\\d (\\d{3})(?: ([^\r\n]*))?\r?\n(?s:.*)");
    private static final int MOST_HEADER_BYTES = 16 << 10;
    private static final int OK = 2;

    private ConnectTunnel() {}

    /**
     * Connects to a host.
     *
     * @param longest time to connect to the proxy, and for each byte of its answer
     * @return a socket whose other end is the host, with that limit for reading
     * @throws ProxyFailure if the proxy can't be reached or refuses
     */
    public static Socket open(ProxyServer proxy, String host, int port, Duration longest) throws ProxyFailure {
        String target = (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        int millis = Math.toIntExact(longest.toMillis());
        Socket socket = new Socket();
        try {
            // An address, since a name that is not found has no message of its own.
            socket.connect(new InetSocketAddress(InetAddress.getByName(proxy.host()), proxy.port()), millis);
            socket.setSoTimeout(millis);
            socket.getOutputStream().write(request(proxy, target).getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            require(proxy, target, header(socket.getInputStream()));
            return socket;
        } catch (ProxyFailure e) {
            closeQuietly(socket, e);
            throw e;
        } catch (IOException e) {
            closeQuietly(socket, e);
            throw ProxyFailure.unreachable(proxy, e);
        }
    }

    private static String request(ProxyServer proxy, String target) {
        String login = proxy.login()
                .map(given -> "Proxy-Authorization: " + given.basic() + "\r\n")
                .orElse("");
        return "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n" + login + "\r\n";
    }

    private static void require(ProxyServer proxy, String target, String header) throws IOException {
        Matcher status = STATUS.matcher(header);
        if (!status.matches()) {
            throw new IOException("its answer is not HTTP");
        }
        int code = Integer.parseInt(status.group(1));
        if (code / 100 != OK) {
            throw ProxyFailure.refused(proxy, target, code, status.group(2) == null ? "" : status.group(2));
        }
    }

    /** To the empty line and no byte further: what follows comes from the host. */
    private static String header(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n", text.length() - 4) < 0 && text.indexOf("\n\n", text.length() - 2) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("it closed the connection");
            }
            if (text.length() >= MOST_HEADER_BYTES) {
                throw new IOException("its answer does not end");
            }
            text.append((char) next);
        }
        return text.toString();
    }

    private static void closeQuietly(Socket socket, IOException failure) {
        try {
            socket.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
