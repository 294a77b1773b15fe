package dev.swath.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How processes of the packaged application are started.
 *
 * @param java the program {@code java} with its options
 * @param jar the packaged application, beside its libraries
 */
public record JavaCommand(List<String> java, Path jar) {

    /** Copies the options. */
    public JavaCommand {
        java = List.copyOf(java);
    }

    /** {@code java -jar swath.jar} with arguments. */
    public List<String> swath(List<String> arguments) {
        return command(List.of("-jar", jar.toString()), arguments);
    }

    /** Another class of the jar or of its libraries, with more options. */
    List<String> main(List<String> options, String main, List<String> arguments) {
        List<String> start = new ArrayList<>(options);
        start.addAll(List.of("-cp", jar.toString(), main));
        return command(start, arguments);
    }

    private List<String> command(List<String> start, List<String> arguments) {
        List<String> command = new ArrayList<>(java);
        command.addAll(start);
        command.addAll(arguments);
        return command;
    }
}
