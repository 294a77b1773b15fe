package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.swath.RouteFile;
import dev.swath.Slow;
import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.flow.ScriptedReply;
import dev.swath.flow.ScriptedRequest;
import dev.swath.ledger.PostgresServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Schedulers that are killed, or asked to stop, while they have a run, and one that completes it. */
@Slow(
        "A scheduler that is killed or asked to stop, at whatever moment of a run, is replaced by another one, which completes the same run once.")
@Timeout(400)
class TakeoverIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    private final ScriptedEarthEngine earthEngine = ScriptedEarthEngine.start();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    /** The summaries that the recipient has got. */
    private final List<String> notified = new CopyOnWriteArrayList<>();

    private HttpServer recipient;
    private StartButton button = new StartButton(0);

    /** Holds whoever reaches it until it is let go. */
    private static final class Barrier {

        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);

        void pass() throws InterruptedException {
            reached.countDown();
            open.await(60, TimeUnit.SECONDS);
        }

        void awaitReached() throws InterruptedException {
            assertThat(reached.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }

        void open() {
            open.countDown();
        }
    }

    private volatile Barrier atRecipient = opened();

    private static Barrier opened() {
        Barrier barrier = new Barrier();
        barrier.open();
        return barrier;
    }

    @BeforeEach
    void prepare() throws Exception {
        button = StartButton.onAnyPort();
        recipient = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        recipient.setExecutor(threads);
        recipient.createContext("/", exchange -> {
            notified.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            try {
                atRecipient.pass();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        recipient.start();
        earthEngine.answersPixels(ScriptedReply::pixels);
    }

    @AfterEach
    void stop() throws Exception {
        recipient.stop(0);
        threads.shutdownNow();
        earthEngine.close();
    }

    @Test
    void another_scheduler_completes_the_run_of_one_that_was_killed() throws Exception {
        try (PostgresServer server = PostgresServer.start();
                BrokerProcess broker = BrokerProcess.start(folder);
                SwathProcess standby = start("standby", server, broker, "run", "--role", "scheduler", "--dashboard");
                SwathProcess worker = start("worker", server, broker, "run", "--role", "worker")) {
            killed_before_the_listing_ends(server, broker);
            killed_after_the_images_were_sent(server, broker);
            killed_while_the_summary_is_sent(server, broker);

            assertThat(server.ask("SELECT status || ' ' || failed || ' ' || (taken_over IS NOT NULL) FROM run"))
                    .hasSize(3)
                    .containsOnly("complete 0 true");
            assertThat(server.ask("SELECT DISTINCT process_id FROM run"))
                    .containsExactly(String.valueOf(standby.pid()));
            await().atMost(LIMIT)
                    .until(() -> server.ask("SELECT run FROM run_lease").isEmpty());
            asked_to_stop_while_images_are_in_work(server, broker, standby);
            assertThat(server.ask("SELECT image FROM sent_image")).isEmpty();
            assertThat(server.ask("SELECT file FROM claim")).isEmpty();
            assertThat(worker.isRunning()).isTrue();
        }
        assertThat(earthEngine.pixelRequests())
                .extracting(ScriptedRequest::image)
                .containsExactlyInAnyOrder("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
        assertThat(notified).hasSize(4);
    }

    private void killed_before_the_listing_ends(PostgresServer server, BrokerProcess broker) throws Exception {
        Barrier secondPage = new Barrier();
        earthEngine.lists("a b", "c d");
        earthEngine.answersListing(request -> {
            if (request.page() == 1) {
                secondPage.pass();
            }
            return earthEngine.page(request);
        });
        try (SwathProcess dies = start("listing", server, broker, "once", "--role", "scheduler")) {
            secondPage.awaitReached();
            await().atMost(LIMIT).until(() -> earthEngine.pixelRequests().size() == 2);
            dies.kill();
        }
        secondPage.open();
        awaitStored(server, 4);
    }

    private void killed_after_the_images_were_sent(PostgresServer server, BrokerProcess broker) throws Exception {
        Barrier pixels = new Barrier();
        earthEngine.lists("a b", "c d", "e f");
        earthEngine.answersPixels(request -> {
            pixels.pass();
            return ScriptedReply.pixels(request);
        });
        try (SwathProcess dies = start("sent", server, broker, "once", "--role", "scheduler")) {
            pixels.awaitReached();
            await().atMost(LIMIT)
                    .until(() -> server.ask("SELECT image FROM sent_image WHERE state = 'sent'")
                                    .size()
                            == 2);
            dies.kill();
        }
        await().atMost(LIMIT)
                .until(() -> !server.ask("SELECT id FROM run WHERE status = 'running' AND taken_over IS NOT NULL")
                        .isEmpty());
        pixels.open();
        awaitStored(server, 2);
    }

    private void killed_while_the_summary_is_sent(PostgresServer server, BrokerProcess broker) throws Exception {
        Barrier summary = new Barrier();
        earthEngine.lists("a b", "c d", "e f g");
        atRecipient = summary;
        try (SwathProcess dies = start("summary", server, broker, "once", "--role", "scheduler")) {
            summary.awaitReached();
            dies.kill();
        }
        summary.open();
        await().atMost(LIMIT)
                .until(() -> server.ask("SELECT run FROM run_lease").isEmpty());
        awaitStored(server, 1);
    }

    /** With SIGTERM, as in an update: it hands the run over, here to one that starts later. */
    private void asked_to_stop_while_images_are_in_work(PostgresServer server, BrokerProcess broker, SwathProcess stops)
            throws Exception {
        Barrier pixels = new Barrier();
        earthEngine.lists("a b", "c d", "e f g", "h i j");
        earthEngine.answersPixels(request -> {
            pixels.pass();
            return ScriptedReply.pixels(request);
        });
        button.press("david-chiriqui");
        pixels.awaitReached();
        await().atMost(LIMIT)
                .until(() -> server.ask("SELECT image FROM sent_image WHERE state = 'sent'")
                                .size()
                        == 3);

        stops.terminate();

        assertThat(stops.endsWithin(Duration.ofSeconds(30))).isTrue();
        assertThat(server.ask("SELECT status || ' ' || (taken_over IS NULL) || ' ' || (lease_ends < CURRENT_TIMESTAMP)"
                        + " FROM run JOIN run_lease ON run = id"))
                .containsExactly("running true true");
        assertThat(notified).hasSize(3);
        try (SwathProcess next = start("next", server, broker, "run", "--role", "scheduler")) {
            await().atMost(LIMIT).until(() -> server.ask("SELECT process_id FROM run WHERE status = 'running'")
                    .contains(String.valueOf(next.pid())));
            pixels.open();
            awaitStored(server, 3);
        }
    }

    /** Waits until the last run has ended with so many images stored, and its summary is there. */
    private void awaitStored(PostgresServer server, int images) throws Exception {
        String last = "SELECT id FROM run WHERE status = 'complete' AND stored = " + images
                + " AND taken_over IS NOT NULL ORDER BY started DESC LIMIT 1";
        await().atMost(LIMIT).until(() -> !server.ask(last).isEmpty());
        Path summary = folder.resolve("images/runs").resolve(server.ask(last).get(0) + ".json");
        await().atMost(LIMIT).until(() -> Files.exists(summary));
        await().atMost(LIMIT)
                .until(() -> server.ask("SELECT run FROM run_lease").isEmpty());
    }

    private SwathProcess start(String name, PostgresServer server, BrokerProcess broker, String... arguments)
            throws IOException, InterruptedException {
        Path home = Files.createDirectory(folder.resolve(name));
        List<String> settings = new ArrayList<>(List.of(
                "ledger.url = " + server.url(),
                "concurrency.images = 2",
                "summary-to = http://127.0.0.1:" + recipient.getAddress().getPort() + "/summary",
                "output = " + folder.resolve("images")));
        settings.addAll(button.settings());
        OtherFolder.fill(home, earthEngine.url(), settings.toArray(String[]::new));
        Path profile = Path.of("application-cluster.properties");
        String shipped = Files.readString(RouteFile.projectFolder().resolve(profile));
        assertThat(shipped).contains("localhost:61616");
        Files.writeString(
                home.resolve(profile),
                shipped.replace("localhost:61616", "127.0.0.1:" + broker.port()) + broker.login("user"));
        List<String> line = new ArrayList<>(List.of(arguments));
        line.addAll(1, List.of("--profile", "cluster"));
        return SwathProcess.startInCluster(home, line.toArray(String[]::new));
    }
}
