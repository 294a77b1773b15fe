package dev.swath.demo;

import dev.swath.ledger.Ledger;
import dev.swath.ledger.LedgerUrl;
import dev.swath.ledger.ProcessIdentity;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A cluster on one machine, each part in a process of its own: database, broker and emulator, three workers, a scheduler that runs
 * one job now, and another scheduler that would take its run over. One worker is killed while it works; the others do what it had
 * begun.
 */
public final class ClusterDemo implements Closeable {

    private static final int WORKERS = 3;
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(50);
    private static final Duration LOOK = Duration.ofMillis(300);
    private static final int STORED_A_LINE = 10;
    private static final Pattern TIMED = Pattern.compile("^\\d{4}-\\d\\d-\\d\\dT");
    /** Never, for as long as a demonstration lasts: the job is run once, by hand. */
    private static final String CRON = "0 0 0 1 1 ? 2099";

    private final DemoSettings settings;
    private final Consumer<String> tell;
    private final ClusterServices services;
    private final ProgramGroup swaths;

    /**
     * Starts nothing yet.
     *
     * @param tell gets a line for each thing that happens
     */
    public ClusterDemo(DemoSettings settings, Consumer<String> tell) throws IOException {
        this.settings = settings;
        this.tell = tell;
        Files.createDirectories(settings.logs());
        swaths = new ProgramGroup(settings.folder(), settings.logs(), STOP);
        services = new ClusterServices(settings.folder(), settings.logs(), settings.java());
    }

    /**
     * Starts everything, runs the job, and kills a worker meanwhile.
     *
     * @throws DemoException if something does not start, or ends or lasts when it should not
     */
    public DemoResult run() throws DemoException, IOException, InterruptedException {
        startServices();
        List<RunningProgram> workers = new ArrayList<>();
        for (int i = 1; i <= WORKERS; i++) {
            workers.add(start("worker-" + i, List.of("run", "--role", "worker")));
        }
        RunningProgram standby = start("standby", ofJob("run", "--role", "scheduler"));
        List<RunningProgram> rest = new ArrayList<>(workers);
        rest.add(standby);
        for (RunningProgram program : rest) {
            program.await("started", START, () -> program.output().contains("cron=\"" + CRON));
        }
        List<String> once = ofJob("once", "--role", "scheduler");
        once.add(settings.job());
        RunningProgram scheduler = start("scheduler", once);
        rest.remove(killAtWork(workers, scheduler));
        int exitCode = awaitEnd(scheduler, rest);
        return new DemoResult(exitCode, summary(scheduler), verified());
    }

    private void startServices() throws DemoException, IOException, InterruptedException {
        DatabaseServer database = services.startDatabase();
        started(database.process(), "PostgreSQL, " + database.url());
        started(services.startBroker(), "ActiveMQ Artemis, tcp://127.0.0.1:" + services.brokerPort());
        String emulator = services.startEmulator();
        started(services.emulator(), "in place of Earth Engine, " + emulator);
        services.writeProfile(
                settings.folder(),
                settings.profile(),
                services.brokerPort(),
                Map.of(
                        "swath.earth-engine.url",
                        emulator,
                        "swath.output",
                        settings.images().toString(),
                        "swath.concurrency.images",
                        "2",
                        "swath.cron",
                        CRON));
    }

    /** A command with the settings of the job: only who has the same ones takes over a run of it. */
    private List<String> ofJob(String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        settings.settings().forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
        return arguments;
    }

    private RunningProgram start(String name, List<String> arguments) throws DemoException, IOException {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(1, List.of("--profile", "cluster"));
        RunningProgram program = swaths.start(new Program(name, settings.java().swath(all), Map.of()));
        started(program, String.join(" ", arguments));
        return program;
    }

    private void started(RunningProgram program, String what) {
        tell.accept(program.name() + " is process " + program.pid() + ": " + what);
    }

    /** Kills one of the workers that have images in hand, once some are stored. */
    private RunningProgram killAtWork(List<RunningProgram> workers, RunningProgram scheduler)
            throws DemoException, IOException, InterruptedException {
        LedgerUrl url = LedgerUrl.of(Optional.of(services.database().url()), Optional.empty())
                .withLogin(Optional.of(ClusterServices.USER), Optional.of(services.password()));
        try (Ledger ledger = Ledger.open(url)) {
            List<RunningProgram> atWork = new ArrayList<>();
            scheduler.await("had an image stored", settings.limit(), () -> {
                requireAll(workers);
                Set<Long> holders = ledger.claims().holders().stream()
                        .map(ProcessIdentity::id)
                        .collect(Collectors.toSet());
                workers.stream()
                        .filter(worker -> holders.contains(worker.pid()))
                        .forEach(atWork::add);
                return !atWork.isEmpty() && stored() > 0;
            });
            RunningProgram victim = atWork.get(atWork.size() - 1);
            victim.kill();
            tell.accept("stored: " + stored() + "; now " + victim.name() + ", process " + victim.pid()
                    + ", is killed (SIGKILL) while it works on an image");
            return victim;
        }
    }

    private int awaitEnd(RunningProgram scheduler, List<RunningProgram> rest)
            throws DemoException, IOException, InterruptedException {
        long deadline = System.nanoTime() + settings.limit().toNanos();
        long told = stored();
        while (scheduler.isRunning()) {
            requireAll(rest);
            long now = stored();
            if (now >= told + STORED_A_LINE) {
                tell.accept("stored: " + now);
                told = now;
            }
            if (System.nanoTime() > deadline) {
                throw new DemoException("the job was not done after "
                        + settings.limit().toMinutes() + " minutes; the logs in " + settings.logs() + " say why");
            }
            Thread.sleep(LOOK.toMillis());
        }
        return scheduler.awaitEnd(Duration.ZERO);
    }

    private void requireAll(List<RunningProgram> programs) throws DemoException, IOException {
        Optional<RunningProgram> ended = Stream.concat(programs.stream(), services.all().stream())
                .filter(program -> !program.isRunning())
                .findFirst();
        if (ended.isPresent()) {
            throw ended.get().ended();
        }
    }

    private long stored() throws IOException {
        if (!Files.isDirectory(settings.images())) {
            return 0;
        }
        try (Stream<Path> files = Files.list(settings.images())) {
            return files.filter(file -> file.toString().endsWith(".tif")).count();
        }
    }

    /** The table at the end of the log: the only lines that do not begin with a time. */
    private static String summary(RunningProgram scheduler) throws IOException {
        return scheduler
                .output()
                .lines()
                .filter(line -> !TIMED.matcher(line).find())
                .collect(Collectors.joining("\n"));
    }

    /** What {@code swath verify} says of the stored files. */
    private String verified() throws DemoException, IOException, InterruptedException {
        RunningProgram verify = start("verify", List.of("verify"));
        if (verify.awaitEnd(START) != 0) {
            throw verify.ended();
        }
        return verify.output().strip();
    }

    /** Stops everything that was started, in order; what does not stop is killed. */
    @Override
    public void close() {
        swaths.close();
        services.close();
    }
}
