package dev.swath;

import dev.swath.cli.LogbackProvider;
import dev.swath.cli.SwathCommand;

/** Swath's entry point: {@code java -jar swath.jar COMMAND}. */
public final class Main {

    private static final int FAILED = 1;

    private Main() {}

    /** Runs a command and exits with its code: 0 done, 1 some images failed, 2 bad configuration, 3 no listing. */
    public static void main(String[] arguments) {
        // Quicklooks are made without a display, also where there is one and Java has no means to use it.
        System.setProperty("java.awt.headless", "true");
        // Named here, the log is not searched for in every jar.
        System.setProperty("slf4j.provider", LogbackProvider.class.getName());
        System.setProperty("slf4j.internal.verbosity", "WARN");
        int exitCode = FAILED;
        try {
            exitCode = SwathCommand.execute(arguments);
        } finally {
            // Threads of whatever had been started would keep a process alive whose command is over.
            System.exit(exitCode);
        }
    }
}
