package dev.swath.cli;

import static dev.swath.cli.RunningDashboard.JOB;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swath.Slow;
import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.flow.ScriptedReply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The events that followers of the runs get. */
@Slow("A page that follows a run gets every event once, in order, even after a lost connection.")
@Timeout(60)
class DashboardEventsTest {

    private static final String RUNS = "/api/jobs/" + JOB + "/runs";

    @TempDir
    Path folder;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final ScriptedEarthEngine earthEngine = ScriptedEarthEngine.start();
    private RunningDashboard dashboard;

    @BeforeEach
    void start() throws IOException {
        earthEngine.lists("a b").answersPixels(request -> {
            asked.countDown();
            released.await();
            return request.image().equals("b")
                    ? ScriptedReply.error(404, "NOT_FOUND", "Gone.")
                    : ScriptedReply.pixels(request);
        });
        dashboard = RunningDashboard.start(earthEngine, folder.resolve("output"));
    }

    @AfterEach
    void stop() throws IOException {
        released.countDown();
        dashboard.close();
        earthEngine.close();
    }

    @Test
    void a_run_is_reported_from_its_start_to_its_end() throws Exception {
        List<EventLine.Event> told = new ArrayList<>();
        try (EventLine events = dashboard.follow()) {
            dashboard.post(RUNS);
            released.countDown();
            do {
                told.add(events.next());
            } while (!told.get(told.size() - 1).name().equals("closed"));
        }

        assertThat(told.get(0).name()).isEqualTo("opened");
        String run = told.get(0).data().path("run").asText();
        assertThat(told).allSatisfy(event -> {
            assertThat(event.data().path("run").asText()).isEqualTo(run);
            assertThat(event.data().path("job").asText()).isEqualTo(JOB);
        });
        assertThat(told)
                .filteredOn(event -> event.name().equals("image"))
                .extracting(event -> event.data().path("status").asText())
                .containsExactlyInAnyOrder("stored", "failed");
        JsonNode closed = told.get(told.size() - 1).data();
        assertThat(closed.path("state").asText()).isEqualTo("incomplete");
        assertThat(dashboard.get(closed.path("report").asText()).statusCode())
                .as("the report is there when the end is told")
                .isEqualTo(200);
    }

    @Test
    void a_later_follower_gets_the_progress_of_the_run_at_once() throws Exception {
        dashboard.post(RUNS);
        assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();

        try (EventLine events = dashboard.follow()) {
            EventLine.Event first = events.next();

            assertThat(first.name()).isEqualTo("progress");
            assertThat(first.data().path("stored").asInt()).isZero();
            assertThat(first.data().path("listed").asInt()).isBetween(1, 2);
            assertThat(first.data().path("inFlight").asInt()).isPositive();
            assertThat(first.data().path("limit").asInt()).isPositive();
        }
    }

    @Test
    void a_current_run_shows_its_images_in_progress() throws Exception {
        dashboard.post(RUNS);
        assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();

        JsonNode run = dashboard.json("/api/runs/"
                + dashboard.json("/api/jobs/" + JOB).path("running").asText());

        assertThat(run.path("ended").isNull()).isTrue();
        assertThat(run.path("images")).isNotEmpty().allSatisfy(image -> {
            assertThat(image.path("status").asText()).isEqualTo("working");
            assertThat(image.path("tiles").asInt()).isEqualTo(1);
            assertThat(image.path("tilesFetched").asInt()).isZero();
        });
    }

    @Test
    void at_most_sixteen_follow_and_one_that_leaves_makes_room() throws Exception {
        List<EventLine> lines = new ArrayList<>();
        try {
            for (int follower = 0; follower < 16; follower++) {
                lines.add(dashboard.follow());
            }
            assertThat(lines).allSatisfy(line -> assertThat(line.status()).isEqualTo(200));
            try (EventLine tooMany = dashboard.follow()) {
                assertThat(tooMany.status()).isEqualTo(503);
                assertThat(tooMany.body()).startsWith("{\"error\":\"");
            }
            lines.remove(0).close();

            assertThat(statusOnceThereIsRoom()).isEqualTo(200);
        } finally {
            for (EventLine line : lines) {
                line.close();
            }
        }
    }

    /** The server notices a moment later that a follower has left. */
    private int statusOnceThereIsRoom() throws IOException, InterruptedException {
        for (int asked = 0; asked < 1000; asked++) {
            try (EventLine line = dashboard.follow()) {
                if (line.status() == 200) {
                    return 200;
                }
            }
        }
        return 503;
    }

    @Test
    void a_process_that_stops_ends_the_event_streams() throws Exception {
        EventLine events = dashboard.follow();

        dashboard.close();

        assertThat(events.hasEnded()).isTrue();
        dashboard = RunningDashboard.start(earthEngine, folder.resolve("output"));
    }
}
