package dev.swath.demo;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A PostgreSQL server of its own on a loopback port, with a password. Its data outlive the programs that use it, but not a power cut:
 * it does not wait for the disk.
 */
public final class DatabaseServer {

    /** The name of its user. */
    public static final String USER = "swath";

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final PostgresPrograms programs;
    private final Path folder;
    private final ProgramGroup group;
    private final int port;
    private final String password;
    private final List<String> user;
    private Optional<RunningProgram> running = Optional.empty();

    private DatabaseServer(
            PostgresPrograms programs, Path folder, ProgramGroup group, int port, String password, List<String> user) {
        this.programs = programs;
        this.folder = folder;
        this.group = group;
        this.port = port;
        this.password = password;
        this.user = user;
    }

    /**
     * Makes an empty database, and does not start its server yet.
     *
     * @param folder a new folder for its data
     * @param group of the programs, which stops them
     * @param password of {@link #USER}
     * @throws DemoException if it can't be made
     */
    public static DatabaseServer create(PostgresPrograms programs, Path folder, ProgramGroup group, String password)
            throws DemoException, IOException, InterruptedException {
        Path data = folder.resolve("data");
        Files.createDirectories(data);
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
        Path secret = Files.createFile(
                folder.resolve("password"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(secret, password);
        List<String> user = ordinaryUser(List.of(folder, data, secret));
        DatabaseServer server = new DatabaseServer(programs, folder, group, LoopbackPort.free(), password, user);
        RunningProgram made = server.start(
                "database-setup",
                programs.program("initdb"),
                "--pgdata=" + data,
                "--username=" + USER,
                "--auth=scram-sha-256",
                "--pwfile=" + secret,
                "--no-sync",
                "--locale=C",
                "--encoding=UTF8");
        if (made.awaitEnd(LIMIT) != 0) {
            throw new DemoException("no database can be made: " + made.ended().getMessage());
        }
        Files.delete(secret);
        return server;
    }

    /** The user of this name, if the machine has one. */
    private static Optional<UserPrincipal> user(String name) throws IOException {
        try {
            return Optional.of(
                    FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(name));
        } catch (UserPrincipalNotFoundException e) {
            return Optional.empty();
        }
    }

    /** PostgreSQL refuses to run as root. What a program that root starts has to be called with, to run as another user. */
    private static List<String> ordinaryUser(List<Path> own) throws DemoException, IOException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        for (String name : List.of("postgres", "nobody")) {
            Optional<UserPrincipal> user = user(name);
            if (user.isPresent()) {
                for (Path path : own) {
                    Files.setOwner(path, user.get());
                }
                return List.of("setpriv", "--reuid=" + name, "--clear-groups");
            }
        }
        throw new DemoException("PostgreSQL does not run as root: start this as an ordinary user");
    }

    private RunningProgram start(String name, String... command) throws DemoException, IOException {
        List<String> all = new ArrayList<>(user);
        all.addAll(List.of(command));
        return group.start(new Program(name, all, Map.of()));
    }

    /**
     * Starts the server with the data that it has, always on the same port.
     *
     * @throws DemoException if it does not answer in time
     */
    public void start() throws DemoException, IOException, InterruptedException {
        RunningProgram server = start(
                "database",
                programs.program("postgres"),
                "-D",
                folder.resolve("data").toString(),
                "-p",
                String.valueOf(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "max_connections=200",
                "-c",
                "fsync=off");
        running = Optional.of(server);
        server.await("answered", LIMIT, this::answers);
    }

    private boolean answers() {
        try {
            DriverManager.getConnection(url() + "?connectTimeout=5&loginTimeout=5", USER, password)
                    .close();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** The JDBC URL of its database, without user and password. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** Its process, once it was started. */
    public RunningProgram process() {
        return running.orElseThrow(() -> new IllegalStateException("the database server was not started"));
    }
}
