package dev.swath.cli;

import static dev.swath.cli.RunningDashboard.JOB;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import dev.swath.RouteFile;
import dev.swath.Slow;
import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.flow.ScriptedReply;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The OpenAPI description matches what the dashboard's interface does. */
@Slow("The dashboard's interface answers as its OpenAPI description says.")
@Timeout(60)
class OpenApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> EVENTS =
            Map.of("opened", "Opened", "progress", "Progress", "image", "ImageDone", "closed", "Closed");

    @TempDir
    private static Path folder;

    private static ScriptedEarthEngine earthEngine;
    private static RunningDashboard dashboard;
    private static List<EventLine.Event> told;
    private static JsonNode description;
    private static String run;

    @BeforeAll
    static void runOnce() throws Exception {
        earthEngine = ScriptedEarthEngine.start()
                .lists("a b")
                .answersPixels(request -> request.image().equals("b")
                        ? ScriptedReply.error(404, "NOT_FOUND", "Gone.")
                        : ScriptedReply.pixels(request));
        dashboard = RunningDashboard.start(earthEngine, folder.resolve("output"));
        description = dashboard.json("/api/openapi.json");
        told = new ArrayList<>();
        try (EventLine events = dashboard.follow()) {
            assertKeepsTo("Started", dashboard.post("/api/jobs/" + JOB + "/runs"), 202);
            do {
                told.add(events.next());
            } while (!told.get(told.size() - 1).name().equals("closed"));
        }
        run = told.get(0).data().path("run").asText();
    }

    @AfterAll
    static void stop() throws IOException {
        dashboard.close();
        earthEngine.close();
    }

    @Test
    void it_is_openapi_and_each_of_its_references_leads_somewhere() {
        assertThat(description.path("openapi").asText()).isEqualTo("3.1.0");
        assertThat(description.findValuesAsText("$ref")).hasSizeGreaterThan(40).allSatisfy(reference -> assertThat(
                        description.at(reference.substring(1)).isObject())
                .as(reference)
                .isTrue());
        assertThat(description.path("paths").findValuesAsText("operationId"))
                .hasSizeGreaterThan(10)
                .doesNotHaveDuplicates();
    }

    /** One that has neither more nor less than the routes. */
    @Test
    void it_has_the_paths_and_methods_of_the_routes() throws IOException {
        Set<String> described = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : description.path("paths").properties()) {
            path.getValue().fieldNames().forEachRemaining(method -> described.add(method + " " + path.getKey()));
        }

        Set<String> routed = new TreeSet<>(Set.of("get /api/events"));
        for (JsonNode route : RouteFile.read(RouteFile.projectFolder()
                        .resolve("src/main/resources/dev/swath/dashboard-routes/dashboard.camel.yaml"))
                .definitions("templatedRoute")) {
            Map<String, String> parameters = new HashMap<>();
            route.path("parameters")
                    .forEach(parameter -> parameters.put(
                            parameter.path("name").asText(),
                            parameter.path("value").asText()));
            String method = parameters.getOrDefault("method", "GET").contains("GET") ? "get " : "post ";
            switch (parameters.get("path")) {
                case "/" -> {} // pages, for people
                case "/files" -> routed.add("get /files/{job}/{path}");
                default -> routed.add(method + parameters.get("path"));
            }
        }

        assertThat(described).isEqualTo(routed);
    }

    @Test
    void replies_are_as_described() throws Exception {
        assertKeepsTo("Jobs", dashboard.get("/api/jobs"), 200);
        assertKeepsTo("Job", dashboard.get("/api/jobs/" + JOB), 200);
        assertKeepsTo("Runs", dashboard.get("/api/runs"), 200);
        assertKeepsTo("RunWithImages", dashboard.get("/api/runs/" + run), 200);
        assertKeepsTo("Footprints", dashboard.get("/api/images"), 200);
        assertKeepsTo("Failures", dashboard.get("/api/failures"), 200);
        assertThat(dashboard.json("/api/images").path("features")).isNotEmpty();
        assertThat(dashboard.json("/api/failures").path("failures")).isNotEmpty();
        assertThat(dashboard.json("/api/runs").path("runs")).isNotEmpty();
    }

    @Test
    void a_current_run_is_as_described() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        try (ScriptedEarthEngine slow = ScriptedEarthEngine.start().lists("a").answersPixels(request -> {
                    asked.countDown();
                    released.await();
                    return ScriptedReply.pixels(request);
                });
                RunningDashboard live = RunningDashboard.start(slow, folder.resolve("live"))) {
            live.post("/api/jobs/" + JOB + "/runs");
            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
            String running = live.json("/api/jobs/" + JOB).path("running").asText();

            assertKeepsTo("RunWithImages", live.get("/api/runs/" + running), 200);
            assertKeepsTo("Jobs", live.get("/api/jobs"), 200);
            assertKeepsTo("Runs", live.get("/api/runs"), 200);
            released.countDown();
        } finally {
            released.countDown();
        }
    }

    @Test
    void every_event_is_as_described() {
        assertThat(told).extracting(EventLine.Event::name).contains("opened", "progress", "image", "closed");
        assertThat(told).allSatisfy(event -> assertThat(violations(EVENTS.get(event.name()), event.data()))
                .as("%s", event)
                .isEmpty());
    }

    @Test
    void every_refusal_is_as_described() throws Exception {
        String runs = "/api/jobs/" + JOB + "/runs";
        assertKeepsTo("Error", dashboard.get("/api/runs?limit=0"), 400);
        assertKeepsTo("Error", dashboard.ask("POST", runs, Optional.empty()), 401);
        assertKeepsTo("Error", dashboard.get("/api/runs/never"), 404);
        assertKeepsTo("Error", dashboard.get("/files/nobody/a.png"), 404);
    }

    @Test
    void the_schemas_notice_what_is_missing_too_much_or_of_another_type() throws Exception {
        JsonNode runs = dashboard.json("/api/runs");
        ObjectNode first = (ObjectNode) runs.path("runs").get(0);
        assertThat(violations("Run", first)).isEmpty();

        assertThat(violations("Run", first.deepCopy().put("more", 1))).isNotEmpty();
        assertThat(violations("Run", first.deepCopy().put("started", "yesterday")))
                .isNotEmpty();
        assertThat(violations("Run", first.deepCopy().without("stored"))).isNotEmpty();
        assertThat(violations("Run", first.deepCopy().put("stored", "2"))).isNotEmpty();
    }

    private static void assertKeepsTo(String schema, HttpResponse<String> answer, int status) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(violations(schema, JSON.readTree(answer.body())))
                .as(answer.body())
                .isEmpty();
    }

    private static Set<?> violations(String schema, JsonNode value) {
        ObjectNode root = JSON.createObjectNode().put("$ref", "#/components/schemas/" + schema);
        root.set("components", description.path("components"));
        JsonSchema found = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(
                        root,
                        SchemaValidatorsConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build());
        return found.validate(value);
    }
}
