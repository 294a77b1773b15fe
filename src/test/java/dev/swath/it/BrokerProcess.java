package dev.swath.it;

import dev.swath.RouteFile;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** ActiveMQ Artemis in a process of its own, with libraries of its own: {@code src/test/broker}. */
final class BrokerProcess implements Closeable {

    private static final long LIMIT_NANOSECONDS = 60_000_000_000L;

    private final Process process;
    private final BufferedReader answers;
    private final Writer questions;
    private final Path log;
    private final int port;

    private BrokerProcess(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        questions = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** Starts it with its journal below the folder. */
    static BrokerProcess start(Path folder) throws IOException, InterruptedException {
        Path sources = RouteFile.projectFolder().resolve("src/test/broker");
        Path libraries =
                Libraries.copy(RouteFile.projectFolder().resolve("target/broker/lib"), sources.resolve("pom.xml"));
        int port = FreePort.find();
        Path log = folder.resolve("broker.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        libraries + "/*",
                        sources.resolve("Broker.java").toString(),
                        String.valueOf(port),
                        folder.resolve("broker").toString())
                .redirectError(log.toFile())
                .start();
        BrokerProcess broker = new BrokerProcess(process, log, port);
        broker.answer();
        return broker;
    }

    /** Its port on loopback. */
    int port() {
        return port;
    }

    /** How many messages a queue has. */
    int count(String queue) throws IOException, InterruptedException {
        return Integer.parseInt(ask("count " + queue));
    }

    /** Removes the first message of a queue; empty if it has none. */
    byte[] take(String queue) throws IOException, InterruptedException {
        return Base64.getDecoder().decode(ask("take " + queue));
    }

    /** Adds a message to a queue. */
    void put(String queue, byte[] body) throws IOException, InterruptedException {
        ask("put " + queue + " " + Base64.getEncoder().encodeToString(body));
    }

    private String ask(String question) throws IOException, InterruptedException {
        questions.write(question + "\n");
        questions.flush();
        return answer();
    }

    private String answer() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LIMIT_NANOSECONDS;
        while (System.nanoTime() < deadline && (process.isAlive() || answers.ready())) {
            if (answers.ready()) {
                return answers.readLine();
            }
            Thread.sleep(20);
        }
        throw new IOException("the broker does not answer:\n" + Files.readString(log));
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
    }
}
