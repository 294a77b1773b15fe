package dev.swath.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swath.Slow;
import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.flow.ScriptedReply;
import dev.swath.flow.ServiceAccountFile;
import dev.swath.it.SwathProcess.Result;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No output and no file of a run contains one of its secrets, not even at level DEBUG in runs that fail. */
@Slow("No log, summary, page, ledger or trace of failing runs contains a planted secret.")
@Timeout(300)
class SecretsIT {

    private static final String PASSWORD = "hunter2";
    /** In Google's format: 39 characters. */
    private static final String API_KEY = "AIzaSy" + PASSWORD + "0123456789abcdefghijklmno_";
    /** How {@code reader:hunter2-…} begins in the header of basic authentication. */
    private static final String BASIC =
            Base64.getEncoder().withoutPadding().encodeToString(("reader:" + PASSWORD + "-").getBytes(UTF_8));

    private static final Map<String, String> DEBUG =
            Map.of("SWATH_LOG_LEVEL", "debug,root=debug,org.apache.camel=debug");
    /** Where the secrets are kept. */
    private static final Set<String> KEPT_IN =
            Set.of("application.properties", "david-chiriqui.camel.yaml", "key.json");

    @TempDir
    private Path folder;

    private final ScriptedEarthEngine earthEngine = ScriptedEarthEngine.start().lists("a b");
    private final List<String> settings = new ArrayList<>();
    /** The assertions sent to the token server, which are as good as tokens. */
    private final List<String> assertions = new CopyOnWriteArrayList<>();

    @BeforeEach
    void giveSecrets() throws IOException {
        ServiceAccountFile.write(folder.resolve("key.json"), earthEngine.url().resolve("/token"));
        settings.addAll(List.of(
                "earth-engine.credentials = key.json",
                "earth-engine.project = my-project",
                "retry.attempts = 1",
                "retry.delay = 10ms",
                "summary-to = http://reader:" + PASSWORD + "-a@localhost:1/hook?key=" + PASSWORD + "-b",
                "alert-to = smtp:localhost:1?username=reader&password=" + PASSWORD + "-c&to=reader@example.org"));
    }

    @AfterEach
    void stop() throws IOException {
        earthEngine.close();
    }

