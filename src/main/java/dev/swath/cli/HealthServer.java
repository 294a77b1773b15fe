package dev.swath.cli;

import dev.swath.job.SettingException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Camel's management server with the health checks and the metrics. */
final class HealthServer {

    static final String PORT = "swath.health.port";
    private static final String HOST = "swath.health.host";
    private static final String METRICS = "swath.metrics";
    /** The meters of the process itself. */
    private static final String BINDERS = "jvm-memory,jvm-gc,jvm-thread,processor,uptime,file-descriptor";

    private HealthServer() {}

    /**
     * Camel's properties for the server; empty if no port is set.
     *
     * @throws SettingException if the server can't listen on the port or the address
     */
    static Map<String, String> properties(MergedSettings settings) {
        Optional<String> port = settings.get(PORT);
        if (port.isEmpty()) {
            return Map.of();
        }
        ListeningAddress address = ListeningAddress.of(settings.require(HOST), HOST, port.get(), PORT);
        Map<String, String> camel = new HashMap<>();
        camel.put("camel.management.enabled", "true");
        camel.put("camel.management.healthCheckEnabled", "true");
        // The outcome of the last runs is reported also if everything is well.
        camel.put("camel.health.exposureLevel", "full");
        camel.put("camel.management.host", address.host());
        camel.put("camel.management.port", String.valueOf(address.port()));
        if (settings.require(METRICS).equals("true")) {
            camel.putAll(metrics());
        }
        return camel;
    }

    /** Camel's own meter for each endpoint is left out: its label is the address, which may have a password. */
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
}
