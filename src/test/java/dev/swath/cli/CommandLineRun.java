package dev.swath.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * A command line that was run in this process, in the folder of the project.
 *
 * @param exitCode its exit code
 * @param out what it wrote to standard output, without the log
 * @param err what it wrote to standard error, without the log
 */
record CommandLineRun(int exitCode, String out, String err) {

    static CommandLineRun swath(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = SwathCommand.execute(new PrintWriter(out), new PrintWriter(err), arguments);
        return new CommandLineRun(exitCode, out.toString(), err.toString());
    }
}
