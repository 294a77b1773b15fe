package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.RouteFile;
import dev.swath.demo.DemoException;
import dev.swath.demo.Program;
import dev.swath.demo.RunningProgram;
import dev.swath.ledger.PostgresServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Two schedulers, three workers, PostgreSQL and a broker, each in a process of its own that ends with this one at the latest. One of the
 * workers reaches the broker through a port that can be closed.
 */
final class ProcessCluster implements Closeable {

    private static final String JOB = "david-chiriqui";
    private static final Duration LIMIT = Duration.ofMinutes(4);
    /** As long as it takes somebody to notice and start it again. */
    private static final Duration AWAY = Duration.ofSeconds(3);

    private static final Duration STOP = Duration.ofSeconds(60);

    private final Path folder;
    private final URI earthEngine;
    private final List<String> settings;
    private final StartButton button = StartButton.onAnyPort();
    private final PostgresServer database;
    private final ClosablePort path;
    /** Those that should be running. */
    private final Map<String, RunningProgram> running = new LinkedHashMap<>();

    private final List<RunningProgram> started = new ArrayList<>();
    private final BrokerProcess broker;
    private int schedulers;
    private int workers;

    private ProcessCluster(
            Path folder, URI earthEngine, List<String> settings, PostgresServer database, BrokerProcess broker)
            throws IOException {
        this.folder = folder;
        this.earthEngine = earthEngine;
        this.settings = settings;
        this.database = database;
        this.broker = broker;
        path = ClosablePort.to(broker.port());
    }

    /**
     * Starts all of it.
     *
     * @param folder where everything goes, the images to {@code images}
     * @param settings of the job and of the processes, {@code key = value}
     */
    static ProcessCluster start(Path folder, URI earthEngine, List<String> settings) throws Exception {
        PostgresServer database = PostgresServer.start();
        ProcessCluster cluster;
        try {
            cluster = new ProcessCluster(folder, earthEngine, settings, database, BrokerProcess.start(folder));
        } catch (Exception e) {
            database.close();
            throw e;
        }
        try {
            cluster.startAll();
        } catch (Exception e) {
            cluster.close();
            throw e;
        }
        return cluster;
    }

    private void startAll() throws Exception {
        // The first of them makes the tables.
        awaitStart(startScheduler("--dashboard"));
        List<RunningProgram> others =
                List.of(startScheduler(), startWorker(), startWorker(), start("cut-off", path.number(), "worker"));
        for (RunningProgram other : others) {
            awaitStart(other);
        }
    }

    private RunningProgram startScheduler(String... options) throws Exception {
        schedulers++;
        return start("scheduler-" + schedulers, broker.port(), "scheduler", options);
    }

    private RunningProgram startWorker() throws Exception {
        workers++;
        return start("worker-" + workers, broker.port(), "worker");
    }

    private RunningProgram start(String name, int brokerPort, String role, String... options) throws Exception {
        Path home = Files.createDirectory(folder.resolve(name));
        List<String> all = new ArrayList<>(settings);
        all.addAll(List.of("ledger.url = " + database.url(), "cron = 0 0 6 1 1 ?", "output = " + images()));
        all.addAll(button.settings());
        OtherFolder.fill(home, earthEngine, all.toArray(String[]::new));
        Path profile = Path.of("application-cluster.properties");
        String shipped = Files.readString(RouteFile.projectFolder().resolve(profile));
        assertThat(shipped).contains("localhost:61616");
        Files.writeString(
                home.resolve(profile),
                shipped.replace("localhost:61616", "127.0.0.1:" + brokerPort) + broker.login("user"));
        List<String> arguments = new ArrayList<>(List.of("run", "--profile", "cluster", "--role", role));
        arguments.addAll(List.of(options));
        List<String> command = SwathProcess.commandInCluster(arguments.toArray(String[]::new));
        RunningProgram program = RunningProgram.start(new Program(name, command, Map.of()), home, folder);
        started.add(program);
        running.put(name, program);
        return program;
    }

    private static void awaitStart(RunningProgram program) throws Exception {
        program.await("started", LIMIT, () -> program.output().contains("job=" + JOB));
    }

    /** Where the images go. */
    Path images() {
        return folder.resolve("images");
    }

    /** Begins a run by the button of the dashboard, in whichever scheduler gets it. */
    void begin() throws IOException, InterruptedException {
        button.press(JOB);
    }

    /** Waits until so many images are stored. */
    void awaitStored(long number) throws Exception {
        await(number + " images stored", () -> stored() >= number);
    }

    /** Waits for something, as long as all processes that should be running are. */
    void await(String what, RunningProgram.Condition condition)
            throws DemoException, IOException, InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.holds()) {
            for (RunningProgram program : running.values()) {
                if (!program.isRunning()) {
                    throw program.ended();
                }
            }
            assertThat(System.nanoTime()).as("not " + what + " within " + LIMIT).isLessThan(deadline);
            Thread.sleep(100);
        }
    }

    private long stored() throws IOException {
        if (!Files.isDirectory(images())) {
            return 0;
        }
        try (Stream<Path> files = Files.list(images())) {
            return files.filter(file -> file.toString().endsWith(".tif")).count();
        }
    }

    /** Kills a worker that has an image in hand, and starts another one. */
    void killWorker() throws Exception {
        List<RunningProgram> atWork = new ArrayList<>();
        await("a worker at work", () -> {
            List<String> holders = ask("SELECT process_id FROM claim");
            running.values().stream()
                    .filter(program -> program.name().startsWith("worker-"))
                    .filter(worker -> holders.contains(String.valueOf(worker.pid())))
                    .forEach(atWork::add);
            return !atWork.isEmpty();
        });
        kill(atWork.get(0));
        awaitStart(startWorker());
    }

    /** Kills the scheduler that acts for the run, and starts another one once its run was taken over. */
    void killScheduler() throws Exception {
        String acting = "SELECT process_id FROM run WHERE status = 'running'";
        String before = ask(acting).get(0);
        RunningProgram scheduler = running.values().stream()
                .filter(program -> before.equals(String.valueOf(program.pid())))
                .findFirst()
                .orElseThrow();
        kill(scheduler);
        await("a run that was taken over", () -> !ask(acting).contains(before));
        awaitStart(startScheduler());
    }

    private void kill(RunningProgram program) throws InterruptedException {
        running.remove(program.name());
        program.kill();
        program.close();
    }

    /** Kills the broker, and starts it with its journal on its port. */
    void killBroker() throws Exception {
        broker.killAndStartAgain(AWAY);
    }

    /** Kills the database, and starts it with its data on its port. */
    void killDatabase() throws Exception {
        database.killAndStartAgain(AWAY);
    }

    /** Cuts a worker off from the broker until others have stored some images more. */
    void cutWorkerOff() throws Exception {
        path.shut();
        awaitStored(stored() + 20);
        path.open();
    }

    /** How many messages a queue has. */
    long messages(String queue) throws IOException {
        try {
            return broker.count(queue);
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    /** The first column of what the database says. */
    List<String> ask(String sql) {
        try {
            return database.ask(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Asks all processes of Swath to stop, which they have to do in time. */
    void stop() {
        started.forEach(RunningProgram::terminate);
        for (RunningProgram program : running.values()) {
            assertThat(program.stop(STOP)).as(program.name() + " has stopped").isTrue();
        }
        running.clear();
    }

    @Override
    public void close() throws IOException {
        started.forEach(RunningProgram::close);
        path.close();
        broker.close();
        database.close();
    }
}
