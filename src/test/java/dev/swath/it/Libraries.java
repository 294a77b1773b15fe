package dev.swath.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The libraries of a Maven project, for a class path of their own. */
final class Libraries {

    private static final String COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";

    private Libraries() {}

    /**
     * Copies them.
     *
     * @param folder where to
     * @param project Maven's options that name the project, or a profile of Swath
     */
    static void copy(Path folder, String... project) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(project));
        arguments.addAll(List.of(COPY, "-DincludeScope=runtime", "-DoutputDirectory=" + folder));
        Example.maven(arguments.toArray(String[]::new));
    }
}
