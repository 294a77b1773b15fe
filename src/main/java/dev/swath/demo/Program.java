package dev.swath.demo;

import java.util.List;
import java.util.Map;

/**
 * A program to start in a process of its own.
 *
 * @param name what it is called in messages, and its log: {@code worker-1}
 * @param command the program with its arguments, which everybody on the machine can read
 * @param environment variables that are added to those of this process; secrets belong here
 */
public record Program(String name, List<String> command, Map<String, String> environment) {

    /**
     * Checks the name and copies the rest.
     *
     * @throws IllegalArgumentException if the name can't be that of a file, or there is no command
     */
    public Program {
        if (!name.matches("[a-z0-9-]+") || command.isEmpty()) {
            throw new IllegalArgumentException("not a program: '" + name + "' " + command);
        }
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
