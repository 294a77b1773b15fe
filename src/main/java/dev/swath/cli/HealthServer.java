package dev.swath.cli;

import dev.swath.job.SettingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Camel's management server, with the health checks and the metrics on it. */
final class HealthServer {

    private static final String PORT = "swath.health.port";
    private static final String HOST = "swath.health.host";
    private static final String METRICS = "swath.metrics";
    /** What is told of the process itself. */
    private static final String BINDERS = "jvm-memory,jvm-gc,jvm-thread,processor,uptime,file-descriptor";

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
        Map<String, String> camel = new HashMap<>();
        camel.put("camel.management.enabled", "true");
        camel.put("camel.management.healthCheckEnabled", "true");
        // How the last runs have ended is told where all is well too.
        camel.put("camel.health.exposureLevel", "full");
        camel.put("camel.management.host", host);
        camel.put("camel.management.port", port.get());
        if (settings.require(METRICS).equals("true")) {
            camel.putAll(metrics());
        }
        return camel;
    }

    /** Without Camel's own count of each endpoint, whose label is its address, which may hold a password. */
    private static Map<String, String> metrics() {
        return Map.of(
                "camel.management.metricsEnabled",
                "true",
                "camel.metrics.enabled",
                "true",
                "camel.metrics.enableExchangeEventNotifier",
                "false",
                "camel.metrics.binders",
                BINDERS);
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
