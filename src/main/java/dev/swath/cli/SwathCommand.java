package dev.swath.cli;

import dev.swath.flow.request.Failures;
import dev.swath.job.Secrets;
import dev.swath.job.SettingException;
import dev.swath.job.Spelling;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line {@code swath}, with its commands. */
@Command(
        name = "swath",
        mixinStandardHelpOptions = true,
        versionProvider = SwathCommand.Version.class,
        description = "Scheduled ingestion of Earth Engine imagery.")
public final class SwathCommand {

    private static final List<Class<?>> COMMANDS = List.of(
            OnceCommand.class,
            RunCommand.class,
            CompareCommand.class,
            PlanCommand.class,
            NewCommand.class,
            RunsCommand.class,
            FailuresCommand.class,
            VerifyCommand.class,
            EmulatorCommand.class,
            ClusterDemoCommand.class);

    private SwathCommand() {}

    /**
     * Runs a command line and returns its exit code, whatever happens. Errors are reported in one line on standard
     * error. The log goes there, too, in the format that the command's settings choose once they are read.
     */
    @SuppressWarnings("DefaultCharset") // that of the streams
    public static int execute(String... arguments) {
        PrintWriter err = new PrintWriter(System.err, true);
        return reporting(err, () -> {
            Logging.begin();
            return commandLine(new PrintWriter(System.out, true), err, arguments)
                    .execute(arguments);
        });
    }

    /** The same with other writers in place of standard output and standard error. */
    static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        return reporting(err, () -> commandLine(out, err, arguments).execute(arguments));
    }

    /** Picocli sees to the exceptions of commands, and to nothing else. */
    private static int reporting(PrintWriter err, IntSupplier command) {
        try {
            return command.getAsInt();
        } catch (RuntimeException | Error e) {
            err.println("swath: " + Failures.cause(e));
            return ExitCode.FAILED;
        }
    }

    private static CommandLine commandLine(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine swath = new CommandLine(new SwathCommand());
        commands(arguments).forEach(command -> swath.addSubcommand(new CommandLine(command)));
        return swath.setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((failure, given) -> {
                    if (given.length == 0) {
                        failure.getCommandLine().usage(err);
                        return ExitCode.BAD_CONFIGURATION;
                    }
                    err.println("swath: " + Secrets.redact(failure.getMessage()) + "; " + remedy(failure));
                    return ExitCode.BAD_CONFIGURATION;
                })
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof SettingException) {
                        err.println("swath: " + failure.getMessage());
                        return ExitCode.BAD_CONFIGURATION;
                    }
                    err.println("swath: " + Failures.cause(failure));
                    return ExitCode.FAILED;
                });
    }

    /** The command that comes first, or all of them: picocli takes long to read what it does not need. */
    private static List<Class<?>> commands(String... arguments) {
        List<Class<?>> first = COMMANDS.stream()
                .filter(command -> arguments.length > 0
                        && command.getAnnotation(Command.class).name().equals(arguments[0]))
                .toList();
        return first.isEmpty() ? COMMANDS : first;
    }

    /** The command nearest to one that is not known, else where the known ones are listed. */
    private static String remedy(ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        return Optional.of(failure)
                .filter(UnmatchedArgumentException.class::isInstance)
                .map(unmatched ->
                        ((UnmatchedArgumentException) unmatched).getUnmatched().get(0))
                .flatMap(word -> Spelling.nearest(word, command.getSubcommands().keySet()))
                .map(near -> "did you mean '" + near + "'?")
                .orElse("see '" + command.getCommandSpec().qualifiedName() + " --help'");
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
