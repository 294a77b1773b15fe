package dev.swath.job;

import static dev.swath.job.Setting.ofProcess;

import java.util.List;

/** Settings of how a process is watched: health, metrics, dashboard, traces, log. */
final class WatchSettings {

    /** All of them. */
    static final List<Setting> ALL = List.of(
            ofProcess(
                    "health.port",
                    "Port on which swath run answers whether it is alive and ready; not set: none",
                    "",
                    "8081"),
            ofProcess("health.host", "Address at which it listens there", "127.0.0.1", "0.0.0.0"),
            ofProcess(
                    "health.min-free-bytes",
                    "Free space, of each folder that is written to, below which the process is not ready; 0 for none",
                    "1000000000",
                    "50000000000"),
            ofProcess("metrics", "Whether the port of health.port answers with metrics too", "true", "false"),
            ofProcess("dashboard.port", "Port of the dashboard of swath run --dashboard", "8088", "80"),
            ofProcess("dashboard.host", "Address at which it listens there", "127.0.0.1", "0.0.0.0"),
            ofProcess(
                    "dashboard.token",
                    "Secret that its buttons ask for; not set: they do nothing",
                    "",
                    "a-long-random-word"),
            ofProcess(
                    "tracing.endpoint",
                    "Address of an OpenTelemetry collector that gets the traces of runs, by OTLP over HTTP; not set:"
                            + " none are made",
                    "",
                    "http://localhost:4318"),
            ofProcess("log.format", "How the log is written to standard error: text or json", "text", "json"),
            ofProcess(
                    "log.level",
                    "Level of Swath's own log: error, warn, info, debug or trace; LOGGER=LEVEL after it, separated by"
                            + " commas, for others, root=LEVEL for all others",
                    "info",
                    "info,org.apache.camel=info"));

    private WatchSettings() {}
}
