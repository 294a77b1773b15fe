package dev.swath.cli;

import static dev.swath.cli.RunningDashboard.JOB;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swath.Slow;
import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.flow.ScriptedReply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the dashboard shows of jobs, runs, images and failures. */
@Slow("The dashboard shows jobs, runs, images and failures as the ledger and the folders have them.")
@Timeout(60)
class DashboardTest {

    @TempDir
    Path folder;

    private final ScriptedEarthEngine earthEngine = ScriptedEarthEngine.start();
    private final Set<String> gone = ConcurrentHashMap.newKeySet();
    private RunningDashboard dashboard;

    @BeforeEach
    void start() throws IOException {
        earthEngine
                .lists("a b c")
                .answersPixels(request -> gone.contains(request.image())
                        ? ScriptedReply.error(404, "NOT_FOUND", "Gone.")
                        : ScriptedReply.pixels(request));
        dashboard = RunningDashboard.start(earthEngine, folder.resolve("output"));
    }

    @AfterEach
    void stop() throws IOException {
        dashboard.close();
        earthEngine.close();
    }

    @Test
    void jobs_that_are_not_enabled_are_named() throws Exception {
        assertThat(dashboard.json("/api/jobs").path("disabled"))
                .extracting(JsonNode::asText)
                .contains("baru-raw", "david-ndvi")
                .doesNotContain("david-chiriqui");
    }

    @Test
    void a_job_that_never_ran_shows_its_next_run() throws Exception {
        JsonNode jobs = dashboard.json("/api/jobs");

        assertThat(jobs.path("actions").asBoolean()).isTrue();
        assertThat(jobs.path("jobs")).singleElement().satisfies(job -> {
            assertThat(job.path("name").asText()).isEqualTo(JOB);
            assertThat(job.path("cron").asText()).isEqualTo("0 0 6 1 1 ?");
            assertThat(job.path("nextFiring").asText()).matches("\\d{4}-01-01T\\d\\d:00:00Z");
            assertThat(job.path("running").isNull()).isTrue();
            assertThat(job.path("lastRun").isNull()).isTrue();
            assertThat(dashboard.json("/api/jobs/" + JOB)).isEqualTo(job);
        });
        assertThat(dashboard.json("/api/runs").path("runs")).isEmpty();
        assertThat(dashboard.json("/api/images").path("features")).isEmpty();
        assertThat(dashboard.json("/api/failures").path("failures")).isEmpty();
    }

    @Test
    void a_run_that_has_ended_is_shown_with_images_pictures_and_report() throws Exception {
        gone.add("b");

        String id = dashboard.run();

        JsonNode run = dashboard.json("/api/runs/" + id);
        assertThat(run.path("state").asText()).isEqualTo("incomplete");
        assertThat(run.path("listed").asInt()).isEqualTo(3);
        assertThat(run.path("stored").asInt()).isEqualTo(2);
        assertThat(run.path("failed").asInt()).isEqualTo(1);
        assertThat(statuses(run)).containsExactly("stored", "failed", "stored");
        assertThat(run.path("images").get(1).path("cause").asText()).contains("HTTP 404 NOT_FOUND: Gone.");
        assertThat(run.path("images").get(0).path("file").asText()).isEqualTo("a_L2A.tif");
        for (String address : List.of(
                run.path("report").asText(),
                run.path("contactSheet").asText(),
                run.path("images").get(0).path("quicklook").asText())) {
            assertThat(address).startsWith("/files/" + JOB + "/");
            assertThat(dashboard.get(address).statusCode()).as(address).isEqualTo(200);
        }
        JsonNode job = dashboard.json("/api/jobs/" + JOB);
        assertThat(job.path("running").isNull()).isTrue();
        assertThat(job.path("lastRun").path("run").asText()).isEqualTo(id);
    }

    @Test
    void the_history_begins_with_the_last_run_and_ends_at_its_limit() throws Exception {
        String first = dashboard.run();
        String second = dashboard.run();

        assertThat(runs("")).containsExactly(second, first);
        assertThat(runs("?limit=1")).containsExactly(second);
        assertThat(runs("?job=" + JOB)).containsExactly(second, first);
        assertThat(runs("?job=another")).isEmpty();
    }

