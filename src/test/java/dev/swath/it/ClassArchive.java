package dev.swath.it;

import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.it.SwathProcess.Result;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/** An archive of the classes that a run loads. A process that starts from it does not read and verify them again. */
final class ClassArchive {

    private ClassArchive() {}

    /** The command of a process with options of the virtual machine. */
    @FunctionalInterface
    private interface Start {
        List<String> command(List<String> options, String... arguments);
    }

    /**
     * Options of the virtual machine that start a process from the archive; none where the virtual machine makes no archives. It
     * is made by the first process of the tests that asks for it, once for each build of the jar.
     */
    static List<String> options() throws IOException, InterruptedException {
        return options("classes", SwathProcess::command);
    }

    /** Those of a process with the libraries of a cluster. */
    static List<String> optionsInCluster() throws IOException, InterruptedException {
        Path libraries = Libraries.ofCluster();
        return options(
                "cluster-classes",
                (options, arguments) -> SwathProcess.commandInCluster(options, libraries, arguments));
    }

    private static synchronized List<String> options(String name, Start start)
            throws IOException, InterruptedException {
        Path jar = SwathProcess.jar();
        Path archive = jar.resolveSibling(
                "%s-%d.jsa".formatted(name, Files.getLastModifiedTime(jar).toMillis()));
        try (FileChannel lock = FileChannel.open(
                jar.resolveSibling("classes.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            if (Files.notExists(archive)) {
                make(archive, start);
            }
        }
        return Files.exists(archive) ? List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:disable") : List.of();
    }

    private static void make(Path archive, Start start) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(archive.getParent(), "classes");
        Path made = folder.resolve("classes.jsa");
        try (ScriptedEarthEngine earthEngine = ScriptedEarthEngine.start().lists("a b")) {
            OtherFolder.fill(folder, earthEngine.url());
            List<String> options = List.of("-XX:ArchiveClassesAtExit=" + made, "-Xlog:disable");
            Result result = SwathProcess.run(folder, Map.of(), start.command(options, "once"));
            if (result.exitCode() != 0) {
                throw new IOException("the run whose classes are archived failed:\n" + result.err());
            }
        }
        if (Files.exists(made)) {
            Files.move(made, archive);
        }
    }
}
