package dev.swath.flow.store;

import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Proxy;
import com.jcraft.jsch.SocketFactory;
import dev.swath.network.ConnectTunnel;
import dev.swath.network.ProxyServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;

/** Connects to an SFTP server through the proxy. One connection at a time, as the SSH library asks for it. */
final class SftpProxy implements Proxy {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final ProxyServer proxy;
    private Socket socket = new Socket();

    /** @param proxy connects */
    SftpProxy(ProxyServer proxy) {
        this.proxy = proxy;
    }

    @Override
    public void connect(SocketFactory ignored, String host, int port, int millis) throws JSchException {
        try {
            socket = ConnectTunnel.open(proxy, host, port, millis > 0 ? Duration.ofMillis(millis) : LONGEST);
            socket.setSoTimeout(millis);
        } catch (IOException e) {
            throw new JSchException(e.getMessage(), e);
        }
    }

    @Override
    public InputStream getInputStream() {
        try {
            return socket.getInputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public OutputStream getOutputStream() {
        try {
            return socket.getOutputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Socket getSocket() {
        return socket;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
