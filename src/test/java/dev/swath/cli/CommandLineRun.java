package dev.swath.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A command line that was run in this process, in the folder of the project.
 *
 * @param exitCode its exit code
 * @param out what it wrote to standard output, without the log
 * @param err what it wrote to standard error, without the log
 */
public record CommandLineRun(int exitCode, String out, String err) {

    /** Runs a command on the default job, over a small area at the bands' own resolution. */
    static CommandLineRun smallJob(URI earthEngine, Path output, String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command));
        for (String setting : List.of(
                "earth-engine.url=" + earthEngine,
                "area=centre 8.3958,-82.4350 side 0.005",
                "scale=",
                "retry.delay=1ms",
                "output=" + output)) {
            arguments.add("--set");
            arguments.add("swath." + setting);
        }
        arguments.addAll(List.of(more));
        return swath(arguments.toArray(String[]::new));
    }

    /** Runs a command. */
    public static CommandLineRun swath(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = SwathCommand.execute(new PrintWriter(out), new PrintWriter(err), arguments);
        return new CommandLineRun(exitCode, out.toString(), err.toString());
    }
}
