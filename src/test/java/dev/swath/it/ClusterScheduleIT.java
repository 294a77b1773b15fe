package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.swath.Slow;
import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.flow.ScriptedReply;
import dev.swath.flow.ScriptedRequest;
import dev.swath.ledger.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two schedulers with one database. */
@Slow("Of two schedulers one runs a job when it is due; if it is killed meanwhile, the other one runs the job again.")
@Timeout(400)
class ClusterScheduleIT {

    private static final int SECONDS = 4;

    @TempDir
    private Path folder;

    private final ScriptedEarthEngine earthEngine = ScriptedEarthEngine.start();

    @AfterEach
    void stop() throws Exception {
        earthEngine.close();
    }

    @Test
    void a_job_fires_in_one_of_them_and_again_in_the_other_if_that_one_is_killed() throws Exception {
        earthEngine.lists("a b");
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch killed = new CountDownLatch(1);
        try (PostgresServer server = PostgresServer.start();
                SwathProcess one = start("one", server);
                SwathProcess two = start("two", server)) {
            assertThat(one.hasWritten("job=david-chiriqui") && two.hasWritten("job=david-chiriqui"))
                    .isTrue();
            int before = earthEngine.listRequests().size();
            Instant since = Instant.now();
            await().atMost(Duration.ofSeconds(120))
                    .until(() -> earthEngine.listRequests().size() >= before + 5);
            long due = Duration.between(since, Instant.now()).toSeconds() / SECONDS;
            assertThat(earthEngine.listRequests().size() - before)
                    .as("runs while the job was due about %d times", due)
                    .isLessThanOrEqualTo((int) due + 2);

            earthEngine.answersPixels(request -> {
                asked.countDown();
                killed.await(60, TimeUnit.SECONDS);
                return ScriptedReply.pixels(request);
            });
            earthEngine.lists("a b c");
            assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
            long acting = Long.parseLong(server.ask("SELECT process_id FROM run WHERE status = 'running'")
                    .get(0));
            SwathProcess dies = one.pid() == acting ? one : two;
            SwathProcess lives = one.pid() == acting ? two : one;
            dies.kill();
            killed.countDown();

            Path file = folder.resolve("images").resolve("c_L2A.tif");
            await().atMost(Duration.ofSeconds(120)).until(() -> Files.exists(file));
            String completed = "SELECT id FROM run WHERE status = 'complete' AND process_id = " + lives.pid();
            await().atMost(Duration.ofSeconds(120))
                    .until(() -> !server.ask(completed).isEmpty());
            assertThat(server.ask("SELECT trigger_type || ' ' || trigger_name FROM qrtz_triggers"))
                    .contains("SWATH david-chiriqui")
                    .doesNotContain("CRON david-chiriqui");
        }
        assertThat(earthEngine.pixelRequests())
                .extracting(ScriptedRequest::image)
                // The process that was killed had asked for this one.
                .filteredOn(image -> !image.equals("c"))
                .doesNotHaveDuplicates();
    }

    private SwathProcess start(String name, PostgresServer server) throws Exception {
        Path home = Files.createDirectory(folder.resolve(name));
        OtherFolder.fill(
                home,
                earthEngine.url(),
                "cluster = true",
                "cron = 0/" + SECONDS + " * * * * ?",
                "ledger.url = " + server.url(),
                "output = " + folder.resolve("images"));
        return SwathProcess.startInCluster(home, "run");
    }
}
