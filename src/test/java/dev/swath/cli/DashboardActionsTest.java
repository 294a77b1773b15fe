package dev.swath.cli;

import static dev.swath.cli.RunningDashboard.JOB;
import static dev.swath.cli.RunningDashboard.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swath.Slow;
import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.flow.ScriptedReply;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the buttons of the dashboard do, and for whom. */
@Slow("The dashboard's buttons start runs and retries, only with the token.")
@Timeout(60)
class DashboardActionsTest {

    private static final String RUNS = "/api/jobs/" + JOB + "/runs";
    private static final String RETRIES = "/api/jobs/" + JOB + "/retries";

    @TempDir
    Path folder;

    private final Set<String> gone = ConcurrentHashMap.newKeySet();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final ScriptedEarthEngine earthEngine = ScriptedEarthEngine.start()
            .lists("a b")
            .answersPixels(request -> gone.contains(request.image())
                    ? ScriptedReply.error(404, "NOT_FOUND", "Gone.")
                    : ScriptedReply.pixels(request));
    private RunningDashboard dashboard;

    @AfterEach
    void stop() throws IOException {
        released.countDown();
        dashboard.close();
        earthEngine.close();
    }

    private void start(String... settings) throws IOException {
        dashboard = RunningDashboard.start(earthEngine, folder.resolve("output"), settings);
    }

    /** From now on each image waits until the test releases it. */
    private void holdImages() {
        earthEngine.answersPixels(request -> {
            asked.countDown();
            released.await();
            return ScriptedReply.pixels(request);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {RUNS, RETRIES})
    void nothing_is_done_without_the_token(String path) throws Exception {
        start();

        for (String token : List.of("", "open", TOKEN + "x", TOKEN.toUpperCase(Locale.ROOT))) {
            assertThat(dashboard.ask("POST", path, Optional.of(token)).statusCode())
                    .as(token)
                    .isEqualTo(401);
        }
        assertThat(dashboard.ask("POST", path, Optional.empty())).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).contains("swath.dashboard.token").doesNotContain(TOKEN);
        });
        assertThat(earthEngine.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {RUNS, RETRIES})
    void nothing_is_done_if_no_token_is_set(String path) throws Exception {
        start("dashboard.token =");

        assertThat(dashboard.json("/api/jobs").path("actions").asBoolean()).isFalse();
        for (Optional<String> token : List.of(Optional.<String>empty(), Optional.of(""), Optional.of(TOKEN))) {
            assertThat(dashboard.ask("POST", path, token)).satisfies(answer -> {
                assertThat(answer.statusCode()).isEqualTo(403);
                assertThat(answer.body()).contains("set swath.dashboard.token");
            });
        }
        assertThat(earthEngine.requests()).isEmpty();
    }

    @Test
    void a_job_is_started_now() throws Exception {
        start();

        String run = dashboard.run();

        assertThat(dashboard.json("/api/runs/" + run).path("stored").asInt()).isEqualTo(2);
        assertThat(folder.resolve("output/a_L2A.tif")).isRegularFile();
        assertThat(dashboard.post("/api/jobs/nobody/runs").statusCode()).isEqualTo(404);
    }

    @Test
    void a_job_is_started_again_only_when_its_run_has_ended() throws Exception {
        holdImages();
        start();
        try (EventLine events = dashboard.follow()) {
            assertThat(dashboard.post(RUNS).statusCode()).isEqualTo(202);
            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();

            HttpResponse<String> second = dashboard.post(RUNS);

            assertThat(second.statusCode()).isEqualTo(409);
            assertThat(second.body()).startsWith("{\"error\":\"");
            released.countDown();
            events.await("closed");
        }
        assertThat(dashboard.run()).isNotEmpty();
        assertThat(dashboard.json("/api/runs").path("runs")).hasSize(2);
    }

