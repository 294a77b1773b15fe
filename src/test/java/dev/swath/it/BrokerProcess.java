package dev.swath.it;

import dev.swath.demo.ClusterServices;
import dev.swath.demo.JavaCommand;
import dev.swath.demo.RunningProgram;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The broker of {@code ./swath cluster-demo} in a process of its own, with the class path of the tests. */
final class BrokerProcess implements Closeable {

    private final ClusterServices services;
    private RunningProgram process;
    private BrokerQueues queues;

    private BrokerProcess(ClusterServices services, RunningProgram process, BrokerQueues queues) {
        this.services = services;
        this.process = process;
        this.queues = queues;
    }

    /** Starts it with its journal below the folder. */
    static BrokerProcess start(Path folder) throws Exception {
        List<String> java = new ArrayList<>();
        java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        java.addAll(SwathProcess.FAST_START);
        java.add("-Xmx256m");
        ClusterServices services = new ClusterServices(folder, folder, new JavaCommand(java, classPath(folder)));
        try {
            RunningProgram process = services.startBroker();
            return new BrokerProcess(services, process, queues(services));
        } catch (Exception e) {
            services.close();
            throw e;
        }
    }

    private static BrokerQueues queues(ClusterServices services) throws Exception {
        return BrokerQueues.at(services.brokerPort(), ClusterServices.USER, services.password());
    }

    /**
     * Ends it at once, as a power cut would: SIGKILL. Then starts it with the journal that it has, on the same port.
     *
     * @param away how long after
     */
    void killAndStartAgain(Duration away) throws Exception {
        process.kill();
        process.close();
        queues.close();
        Thread.sleep(away.toMillis());
        process = services.startBroker();
        queues = queues(services);
    }

    /** A jar that holds nothing but the class path of the tests. */
    private static Path classPath(Path folder) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                                .map(entry -> Path.of(entry).toUri().toString())
                                .collect(Collectors.joining(" ")));
        Path jar = folder.resolve("broker.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream written = new JarOutputStream(file, manifest)) {
            written.finish();
        }
        return jar;
    }

    /** Its port on loopback. */
    int port() {
        return services.brokerPort();
    }

    /**
     * The login as settings of a profile.
     *
     * @param user what the client calls the name of its user: {@code user} or {@code username}
     */
    String login(String user) {
        return "\ncamel.beans.broker.%s = %s\ncamel.beans.broker.password = %s\n"
                .formatted(user, ClusterServices.USER, services.password());
    }

    /** How many messages a queue has. */
    long count(String queue) throws Exception {
        return queues.count(queue);
    }

    /** Removes the first message of a queue; empty if it has none. */
    byte[] take(String queue) throws Exception {
        return queues.take(queue);
    }

    /** Adds a message to a queue. */
    void put(String queue, byte[] body) throws Exception {
        queues.put(queue, body);
    }

    @Override
    public void close() {
        queues.close();
        services.close();
    }
}