    @Test
    void stored_images_are_footprints_with_picture_and_item_the_newest_first() throws Exception {
        gone.add("b");
        dashboard.run();

        JsonNode footprints = dashboard.json("/api/images?job=" + JOB);

        assertThat(footprints.path("type").asText()).isEqualTo("FeatureCollection");
        assertThat(footprints.path("features"))
                .extracting(feature -> feature.path("properties").path("file").asText())
                .containsExactly("c_L2A.tif", "a_L2A.tif");
        JsonNode newest = footprints.path("features").get(0);
        assertThat(newest.path("geometry").path("type").asText()).isEqualTo("Polygon");
        assertThat(newest.path("bbox")).hasSize(4);
        assertThat(newest.path("properties").path("image").asText()).endsWith("/c");
        assertThat(newest.path("properties").path("job").asText()).isEqualTo(JOB);
        assertThat(dashboard
                        .json(newest.path("properties").path("item").asText())
                        .path("type")
                        .asText())
                .isEqualTo("Feature");
        assertThat(dashboard.json("/api/images?limit=1").path("features")).containsExactly(newest);
    }

    @Test
    void failed_images_are_shown_until_they_are_stored() throws Exception {
        gone.addAll(List.of("a", "c"));
        String run = dashboard.run();

        JsonNode failures = dashboard.json("/api/failures?job=" + JOB).path("failures");
        assertThat(failures).hasSize(2).allSatisfy(failure -> {
            assertThat(failure.path("run").asText()).isEqualTo(run);
            assertThat(failure.path("cause").asText()).isEqualTo("HTTP 404 NOT_FOUND: Gone.");
        });
        assertThat(dashboard.json("/api/failures").path("failures")).isEqualTo(failures);
        gone.clear();
        dashboard.run();

        assertThat(dashboard.json("/api/failures").path("failures")).isEmpty();
    }

    @Test
    void something_unknown_is_reported_in_one_line() throws Exception {
        for (String path : List.of("/api/jobs/nobody", "/api/runs/never", "/api/images?job=nobody", "/api/nothing")) {
            assertThat(dashboard.get(path)).as(path).satisfies(answer -> {
                assertThat(answer.statusCode()).isEqualTo(404);
                assertThat(answer.body()).startsWith("{\"error\":\"").hasLineCount(1);
            });
        }
        assertThat(dashboard.get("/nowhere").statusCode()).isEqualTo(404);
    }

    @Test
    void a_limit_that_is_not_a_number_in_its_range_is_refused() throws Exception {
        for (String limit : List.of("0", "-1", "501", "many", "1e2", "99999999999999", "5&limit=6")) {
            assertThat(dashboard.get("/api/runs?limit=" + limit).statusCode())
                    .as(limit)
                    .isEqualTo(400);
        }
        assertThat(dashboard.get("/api/images?limit=10001").statusCode()).isEqualTo(400);
    }

    @Test
    void pages_and_their_parts_are_served_with_their_types() throws Exception {
        for (String page : List.of("/", "/runs", "/runs/20240101T000000Z-" + JOB, "/map", "/failures")) {
            assertThat(dashboard.get(page)).as(page).satisfies(answer -> {
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
            });
        }
        assertThat(dashboard.get("/assets/leaflet/leaflet.js").headers().firstValue("Content-Type"))
                .hasValue("text/javascript; charset=utf-8");
        assertThat(dashboard.get("/assets/leaflet/images/marker-icon.png").statusCode())
                .isEqualTo(200);
        assertThat(dashboard.get("/assets/leaflet/../../../pom.xml").statusCode())
                .isEqualTo(404);
    }

    private List<String> runs(String query) throws Exception {
        return dashboard.json("/api/runs" + query).path("runs").findValuesAsText("run");
    }

    private static List<String> statuses(JsonNode run) {
        return run.path("images").findValuesAsText("status");
    }
}
