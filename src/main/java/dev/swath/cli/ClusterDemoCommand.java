package dev.swath.cli;

import dev.swath.demo.ClusterDemo;
import dev.swath.demo.DemoException;
import dev.swath.demo.DemoResult;
import dev.swath.demo.DemoSettings;
import dev.swath.demo.JavaCommand;
import dev.swath.job.SettingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "cluster-demo",
        mixinStandardHelpOptions = true,
        description = {
            "Shows a cluster on this machine: PostgreSQL, a broker, the emulator, two schedulers and three workers, each in"
                    + " a process of its own on loopback. Runs the job david-chiriqui over the workers, kills one"
                    + " meanwhile, prints the summary and stops everything."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all images are stored and sound",
            "1:some images failed, or something did not start",
            "2:an argument is wrong"
        })
final class ClusterDemoCommand implements Callable<Integer> {

    private static final String JOB = "david-chiriqui";
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final String OF_THE_BROKER = "org.apache.activemq.artemis.core.server.ActiveMQServer";

    @Spec
    private CommandSpec command;

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description = "Folder for everything that is written, new or empty (default: a new one among the temporary"
                    + " files of the system).")
    private Optional<Path> folder = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "Overrides a setting of the job, such as swath.scale=10 for smaller images. May be given several times.")
    private Map<String, String> overrides = new LinkedHashMap<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logging.begin(MergedSettings.load(Map.of(LogLevels.KEY, "warn"), Map.of(), List.of()));
        MergedSettings.load(overrides, Map.of(), List.of());
        String profile = Files.readString(Installation.find("application-cluster.properties"));
        JavaCommand java = java();
        Path place = place();
        DemoSettings demo = new DemoSettings(place, java, profile, JOB, overrides, LIMIT);
        PrintWriter out = command.commandLine().getOut();
        AtomicBoolean interrupted = new AtomicBoolean();
        ClusterDemo cluster = new ClusterDemo(demo, line -> print(out, line));
        Thread stop = new Thread(
                () -> {
                    interrupted.set(true);
                    print(out, "stopping …");
                    end(cluster, place, out);
                },
                "cluster-demo-stop");
        Runtime.getRuntime().addShutdownHook(stop);
        int code = run(cluster, out, interrupted);
        if (!interrupted.get()) {
            end(cluster, place, out);
            forget(stop);
        }
        return code;
    }

    private int run(ClusterDemo cluster, PrintWriter out, AtomicBoolean interrupted)
            throws IOException, InterruptedException {
        try {
            DemoResult result = cluster.run();
            print(out, "");
            print(out, result.summary());
            print(out, result.verified());
            print(out, "");
            return result.exitCode();
        } catch (DemoException e) {
            // What is being stopped seems to fail.
            if (!interrupted.get()) {
                command.commandLine().getErr().println("swath: " + e.getMessage());
            }
            return ExitCode.FAILED;
        }
    }

    private static void end(ClusterDemo cluster, Path place, PrintWriter out) {
        cluster.close();
        print(out, "everything is stopped; images, logs, database and journal are in " + place);
    }

    private static void forget(Thread stop) {
        try {
            Runtime.getRuntime().removeShutdownHook(stop);
        } catch (IllegalStateException e) {
            // The process is ending, and stops what is stopped already.
            return;
        }
    }

    private static void print(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }

    /** A new folder, or an empty one. */
    private Path place() throws IOException {
        if (folder.isEmpty()) {
            Path place = Files.createTempDirectory("swath-cluster-demo-");
            // PostgreSQL, which does not run as root, has a folder inside.
            Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwx--x--x"));
            return place;
        }
        Path place = folder.get().toAbsolutePath().normalize();
        try {
            Files.createDirectories(place);
            try (Stream<Path> files = Files.list(place)) {
                if (files.findAny().isPresent()) {
                    throw new SettingException("--folder", place.toString(), "is not empty; name a new one");
                }
            }
        } catch (FileAlreadyExistsException e) {
            throw new SettingException("--folder", place.toString(), "is not a folder; name a new one");
        }
        return place;
    }

    /** The processes run on what this one runs on: the same Java, its options, and the same jar. */
    private JavaCommand java() {
        try {
            Class.forName(OF_THE_BROKER);
            Path jar = Path.of(ClusterDemo.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (!Files.isRegularFile(jar)) {
                throw new ClassNotFoundException("not packaged");
            }
            List<String> java = new ArrayList<>();
            java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            java.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
            return new JavaCommand(java, jar);
        } catch (ClassNotFoundException | URISyntaxException e) {
            throw new ParameterException(
                    command.commandLine(),
                    "the broker's libraries are missing: start ./swath cluster-demo in a checkout of the sources, where Maven"
                            + " fetches them",
                    e);
        }
    }
}
