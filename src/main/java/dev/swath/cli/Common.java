package dev.swath.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options that every command has. */
final class Common {

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Overrides a setting, that of a job file too. May be given several times.")
    private Map<String, String> overrides = new LinkedHashMap<>();

    /** The settings that hold for this command; from now on its log is as they say. */
    Settings settings() {
        Settings settings = Settings.load(overrides, System.getenv(), Home.properties());
        Logging.begin(settings);
        return settings;
    }
}
