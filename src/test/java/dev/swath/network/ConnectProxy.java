package dev.swath.network;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A proxy that connects by CONNECT, and hands on requests for plain http. It alone knows where the hosts of a test are: to go
 * around it, a client would have to find a name that no name server has. Listens on a loopback port.
 */
public final class ConnectProxy implements Closeable {

    private static final Pattern REQUEST = Pattern.compile("(\\S+) (\\S+) HTTP/1\\.1\r\n(?s:(.*))");
    private static final Pattern LOGIN = Pattern.compile("(?i)proxy-authorization: Basic (\\S+)");

    private final ServerSocket server;
    private final Optional<String> login;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Integer> hosts = new ConcurrentHashMap<>();
    private final List<String> targets = new CopyOnWriteArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final AtomicReference<String> answer = new AtomicReference<>("");

    private ConnectProxy(ServerSocket server, Optional<String> login) {
        this.server = server;
        this.login = login;
    }

    /** Starts one that asks for nothing. */
    public static ConnectProxy start() throws IOException {
        return start(Optional.empty());
    }

    /** Starts one that connects only those who say {@code user:password}. */
    public static ConnectProxy start(String login) throws IOException {
        return start(Optional.of(login));
    }

    private static ConnectProxy start(Optional<String> login) throws IOException {
        ConnectProxy proxy = new ConnectProxy(new ServerSocket(0, 64, InetAddress.getLoopbackAddress()), login);
        proxy.threads.execute(proxy::accept);
        return proxy;
    }

    /** Knows a host by this name, on a port of this machine; whatever port a client names. */
    public ConnectProxy knows(String host, int port) {
        hosts.put(host, port);
        return this;
    }

    /** Answers every request with this status line, such as {@code 403 Forbidden}. */
    public ConnectProxy answers(String status) {
        answer.set(status);
        return this;
    }

    /** Its port. */
    public int port() {
        return server.getLocalPort();
    }

    /** Its address without a login. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** Its address with a login. */
    public String url(String userAndPassword) {
        return "http://" + userAndPassword + "@127.0.0.1:" + port();
    }

    /** What it connected to, {@code host:port}, in the order of the requests. */
    public List<String> targets() {
        return List.copyOf(targets);
    }

    /** What it was asked for without the right login. */
    public List<String> refused() {
        return List.copyOf(refused);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            while (serveOne(client)) {
                // The next request of the connection, which was refused once.
            }
        } catch (IOException e) {
            // A client or a server that went away.
        }
    }

    private boolean serveOne(Socket client) throws IOException {
        Matcher request = REQUEST.matcher(header(client.getInputStream()));
        if (!request.matches()) {
            return false;
        }
        boolean tunnel = request.group(1).equals("CONNECT");
        URI uri = URI.create((tunnel ? "tunnel://" : "") + request.group(2));
        String target = uri.getHost() + ":" + uri.getPort();
        OutputStream out = client.getOutputStream();
        if (!answer.get().isEmpty()) {
            out.write(("HTTP/1.1 " + answer.get() + "\r\nContent-Length: 0\r\n\r\n").getBytes(ISO_8859_1));
            return tunnel;
        }
        if (login.isPresent() && !login.equals(saidLogin(request.group(3)))) {
            refused.add(target);
            out.write(("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"test\"\r\n"
                            + "Content-Length: 0\r\n\r\n")
                    .getBytes(ISO_8859_1));
            return tunnel;
        }
        Integer port = hosts.get(uri.getHost());
        if (port == null) {
            out.write("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n".getBytes(ISO_8859_1));
            return tunnel;
        }
        targets.add(target);
        try (Socket host = new Socket(InetAddress.getLoopbackAddress(), port)) {
            if (tunnel) {
                out.write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(ISO_8859_1));
            } else {
                String headers = request.group(3).replaceAll("(?im)^(proxy-.*|connection:.*)\r\n", "");
                host.getOutputStream()
                        .write((request.group(1) + " " + uri.getRawPath() + " HTTP/1.1\r\nConnection: close\r\n"
                                        + headers)
                                .getBytes(ISO_8859_1));
            }
            threads.execute(() -> copy(client, host));
            host.getInputStream().transferTo(out);
        }
        return false;
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // Either has gone away, which the other direction notices.
        }
    }

    private static Optional<String> saidLogin(String headers) {
        Matcher said = LOGIN.matcher(headers);
        return said.find()
                ? Optional.of(new String(Base64.getDecoder().decode(said.group(1)), UTF_8))
                : Optional.empty();
    }

    private static String header(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            text.append((char) next);
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
