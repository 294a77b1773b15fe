package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.RouteFile;
import dev.swath.Slow;
import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.flow.ScriptedReply;
import dev.swath.flow.ScriptedRequest;
import dev.swath.it.SwathProcess.Result;
import dev.swath.ledger.PostgresServer;
import dev.swath.message.Schemas;
import dev.swath.message.TaskMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A scheduler and two workers, as packaged, with the profile {@code cluster} and a broker in a process of its own. */
@Slow(
        "Workers share the images of a run over a real broker, by its own protocol or AMQP; one is killed, and what no worker can read is set aside.")
@Timeout(400)
class BrokerIT {

    private static final List<String> IMAGES = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l");
    private static final String TASKS = "swath.tasks";
    private static final Duration LIMIT = Duration.ofSeconds(90);

    /** What a process speaks with the broker, as the profile has it or offers it. */
    private enum Wire {
        ARTEMIS("localhost:61616", "", "user"),
        AMQP("localhost:5672", "#", "username");

        private final String address;
        private final String comment;
        private final String user;

        Wire(String address, String comment, String user) {
            this.address = address;
            this.comment = comment;
            this.user = user;
        }

        String choose(String profile, BrokerProcess broker) {
            String begin = comment + "camel.beans.broker = ";
            assertThat(profile).containsOnlyOnce("\n" + begin).containsOnlyOnce(address);
            return profile.replace("\n" + begin, "\n" + begin.substring(comment.length()))
                            .replace(address, "127.0.0.1:" + broker.port())
                    + broker.login(user);
        }
    }

    @TempDir
    private Path folder;

    private final ScriptedEarthEngine earthEngine = ScriptedEarthEngine.start();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch killed = new CountDownLatch(1);

    @BeforeEach
    void prepare() throws Exception {
        earthEngine.lists(String.join(" ", IMAGES));
        earthEngine.answersPixels(request -> {
            asked.countDown();
            killed.await(60, TimeUnit.SECONDS);
            return ScriptedReply.pixels(request);
        });
    }

    @AfterEach
    void stop() throws Exception {
        earthEngine.close();
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void every_image_is_stored_once_though_a_worker_is_killed_and_tasks_that_no_worker_can_read_are_set_aside(Wire wire)
            throws Exception {
        try (PostgresServer server = PostgresServer.start();
                BrokerProcess broker = BrokerProcess.start(folder);
                SwathProcess scheduler = start("scheduler", wire, server, broker, "once", "--role", "scheduler")) {
            await().atMost(LIMIT).until(() -> broker.count(TASKS) == IMAGES.size());
            String unreadable = spoilFirst(broker);
            broker.put(TASKS, "not a document".getBytes(StandardCharsets.UTF_8));

            Result result;
            try (SwathProcess dies = start("dies", wire, server, broker, "run", "--role", "worker")) {
                assertThat(asked.await(90, TimeUnit.SECONDS)).isTrue();
                dies.kill();
                killed.countDown();
            }
            try (SwathProcess lives = start("lives", wire, server, broker, "run", "--role", "worker")) {
                result = scheduler.result();
                lives.terminate();
                assertThat(lives.endsWithin(LIMIT)).isTrue();
            }

            assertThat(result.err())
                    .containsOnlyOnce("12 listed: 11 stored, 0 skipped, 0 empty, 1 failed")
                    .contains("its task was set aside", "its version is '99.0'");
            assertThat(broker.count(TASKS)).isZero();
            assertThat(broker.count("swath.outcomes")).isZero();
            assertThat(List.of(broker.take("swath.dead-tasks"), broker.take("swath.dead-tasks")))
                    .extracting(body -> new String(body, StandardCharsets.UTF_8))
                    .anySatisfy(body -> assertThat(body).contains("99.0", unreadable))
                    .contains("not a document");
            assertThat(broker.count("swath.dead-tasks")).isZero();
            assertThat(server.ask("SELECT listed || ' ' || stored || ' ' || failed FROM run"))
                    .containsExactly("12 11 1");
            assertSameFilesAsOnce(unreadable.substring(unreadable.lastIndexOf('/') + 1));
        }
    }

    /** Gives the first task a version that nobody knows, and puts it at the end; the id of its image. */
    private static String spoilFirst(BrokerProcess broker) throws Exception {
        byte[] document = broker.take(TASKS);
        assertThat(Schemas.violationsOfTask(document)).isEmpty();
        // What a queue of one process has, byte for byte.
        assertThat(document).isEqualTo(TaskMessage.read(document).toJson());
        ObjectMapper json = new ObjectMapper();
        ObjectNode task = (ObjectNode) json.readTree(document);
        broker.put(TASKS, json.writeValueAsBytes(task.put("version", "99.0")));
        return task.at("/image/name").asText();
    }

    private SwathProcess start(
            String name, Wire wire, PostgresServer server, BrokerProcess broker, String command, String... more)
            throws Exception {
        Path home = Files.createDirectory(folder.resolve(name));
        OtherFolder.fill(
                home,
                earthEngine.url(),
                "ledger.url = " + server.url(),
                "concurrency.images = 2",
                "output = " + folder.resolve("images"));
        Path profile = Path.of("application-cluster.properties");
        String shipped = Files.readString(RouteFile.projectFolder().resolve(profile));
        Files.writeString(home.resolve(profile), wire.choose(shipped, broker));
        List<String> line = new ArrayList<>(List.of(command, "--profile", "cluster"));
        line.addAll(List.of(more));
        return SwathProcess.startInCluster(home, line.toArray(String[]::new));
    }

    private void assertSameFilesAsOnce(String without) throws Exception {
        assertThat(earthEngine.pixelRequests().stream()
                        .map(ScriptedRequest::image)
                        .distinct())
                .hasSize(IMAGES.size() - 1);
        // One more for each image that the killed worker held, which are two at most.
        assertThat(earthEngine.pixelRequests()).hasSizeBetween(IMAGES.size(), IMAGES.size() + 1);
        Path alone = Files.createDirectory(folder.resolve("alone"));
        OtherFolder.fill(alone, earthEngine.url());
        Result once = SwathProcess.javaUncounted(alone, Map.of(), "once");
        assertThat(once.exitCode()).as(once.err()).isZero();
        List<String> expected = IMAGES.stream()
                .filter(image -> !image.equals(without))
                .map(image -> image + "_L2A.tif")
                .toList();
        assertThat(Example.images(folder.resolve("images"))).isEqualTo(expected).allSatisfy(image -> assertThat(
                        Files.mismatch(
                                folder.resolve("images").resolve(image),
                                alone.resolve("images").resolve(image)))
                .as(image)
                .isEqualTo(-1));
    }
}
