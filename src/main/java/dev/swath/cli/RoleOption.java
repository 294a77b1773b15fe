package dev.swath.cli;

import dev.swath.flow.cluster.QueueSettings;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option {@code --role} of the commands that run jobs. */
final class RoleOption {

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description = "What this process does of the work of a cluster: scheduler, worker or all (swath.role).")
    private Optional<String> role = Optional.empty();

    /** The settings with the role that was given, if one was. */
    MergedSettings in(MergedSettings settings) {
        return role.map(given -> settings.with(Map.of(QueueSettings.ROLE, given)))
                .orElse(settings);
    }
}
