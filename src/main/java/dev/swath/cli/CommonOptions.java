package dev.swath.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command has: the option {@code --set}, and where it prints. */
final class CommonOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Overrides a setting, that of a job file too. May be given several times.")
    private Map<String, String> overrides = new LinkedHashMap<>();

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "Reads application-NAME.properties too, whose settings beat those of application.properties.")
    private Optional<String> profile = Optional.empty();

    /** The command as picocli parsed it. */
    CommandLine commandLine() {
        return command.commandLine();
    }

    /** Where the command prints its result. */
    PrintWriter out() {
        return commandLine().getOut();
    }

    /** The settings of this command. From this call on, the log follows them. */
    MergedSettings settings() {
        MergedSettings settings = MergedSettings.load(overrides, System.getenv(), Installation.properties(profile));
        Logging.begin(settings);
        return settings;
    }
}
