package dev.swath.ledger;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.swath.demo.DatabaseServer;
import dev.swath.demo.DemoException;
import dev.swath.demo.PostgresPrograms;
import dev.swath.demo.ProgramGroup;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A separate, empty PostgreSQL server on a loopback port, with a password. */
public final class PostgresServer implements Closeable {

    static final String PASSWORD = "open-sesame-4711";

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Path folder;
    private final ProgramGroup group;
    private final DatabaseServer server;

    private PostgresServer(Path folder, ProgramGroup group, DatabaseServer server) {
        this.folder = folder;
        this.group = group;
        this.server = server;
    }

    /** Starts it. Skips the test if PostgreSQL is not installed; on the build server (CI=true) its absence is a failure. */
    public static PostgresServer start() throws DemoException, IOException, InterruptedException {
        PostgresPrograms programs = requireInstalled();
        Path folder = Files.createTempDirectory("swath-postgres");
        ProgramGroup group = new ProgramGroup(folder, folder, Duration.ZERO);
        PostgresServer started =
                new PostgresServer(folder, group, DatabaseServer.create(programs, folder, group, PASSWORD));
        started.startAgain();
        return started;
    }

    /** What is installed. Skips the test if nothing is; on the build server (CI=true) that is a failure. */
    public static PostgresPrograms requireInstalled() throws IOException {
        Optional<PostgresPrograms> programs = PostgresPrograms.installed();
        if (programs.isEmpty() && "true".equals(System.getenv("CI"))) {
            fail("PostgreSQL is missing on the build server: install postgresql");
        }
        assumeTrue(programs.isPresent(), "PostgreSQL is not installed (postgresql)");
        return programs.orElseThrow();
    }

    /** Starts it with the data that it has, on the same port. */
    public void startAgain() throws DemoException, IOException, InterruptedException {
        server.start();
    }

    /**
     * Ends it at once, as a power cut would: SIGKILL. Then starts it with the data that it has, on the same port.
     *
     * @param away how long after
     */
    public void killAndStartAgain(Duration away) throws DemoException, IOException, InterruptedException {
        server.process().kill();
        server.process().close();
        Thread.sleep(away.toMillis());
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try {
                startAgain();
                return;
            } catch (DemoException e) {
                // Its children end when they notice that it is gone; until then it does not start.
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(500);
            }
        }
    }

    /** Stops it, as a service manager does. */
    void stop() throws DemoException, IOException, InterruptedException {
        // SIGINT: its connections end at once.
        new ProcessBuilder("kill", "-INT", String.valueOf(server.process().pid()))
                .start()
                .waitFor();
        server.process().awaitEnd(LIMIT);
    }

    /** The first column of what a question in SQL finds. */
    public List<String> ask(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url());
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            List<String> answer = new ArrayList<>();
            while (rows.next()) {
                answer.add(rows.getString(1));
            }
            return answer;
        }
    }

    /** The JDBC URL of its database, user and password included. */
    public String url() {
        return "%s?user=%s&password=%s".formatted(server.url(), DatabaseServer.USER, PASSWORD);
    }

    @Override
    public void close() throws IOException {
        group.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
