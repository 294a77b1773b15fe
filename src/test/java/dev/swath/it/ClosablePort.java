package dev.swath.it;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A port of loopback that hands everything on to another one while it is open. While it is closed, nobody can connect. */
final class ClosablePort implements Closeable {

    private static final int BACKLOG = 64;

    private final int target;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> connected = ConcurrentHashMap.newKeySet();
    private ServerSocket server;

    private ClosablePort(int target, ServerSocket server) {
        this.target = target;
        this.server = server;
    }

    /** Opens one to another port. */
    static ClosablePort to(int target) throws IOException {
        ClosablePort port = new ClosablePort(target, listen(0));
        port.accept(port.server);
        return port;
    }

    private static ServerSocket listen(int port) throws IOException {
        ServerSocket server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        return server;
    }

    /** Its number, which stays. */
    synchronized int number() {
        return server.getLocalPort();
    }

    /** Closes it, and cuts every connection through it. */
    synchronized void shut() throws IOException {
        server.close();
        for (Socket socket : connected) {
            socket.close();
        }
    }

    /** Opens it again. */
    synchronized void open() throws IOException {
        server = listen(server.getLocalPort());
        accept(server);
    }

    private void accept(ServerSocket from) {
        threads.execute(() -> {
            boolean open = true;
            while (open) {
                try {
                    connect(from, from.accept());
                } catch (IOException e) {
                    // What it leads to may not be there, which is no reason to close.
                    open = !from.isClosed();
                }
            }
        });
    }

    private void connect(ServerSocket from, Socket client) throws IOException {
        connected.add(client);
        try {
            Socket other = new Socket(InetAddress.getLoopbackAddress(), target);
            connected.add(other);
            threads.execute(() -> handOn(client, other));
            threads.execute(() -> handOn(other, client));
        } catch (IOException e) {
            close(client);
            throw e;
        }
        if (from.isClosed()) {
            shut();
        }
    }

    private void handOn(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One of both is gone.
            return;
        } finally {
            close(from);
            close(to);
        }
    }

    private void close(Socket socket) {
        connected.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            // It can't be used any more, which is all that is asked for.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        shut();
        threads.shutdownNow();
    }
}
