package dev.swath.cli;

import dev.swath.job.SettingException;
import java.util.Map;
import java.util.Optional;

/** Camel's management server with nothing on it but the health checks. */
final class HealthServer {

    static final String PORT = "swath.health.port";
    private static final String HOST = "swath.health.host";

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
        ListeningAddress address = ListeningAddress.of(settings.require(HOST), HOST, port.get(), PORT);
        return Map.of(
                "camel.management.enabled",
                "true",
                "camel.management.healthCheckEnabled",
                "true",
                "camel.management.host",
                address.host(),
                "camel.management.port",
                String.valueOf(address.port()));
    }
}
