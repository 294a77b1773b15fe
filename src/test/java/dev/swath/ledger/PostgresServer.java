package dev.swath.ledger;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A separate, empty PostgreSQL server on a loopback port, with a password. */
public final class PostgresServer implements Closeable {

    static final String PASSWORD = "open-sesame-4711";

    private static final String USER = "swath";
    /** The server refuses to run as root, so then it runs as its package's user. */
    private static final String SYSTEM_USER = "postgres";

    private static final int LIMIT_SECONDS = 60;

    private final Path folder;
    private final int port;
    private final Path programs;
    private Process process;

    private PostgresServer(Path folder, int port, Path programs) {
        this.folder = folder;
        this.port = port;
        this.programs = programs;
    }

    /** Starts it with the data that it has, on the same port. */
    void startAgain() throws IOException, InterruptedException {
        process = start(
                folder,
                programs.resolve("postgres").toString(),
                "-D",
                folder.resolve("data").toString(),
                "-p",
                String.valueOf(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=off");
        await();
    }

    /** Stops it, as a service manager does. */
    void stop() throws IOException, InterruptedException {
        // SIGINT: its connections end at once.
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                .start()
                .waitFor();
        process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    /** Starts it. Skips the test if PostgreSQL is not installed; on the build server (CI=true) its absence is a failure. */
    public static PostgresServer start() throws IOException, InterruptedException {
        Optional<Path> programs = programs();
        if (programs.isEmpty() && "true".equals(System.getenv("CI"))) {
            fail("PostgreSQL is missing on the build server: install postgresql");
        }
        assumeTrue(programs.isPresent(), "PostgreSQL is not installed (postgresql)");
        Path folder = Files.createTempDirectory("swath-postgres");
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        Path data = Files.createDirectory(folder.resolve("data"));
        if (isRoot()) {
            for (Path own : List.of(folder, password, data)) {
                Files.setOwner(
                        own, own.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(SYSTEM_USER));
            }
        }
        Process made = start(
                folder,
                programs.get().resolve("initdb").toString(),
                "--pgdata=" + data,
                "--username=" + USER,
                "--auth=scram-sha-256",
                "--pwfile=" + password,
                "--no-sync",
                "--locale=C",
                "--encoding=UTF8");
        if (!made.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || made.exitValue() != 0) {
            fail("no database could be made: %s", Files.readString(folder.resolve("log")));
        }
        int port = freePort();
        PostgresServer started = new PostgresServer(folder, port, programs.get());
        started.startAgain();
        return started;
    }

    private static Optional<Path> programs() throws IOException {
        List<Path> folders = new ArrayList<>(
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .map(Path::of)
                        .toList());
        Path ofDebian = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(ofDebian)) {
            try (Stream<Path> versions = Files.list(ofDebian)) {
                versions.map(version -> version.resolve("bin")).forEach(folders::add);
            }
        }
        return folders.stream()
                .filter(folder -> Stream.of("initdb", "postgres")
                        .allMatch(program -> Files.isExecutable(folder.resolve(program))))
                .findFirst();
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static Process start(Path folder, String... command) throws IOException {
        List<String> all = new ArrayList<>();
        if (isRoot()) {
            all.addAll(List.of("setpriv", "--reuid=" + SYSTEM_USER, "--regid=" + SYSTEM_USER, "--clear-groups"));
        }
        all.addAll(List.of(command));
        return new ProcessBuilder(all)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void await() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!answers()) {
            boolean ended = process.waitFor(100, TimeUnit.MILLISECONDS);
            if (ended || System.nanoTime() > deadline) {
                close();
                fail("PostgreSQL does not start: %s", Files.readString(folder.resolve("log")));
            }
        }
    }

    private boolean answers() {
        try {
            DriverManager.getConnection(url()).close();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** The JDBC URL of its database, user and password included. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:%d/postgres?user=%s&password=%s".formatted(port, USER, PASSWORD);
    }

    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
