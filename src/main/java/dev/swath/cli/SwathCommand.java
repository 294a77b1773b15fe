package dev.swath.cli;

import dev.swath.flow.request.Failures;
import dev.swath.job.Secrets;
import dev.swath.job.SettingException;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command line: {@code swath once}, {@code run}, {@code compare}, {@code plan}, {@code new}, {@code runs},
 * {@code failures}, {@code emulator}. */
@Command(
        name = "swath",
        mixinStandardHelpOptions = true,
        versionProvider = SwathCommand.Version.class,
        description = "Scheduled ingestion of Earth Engine imagery.",
        subcommands = {
            OnceCommand.class,
            RunCommand.class,
            CompareCommand.class,
            PlanCommand.class,
            NewCommand.class,
            RunsCommand.class,
            FailuresCommand.class,
            EmulatorCommand.class
        })
public final class SwathCommand {

    private SwathCommand() {}

    /** The log goes to standard error; how, the settings of the command say once they are read. */
    public static void beginLog() {
        Logging.begin();
    }

    /** Runs a command line and returns its exit code; what went wrong is told in one line on standard error. */
    public static int execute(String... arguments) {
        return execute(new PrintWriter(System.out, true), new PrintWriter(System.err, true), arguments);
    }

    /** The same with other writers in the place of standard output and standard error. */
    static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new SwathCommand())
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((failure, given) -> {
                    String command = failure.getCommandLine().getCommandSpec().qualifiedName();
                    err.println(
                            "swath: " + Secrets.struckFrom(failure.getMessage()) + "; see '" + command + " --help'");
                    return ExitCode.BAD_CONFIGURATION;
                })
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof SettingException) {
                        err.println("swath: " + failure.getMessage());
                        return ExitCode.BAD_CONFIGURATION;
                    }
                    err.println("swath: " + Failures.cause(failure));
                    return ExitCode.FAILED;
                })
                .execute(arguments);
    }

    /** The version in the jar's manifest. */
    static String version() {
        return Optional.ofNullable(SwathCommand.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
    }

    /** Writes the version. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"swath " + version()};
        }
    }
}
