package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.emulator.EarthEngineEmulator;
import dev.swath.emulator.EmulatorSettings;
import dev.swath.emulator.Fault;
import dev.swath.emulator.FaultPlan;
import dev.swath.it.SwathProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run of a cluster of processes that loses its parts on the way, compared with an undisturbed run of one process. */
final class ClusterProof {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterProof.class);
    /** Less than three workers would use. Each of the two schedulers keeps one request for its listing. */
    private static final int QUOTA = 8;

    private static final Duration LATENCY = Duration.ofMillis(300);
    private static final String FAULTS =
            "pixels.503:0.04,pixels.429:0.02,pixels.reset-mid-body:0.01,pixels.drip:0.005," + "listing.503:0.2,seed:";

    private final Path folder;
    private final int images;
    private final long seed;
    private final Path right;

    /** What a cluster loses while it works, in the order of a short proof. */
    enum Part {
        NETWORK(ProcessCluster::cutWorkerOff),
        WORKER(ProcessCluster::killWorker),
        SCHEDULER(ProcessCluster::killScheduler),
        BROKER(ProcessCluster::killBroker),
        DATABASE(ProcessCluster::killDatabase);

        private final Blow blow;

        Part(Blow blow) {
            this.blow = blow;
        }
    }

    /** How it is lost. */
    @FunctionalInterface
    private interface Blow {
        void strike(ProcessCluster cluster) throws Exception;
    }

    private ClusterProof(Path folder, int images, long seed, Path right) {
        this.folder = folder;
        this.images = images;
        this.seed = seed;
        this.right = right;
    }

    /**
     * Makes what is right, by an undisturbed {@code once}.
     *
     * @param images how many of them
     * @param seed of the faults
     */
    static ClusterProof prepare(Path folder, int images, long seed) throws Exception {
        Path alone = Files.createDirectory(folder.resolve("alone"));
        try (EarthEngineEmulator emulator = EarthEngineEmulator.start(EmulatorSettings.defaults())) {
            OtherFolder.fill(alone, emulator.url(), settings(images).toArray(String[]::new));
            Result once = SwathProcess.javaUncounted(alone, Map.of(), "once");
            assertThat(once.exitCode()).as(once.err()).isZero();
        }
        assertThat(Example.images(alone.resolve("images"))).hasSize(images);
        return new ClusterProof(folder, images, seed, alone.resolve("images"));
    }

    private static List<String> settings(int images) {
        return List.of(
                "area = centre 8.1,-77.68 side 0.004",
                "start = 2017-01-01",
                "end = 2024-03-01",
                "filter =",
                "scale = 60",
                "max-images = " + images,
                "quicklook = 0",
                "stac = false",
                "report = false",
                "retry.delay = 100ms",
                "earth-engine.response-timeout = 5s",
                "earth-engine.timeout = 10s",
                "concurrency.images = 4",
                "concurrency.sent = 40",
                "cluster.requests = " + QUOTA);
    }

    /**
     * Runs the job in a cluster that loses some of its parts on the way, and checks what comes of it.
     *
     * @param name of the folder for it
     * @param losses in this order, at equal distances
     */
    void withstands(String name, List<Part> losses) throws Exception {
        FaultPlan faults = FaultPlan.parse(FAULTS + seed);
        EmulatorSettings settings =
                EmulatorSettings.defaults().withLatency(LATENCY).withFaults(faults);
        try (EarthEngineEmulator emulator = EarthEngineEmulator.start(settings);
                ProcessCluster cluster = ProcessCluster.start(
                        Files.createDirectory(folder.resolve(name)), emulator.url(), settings(images))) {
            LOG.info("round={} all is started", name);
            cluster.begin();
            int step = images / (losses.size() + 1);
            for (int i = 0; i < losses.size(); i++) {
                cluster.awaitStored((long) step * (i + 1));
                LOG.info("seed={} round={} loses its {}", seed, name, losses.get(i));
                losses.get(i).blow.strike(cluster);
            }
            cluster.await("the end of the run", () -> isOver(cluster));
            isOnceAndRight(cluster, losses.contains(Part.SCHEDULER));
            keptWithinTheQuota(emulator, losses.size());
            cluster.stop();
        }
    }

    private static boolean isOver(ProcessCluster cluster) throws IOException, InterruptedException {
        return cluster.ask("SELECT id FROM run WHERE ended IS NULL").isEmpty()
                && cluster.ask("SELECT run FROM run_lease").isEmpty()
                && cluster.messages("swath.tasks") == 0
                && cluster.messages("swath.outcomes") == 0
                && cluster.ask("SELECT file FROM claim").isEmpty();
    }

    private void isOnceAndRight(ProcessCluster cluster, boolean takenOver) throws Exception {
        assertThat(cluster.messages("swath.dead-tasks")).isZero();
        assertThat(cluster.ask("SELECT status || ' ' || failed || ' ' || (taken_over IS NOT NULL) FROM run"))
                .containsExactly("complete 0 " + takenOver);
        assertThat(cluster.ask("SELECT stored + skipped FROM run")).containsExactly(String.valueOf(images));
        assertThat(cluster.ask("SELECT image FROM outcome WHERE status IN ('stored', 'skipped')"))
                .hasSize(images);
        assertThat(cluster.ask("SELECT file FROM stored_image")).hasSize(images);
        assertThat(cluster.ask("SELECT image FROM sent_image")).isEmpty();
        List<String> summaries = cluster.ask("SELECT id || '.json' FROM run");
        assertThat(cluster.images().resolve("runs").toFile().list((in, file) -> file.endsWith(".json")))
                .containsExactlyElementsOf(summaries);
        assertThat(Example.images(cluster.images()))
                .isEqualTo(Example.images(right))
                .allSatisfy(image -> assertThat(Files.mismatch(cluster.images().resolve(image), right.resolve(image)))
                        .as(image)
                        .isEqualTo(-1));
    }

    private void keptWithinTheQuota(EarthEngineEmulator emulator, int losses) {
        long hit = emulator.accessLog().faults().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        LOG.info(
                "most requests in flight: {}, of pixels: {}, faults: {}",
                emulator.accessLog().mostInFlight(),
                emulator.accessLog().pixelRequests(),
                emulator.accessLog().faults());
        assertThat(emulator.accessLog().faults()).containsKeys(Fault.UNAVAILABLE, Fault.TOO_MANY_REQUESTS);
        assertThat(emulator.accessLog().mostInFlight()).isBetween(QUOTA / 2, QUOTA);
        assertThat(emulator.accessLog().pixelRequests())
                .as("requests, with those of images that were interrupted")
                .isBetween((long) images, images + hit + 10L * losses);
    }
}
