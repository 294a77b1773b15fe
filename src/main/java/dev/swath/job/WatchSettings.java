package dev.swath.job;

import static dev.swath.job.Setting.ofProcess;

import java.util.List;

/** The settings for watching a process: health, metrics, dashboard, traces, log. */
final class WatchSettings {

    /** All of them. */
    static final List<Setting> ALL = List.of(
            ofProcess("health.port", "Port of the health checks of swath run; not set: none", "", "8081"),
            ofProcess("health.host", "Address that health.port listens on", "127.0.0.1", "0.0.0.0"),
            ofProcess(
                    "health.min-free-bytes",
                    "Free space that each folder written to must have for the process to be ready; 0 for none",
                    "1000000000",
                    "50000000000"),
            ofProcess("metrics", "Whether health.port serves metrics too", "true", "false"),
            ofProcess("dashboard.port", "Port of the dashboard (swath run --dashboard)", "8088", "80"),
            ofProcess("dashboard.host", "Address that dashboard.port listens on", "127.0.0.1", "0.0.0.0"),
            ofProcess(
                    "dashboard.token",
                    "Token that the dashboard's buttons ask for; not set: the buttons are disabled",
                    "",
                    "a-long-random-word"),
            ofProcess(
                    "tracing.endpoint",
                    "Address of an OpenTelemetry collector that receives traces of runs, by OTLP over HTTP; not"
                            + " set: no traces",
                    "",
                    "http://localhost:4318"),
            ofProcess("log.format", "Format of the log on standard error: text or json", "text", "json"),
            ofProcess(
                    "log.level",
                    "Level of Swath's own log: error, warn, info, debug or trace. LOGGER=LEVEL after it,"
                            + " separated by commas, sets other loggers, root=LEVEL all the rest",
                    "info",
                    "info,org.apache.camel=info"));

    private WatchSettings() {}
}
