package dev.swath.cli;

import dev.swath.job.SettingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;

/** Camel's management server with nothing on it but the health checks. */
final class HealthServer {

    private static final String PORT = "swath.health.port";
    private static final String HOST = "swath.health.host";
    private static final int MOST = 65_535;

    private HealthServer() {}

    /**
     * Camel's keys for it; none where no port is set.
     *
     * @throws SettingException if the port or the address can't be listened on
     */
    static Map<String, String> properties(Settings settings) {
        Optional<String> port = settings.get(PORT);
        if (port.isEmpty()) {
            return Map.of();
        }
        String host = settings.require(HOST);
        requireFree(host, number(port.get()));
        return Map.of(
                "camel.management.enabled",
                "true",
                "camel.management.healthCheckEnabled",
                "true",
                "camel.management.host",
                host,
                "camel.management.port",
                port.get());
    }

    private static int number(String port) {
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > MOST) {
            throw new SettingException(PORT, port, "is no port; write a whole number from 1 to " + MOST);
        }
        return Integer.parseInt(port);
    }

    /** Camel would say so too, but not which setting it is about. */
    private static void requireFree(String host, int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(host))) {
            socket.getLocalPort();
        } catch (IOException e) {
            throw new SettingException(
                    PORT,
                    String.valueOf(port),
                    "can't be listened on at " + host + " (" + e.getMessage() + ")"
                            + "; name a free port, or another address in " + HOST);
        }
    }
}
