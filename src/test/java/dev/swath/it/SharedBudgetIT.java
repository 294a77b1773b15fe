package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.flow.ScriptedReply;
import dev.swath.flow.ScriptedRequest;
import dev.swath.it.SwathProcess.Result;
import dev.swath.ledger.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes of a cluster, each of which could use more requests at once than all of them may. */
@Slow("Three processes that come and go never have more requests in flight together than the quota that they share.")
@Timeout(300)
class SharedBudgetIT {

    private static final int IMAGES = 100;
    private static final int QUOTA = 6;
    private static final Duration REPLY = Duration.ofMillis(600);

    @TempDir
    private Path folder;

    private final ScriptedEarthEngine earthEngine = ScriptedEarthEngine.start();

    @AfterEach
    void stop() throws Exception {
        earthEngine.close();
    }

    @Test
    void together_they_stay_within_the_quota_while_they_come_and_go() throws Exception {
        earthEngine.lists(IntStream.range(0, IMAGES).mapToObj(i -> "i" + i).collect(Collectors.joining(" ")));
        earthEngine.answersPixels(request -> {
            Thread.sleep(REPLY.toMillis());
            return ScriptedReply.pixels(request);
        });
        try (PostgresServer server = PostgresServer.start()) {
            List<String> settings = List.of(
                    "cluster = true",
                    "cluster.requests = " + QUOTA,
                    "ledger.url = " + server.url(),
                    "output = " + folder.resolve("images"));
            try (SwathProcess first = start("first", settings)) {
                earthEngine.pixelsAtOnce().awaitMost(QUOTA, Duration.ofSeconds(60));
                try (SwathProcess second = start("second", settings);
                        SwathProcess third = start("third", settings)) {
                    for (SwathProcess process : List.of(first, second, third)) {
                        Result result = process.result();
                        assertThat(result.exitCode()).as(result.err()).isZero();
                    }
                }
            }
            assertThat(shares(server)).as("shares that were not given back").isZero();
        }
        assertThat(earthEngine.pixelsAtOnce().most()).isEqualTo(QUOTA);
        assertThat(earthEngine.pixelRequests())
                .extracting(ScriptedRequest::image)
                .hasSize(IMAGES)
                .doesNotHaveDuplicates();
    }

    private SwathProcess start(String name, List<String> settings) throws Exception {
        Path home = Files.createDirectory(folder.resolve(name));
        OtherFolder.fill(home, earthEngine.url(), settings.toArray(String[]::new));
        return SwathProcess.startInCluster(home, "once");
    }

    private static int shares(PostgresServer server) throws Exception {
        return server.ask("SELECT worker FROM quota_share").size();
    }
}
