package dev.swath.cli;

import dev.swath.run.RunListener;
import java.io.Console;
import java.lang.reflect.InvocationTargetException;

/** Chooses how progress is shown. */
final class Terminal {

    private Terminal() {}

    /** A progress bar if standard input and output are a terminal; otherwise one plain line per image. */
    static RunListener listener() {
        return isInteractive() ? new TerminalBar(System.err) : new PlainLines();
    }

    @SuppressWarnings("SystemConsoleNull") // asked below whether it is a terminal
    private static boolean isInteractive() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // Since Java 22, System.console() returns a console without a terminal too, and a method tells them apart.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException beforeJava22) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("Console.isTerminal is public", e);
        }
    }
}
