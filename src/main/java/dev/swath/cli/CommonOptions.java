package dev.swath.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options of every command. */
final class CommonOptions {

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Overrides a setting, that of a job file too. May be given several times.")
    private Map<String, String> overrides = new LinkedHashMap<>();

    /** The settings of this command. From this call on, the log follows them. */
    MergedSettings settings() {
        MergedSettings settings = MergedSettings.load(overrides, System.getenv(), Installation.properties());
        Logging.begin(settings);
        return settings;
    }
}
