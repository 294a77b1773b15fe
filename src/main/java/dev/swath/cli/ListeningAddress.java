package dev.swath.cli;

import dev.swath.job.SettingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/**
 * Where a server of this process listens.
 *
 * @param host name or address
 * @param port from 1 to 65535
 */
record ListeningAddress(String host, int port) {

    private static final int MOST = 65_535;

    /**
     * An address that can be listened on. Camel would also report a failure, but not which setting is wrong.
     *
     * @throws SettingException if listening is not possible, or the port is not valid
     */
    static ListeningAddress of(String host, String hostKey, String port, String portKey) {
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > MOST) {
            throw new SettingException(portKey, port, "is not a port; write a whole number from 1 to " + MOST);
        }
        ListeningAddress address = new ListeningAddress(host, Integer.parseInt(port));
        try (ServerSocket socket = new ServerSocket(address.port, 1, InetAddress.getByName(host))) {
            socket.getLocalPort();
            return address;
        } catch (IOException e) {
            throw new SettingException(
                    portKey,
                    port,
                    "can't be opened at " + host + " (" + e.getMessage()
                            + "); choose a free port, or another address in " + hostKey);
        }
    }

    /** Whether only this machine can reach it; false if its name is unknown. */
    boolean isLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** The URL for a browser. */
    String url() {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/";
    }
}