    @Test
    void a_successful_run_whose_notifications_fail() throws Exception {
        Result result = once();

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.err()).contains("DEBUG", "WARN");
        assertNoSecretIn(result);
    }

    @Test
    void a_service_that_refuses_and_repeats_the_token() throws Exception {
        earthEngine.answersPixels(request -> ScriptedReply.error(
                401, "UNAUTHENTICATED", "No good: " + request.headers().get("authorization")));

        Result result = once();

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("HTTP 401", "No good");
        assertThat(assertNoSecretIn(result))
                .as("what the service said is in the ledger, the summary and the report")
                .anySatisfy((file, text) -> assertThat(file + text).contains("ledger.mv.db", "No good"))
                .anySatisfy((file, text) -> assertThat(file + text).contains(".json", "No good"))
                .anySatisfy((file, text) -> assertThat(file + text).contains(".html", "No good"));
    }

    @Test
    void a_listing_that_is_refused_and_repeats_the_token() throws Exception {
        earthEngine.answersListing(request -> ScriptedReply.error(
                401, "UNAUTHENTICATED", "No good: " + request.headers().get("authorization")));

        Result result = once();

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).contains("HTTP 401", "No good");
        assertNoSecretIn(result);
    }

    @Test
    void a_token_server_that_refuses_and_repeats_what_it_was_sent() throws Exception {
        refuseTokens();

        Result result = once();

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).contains("no token for swath@test-project.iam.gserviceaccount.com", "invalid_grant");
        assertThat(assertions).isNotEmpty();
        assertNoSecretIn(result);
    }

    /** Monitoring reads these pages. */
    @Test
    void the_pages_of_health_and_metrics() throws Exception {
        refuseTokens();
        int port = FreePort.find();
        settings.addAll(List.of("cron = * * * * * ?", "health.port = " + port, "log.format = json"));
        OtherFolder.fill(folder, earthEngine.url(), settings.toArray(String[]::new));

        try (SwathProcess swath = SwathProcess.startUncounted(folder, DEBUG, "run")) {
            assertThat(swath.hasWritten("no token for")).isTrue();
            HttpResponse<String> health = page(port, "health?data=true");
            HttpResponse<String> metrics = page(port, "metrics");
            swath.terminate();
            Result result = swath.result();

            assertThat(health.statusCode()).isEqualTo(503);
            assertThat(health.body()).contains("swath-credentials");
            assertThat(metrics.body()).contains("swath_runs_total");
            assertThat(result.err()).contains("\"level\":\"DEBUG\"");
            assertNoSecretIn(
                    new Result(result.exitCode(), result.out() + health.body() + metrics.body(), result.err()));
        }
    }

    /** With the right, a wrong and no token; at this level the log has each request. */
    @Test
    void the_token_of_the_dashboard() throws Exception {
        int port = FreePort.find();
        settings.addAll(
                List.of("cron = 0 0 6 1 1 ?", "dashboard.port = " + port, "dashboard.token = " + PASSWORD + "-j"));
        OtherFolder.fill(folder, earthEngine.url(), settings.toArray(String[]::new));

        try (SwathProcess swath = SwathProcess.startUncounted(folder, DEBUG, "run", "--dashboard")) {
            assertThat(swath.hasWritten("dashboard url=http://127.0.0.1:" + port + "/"))
                    .isTrue();
            StringBuilder answers = new StringBuilder();
            for (String token : List.of(PASSWORD + "-wrong", PASSWORD + "-j")) {
                answers.append(startJob(port, token));
            }
            assertThat(answers).contains("401", "202", "swath.dashboard.token");
            assertThat(swath.hasWritten("2 listed: 2 stored")).isTrue();
            swath.terminate();
            Result result = swath.result();

            assertThat(result.err()).contains("DEBUG", "started from the dashboard");
            assertNoSecretIn(new Result(result.exitCode(), result.out() + answers, result.err()));
        }
    }

    private static String startJob(int port, String token) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/jobs/david-chiriqui/runs"))
                                .header("Authorization", "Bearer " + token)
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.headers().map() + " " + answer.body();
    }

    private static HttpResponse<String> page(int port, String name) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + "/observe/" + name);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void an_output_that_can_not_be_reached() throws Exception {
        settings.add("output = sftp:writer@localhost:1/images?password=" + PASSWORD + "-d&knownHostsFile=none");

        Result result = once();

        assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
        assertThat(result.err()).contains("2 failed");
        assertNoSecretIn(result);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "output = sftp:writer:" + PASSWORD + "-e@localhost:1/images?pasword=" + PASSWORD + "-f",
                "ledger.url = jdbc:postgresql://127.0.0.1:1/swath?user=swath&password=" + PASSWORD + "-g",
                "earth-engine.url = https://me:" + PASSWORD + "-h@earthengine.example.com?key=" + API_KEY,
                "earth-engine.credentials = " + API_KEY,
                "earth-engine.api-key = " + API_KEY,
                "earth-engine.token = ya29." + PASSWORD + "-i"
            })
    void settings_that_can_not_be_obeyed(String setting) throws Exception {
        settings.add(setting);

        Result result = once();

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("swath." + setting.replaceFirst(" =.*", ""));
        assertNoSecretIn(result);
    }

    @Test
    void a_token_in_the_environment_that_nothing_reads() throws Exception {
        OtherFolder.fill(folder, earthEngine.url(), settings.toArray(String[]::new));

        Result result = SwathProcess.javaUncounted(folder, Map.of("SWATH_EARTH_ENGINE_TOKEN", PASSWORD), "once");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("SWATH_EARTH_ENGINE_TOKEN", "unset it");
        assertNoSecretIn(result);
    }

    /** Sets another token server, which answers like Google's for a revoked key. */
    private void refuseTokens() throws IOException {
        ServiceAccountFile.write(folder.resolve("key.json"), earthEngine.url().resolve("/refused"));
        earthEngine.answersListing(request -> {
            if (!request.path().equals("refused")) {
                return earthEngine.page(request);
            }
            assertions.addAll(
                    List.of(request.body().replaceFirst("(?s).*assertion=", "").split("\\.")));
            return ScriptedReply.json(
                            "{\"error\": \"invalid_grant\", \"error_description\": \"%s\"}".formatted(request.body()))
                    .withStatus(400);
        });
    }

    private Result once() throws IOException, InterruptedException {
        OtherFolder.fill(folder, earthEngine.url(), settings.toArray(String[]::new));
        return SwathProcess.javaUncounted(folder, DEBUG, "once");
    }

    /** All output by its place: standard output and error, and every file below the folder. */
    private Map<String, String> assertNoSecretIn(Result result) throws IOException {
        Map<String, String> said = new LinkedHashMap<>();
        said.put("standard output", result.out());
        said.put("standard error", result.err());
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !KEPT_IN.contains(file.getFileName().toString()))
                    .toList()) {
                said.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        assertThat(said).hasSizeGreaterThan(2);
        List<String> secrets = new ArrayList<>(List.of(PASSWORD, BASIC, "Bearer token-", "\"token-1\"", "\"token-2\""));
        secrets.addAll(linesOfTheKey());
        secrets.addAll(assertions);
        assertThat(earthEngine.tokensIssued()).isLessThan(10);
        said.forEach((place, text) -> assertThat(text).as(place).doesNotContain(secrets));
        return said;
    }

    private List<String> linesOfTheKey() throws IOException {
        List<String> lines = new ObjectMapper()
                .readTree(folder.resolve("key.json").toFile())
                .path("private_key")
                .asText()
                .lines()
                .filter(line -> line.length() == 64)
                .toList();
        assertThat(lines).hasSizeGreaterThan(20);
        return lines;
    }
}
