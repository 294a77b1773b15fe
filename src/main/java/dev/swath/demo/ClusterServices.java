package dev.swath.demo;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a cluster needs beside Swath: a database and a broker; and, in place of Earth Engine, the emulator. All on loopback. */
public final class ClusterServices implements Closeable {

    /** The name of the user of database and broker. */
    public static final String USER = DatabaseServer.USER;

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final Pattern ADDRESS = Pattern.compile("emulator at (http://\\S+)");
    private static final int PASSWORD_BYTES = 16;

    private final Path folder;
    private final ProgramGroup group;
    private final JavaCommand java;
    private final String password = newPassword();
    private final int brokerPort;
    private Optional<DatabaseServer> database = Optional.empty();
    private Optional<RunningProgram> broker = Optional.empty();
    private Optional<RunningProgram> emulator = Optional.empty();

    /**
     * Starts nothing yet.
     *
     * @param folder where data and journal go
     * @param logs where the log of each goes
     * @param java how Java programs are started
     */
    public ClusterServices(Path folder, Path logs, JavaCommand java) throws IOException {
        this.folder = folder;
        group = new ProgramGroup(folder, logs, STOP);
        this.java = java;
        brokerPort = LoopbackPort.free();
    }

    private static String newPassword() {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** Makes the database and starts its server. */
    public DatabaseServer startDatabase() throws DemoException, IOException, InterruptedException {
        PostgresPrograms programs = PostgresPrograms.find(folder.resolve("postgresql"), group);
        DatabaseServer server = DatabaseServer.create(programs, folder.resolve("database"), group, password);
        database = Optional.of(server);
        server.start();
        return server;
    }

    /** Starts the broker with the journal that it has, always on the same port. */
    public RunningProgram startBroker() throws DemoException, IOException, InterruptedException {
        List<String> command = java.main(
                List.of("-Dlogback.configurationFile=dev/swath/demo/broker-log.xml"),
                Broker.class.getName(),
                List.of(String.valueOf(brokerPort), folder.resolve("broker").toString(), USER));
        RunningProgram started = group.start(new Program("broker", command, Map.of(Broker.PASSWORD, password)));
        broker = Optional.of(started);
        started.await("answered", LIMIT, () -> LoopbackPort.answers(brokerPort));
        return started;
    }

    /**
     * Starts the emulator.
     *
     * @param options further arguments
     * @return its address
     */
    public String startEmulator(String... options) throws DemoException, IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("emulator"));
        arguments.addAll(List.of(options));
        RunningProgram started = group.start(new Program("emulator", java.swath(arguments), Map.of()));
        emulator = Optional.of(started);
        started.await("answered", LIMIT, () -> address(started).isPresent());
        return address(started).orElseThrow();
    }

    private static Optional<String> address(RunningProgram emulator) throws IOException {
        return Optional.of(ADDRESS.matcher(emulator.output()))
                .filter(Matcher::find)
                .map(found -> found.group(1));
    }

    /**
     * Writes a profile {@code cluster} with which Swath finds these services. Only its owner can read it.
     *
     * @param to a folder in which Swath is started then
     * @param shipped the text of the shipped profile
     * @param broker the port at which the broker is reached
     * @param more further settings, by their keys
     */
    public void writeProfile(Path to, String shipped, int broker, Map<String, String> more) throws IOException {
        Path file = Files.createFile(
                to.resolve("application-cluster.properties"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        StringBuilder text = new StringBuilder(shipped).append("\n# Where everything is.\n");
        append(text, "swath.ledger.url", database.map(DatabaseServer::url).orElse(""));
        append(text, "swath.ledger.user", USER);
        append(text, "swath.ledger.password", password);
        append(
                text,
                "camel.beans.broker",
                "#class:org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory('tcp://127.0.0.1:" + broker
                        + "?consumerWindowSize=0')");
        append(text, "camel.beans.broker.user", USER);
        append(text, "camel.beans.broker.password", password);
        more.forEach((key, value) -> append(text, key, value));
        Files.writeString(file, text);
    }

    private static void append(StringBuilder text, String key, String value) {
        text.append(key).append(" = ").append(value).append('\n');
    }

    /** The database, once it was started. */
    public DatabaseServer database() {
        return database.orElseThrow(() -> new IllegalStateException("the database was not started"));
    }

    /** The emulator, once it was started. */
    public RunningProgram emulator() {
        return emulator.orElseThrow(() -> new IllegalStateException("the emulator was not started"));
    }

    /** The port of the broker. */
    public int brokerPort() {
        return brokerPort;
    }

    /** The password of database and broker. */
    public String password() {
        return password;
    }

    /** Those that were started. */
    List<RunningProgram> all() {
        List<RunningProgram> all = new ArrayList<>();
        database.map(DatabaseServer::process).ifPresent(all::add);
        broker.ifPresent(all::add);
        emulator.ifPresent(all::add);
        return all;
    }

    /** Stops them. */
    @Override
    public void close() {
        group.close();
    }
}