    @Test
    void of_many_requests_to_start_a_job_at_once_one_succeeds() throws Exception {
        holdImages();
        start();
        ExecutorService people = Executors.newFixedThreadPool(8);
        try (EventLine events = dashboard.follow()) {
            List<Callable<Integer>> clicks = new ArrayList<>();
            for (int person = 0; person < 8; person++) {
                clicks.add(() -> dashboard.post(RUNS).statusCode());
            }

            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer : people.invokeAll(clicks)) {
                answers.add(answer.get());
            }

            assertThat(answers).containsOnlyOnce(202).containsOnly(202, 409);
            released.countDown();
            events.await("closed");
        } finally {
            people.shutdownNow();
        }
        assertThat(dashboard.json("/api/runs").path("runs")).hasSize(1);
    }

    @Test
    void a_run_of_the_schedule_keeps_a_job_from_being_started() throws Exception {
        holdImages();
        start("cron = * * * * * ?");
        assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();

        assertThat(dashboard.post(RUNS).statusCode()).isEqualTo(409);
        assertThat(dashboard.post(RETRIES).statusCode()).isIn(404, 409);
        assertThat(earthEngine.listingsAtOnce().most()).isEqualTo(1);
    }

    @Test
    void a_scheduled_run_during_a_started_run_is_counted_and_not_started() throws Exception {
        earthEngine.answersListing(request -> {
            // Time has to pass for the schedule to fall due.
            earthEngine.listingsAtOnce().awaitMost(2, Duration.ofSeconds(6));
            return earthEngine.page(request);
        });
        ZonedDateTime due = ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(5);
        start("time-zone = UTC", due.format(DateTimeFormatter.ofPattern("'cron = 's m H '* * ?'")));

        String run = dashboard.run();

        assertThat(earthEngine.listingsAtOnce().most()).isEqualTo(1);
        JsonNode summary = new ObjectMapper()
                .readTree(folder.resolve("output/runs/" + run + ".json").toFile());
        assertThat(summary.path("overtaken").asInt()).isEqualTo(1);
    }

    @Test
    void a_job_whose_run_could_not_list_is_started_again() throws Exception {
        earthEngine.answersListing(request -> ScriptedReply.error(403, "PERMISSION_DENIED", "Not yours."));
        start();
        String failed = dashboard.run();
        earthEngine.answersListing(earthEngine::page);

        String second = dashboard.run();

        assertThat(dashboard.json("/api/runs/" + failed).path("cause").asText()).contains("Not yours.");
        assertThat(dashboard.json("/api/runs/" + second).path("stored").asInt()).isEqualTo(2);
    }

    @Test
    void a_job_whose_run_could_not_begin_is_started_again() throws Exception {
        start("bands = B77", "bands.check = false");
        dashboard.run();

        assertThat(dashboard.run()).isNotEmpty();
        assertThat(dashboard.json("/api/jobs/" + JOB).path("running").isNull()).isTrue();
    }

    @Test
    void a_job_whose_run_would_exceed_its_limit_is_started_again() throws Exception {
        start("max-requests-per-run = 1");
        dashboard.run();

        assertThat(dashboard.run()).isNotEmpty();
    }

    @Test
    void a_job_whose_summary_could_not_be_written_is_started_again() throws Exception {
        start();
        Files.createDirectories(folder.resolve("output"));
        Files.writeString(folder.resolve("output/runs"), "no folder");
        dashboard.run();

        assertThat(dashboard.run()).isNotEmpty();
    }

    @Test
    void only_failed_images_are_fetched_again() throws Exception {
        gone.add("b");
        start();
        dashboard.run();
        int listings = earthEngine.listRequests().size();
        gone.clear();

        String retry = dashboard.retry();

        assertThat(earthEngine.listRequests()).as("nothing was listed").hasSize(listings);
        JsonNode run = dashboard.json("/api/runs/" + retry);
        assertThat(run.path("listed").asInt()).isEqualTo(1);
        assertThat(run.path("stored").asInt()).isEqualTo(1);
        assertThat(dashboard.json("/api/failures").path("failures")).isEmpty();
        assertThat(dashboard.post(RETRIES).statusCode()).as("nothing is left").isEqualTo(404);
    }

    @Test
    void the_answer_to_a_retry_has_the_number_of_images() throws Exception {
        gone.addAll(List.of("a", "b"));
        start();
        dashboard.run();

        try (EventLine events = dashboard.follow()) {
            HttpResponse<String> answer = dashboard.post(RETRIES);
            assertThat(answer.body()).isEqualTo("{\"job\":\"" + JOB + "\",\"images\":2}");
            events.await("closed");
        }
    }
}
