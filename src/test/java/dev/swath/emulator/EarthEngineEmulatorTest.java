package dev.swath.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swath.emulator.archive.Scene;
import dev.swath.emulator.archive.SceneCollection;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EarthEngineEmulatorTest {

    private static final String COLLECTION = "/v1/" + Api.COLLECTION_NAME;

    @Test
    void it_listens_on_the_loopback_interface_at_a_free_port() {
        try (Api api = Api.start()) {
            assertThat(api.emulator().url().getHost()).isEqualTo("127.0.0.1");
            assertThat(api.emulator().url().getPort()).isPositive();
            assertThat(api.emulator().collections()).containsExactly(Api.COLLECTION);
        }
    }

    @Test
    void without_a_folder_it_serves_the_synthetic_collections() throws IOException {
        try (EarthEngineEmulator emulator = EarthEngineEmulator.start(EmulatorSettings.defaults())) {
            assertThat(emulator.collections())
                    .startsWith("COPERNICUS/S2_SR_HARMONIZED", "COPERNICUS/S2_SR")
                    .contains("COPERNICUS/S2", "GOOGLE/CLOUD_SCORE_PLUS/V1/S2_HARMONIZED");
        }
    }

    @Test
    void a_port_that_is_taken_is_named() {
        try (Api api = Api.start()) {
            int port = api.emulator().url().getPort();
            EmulatorSettings same = new EmulatorSettings(
                    port,
                    "127.0.0.1",
                    Duration.ZERO,
                    java.util.OptionalInt.empty(),
                    Optional.empty(),
                    Path.of("exports"),
                    false,
                    0,
                    FaultPlan.none());
            assertThatThrownBy(() -> EarthEngineEmulator.start(same, List.of()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("127.0.0.1:" + port);
        }
    }

    @Test
    void requests_beyond_the_limit_are_turned_away_and_those_within_it_never() throws Exception {
        int limit = 3;
        EmulatorSettings settings =
                EmulatorSettings.defaults().withConcurrencyLimit(limit).withLatency(Duration.ofMillis(200));
        try (Api api = Api.start(settings)) {
            List<Integer> crowded = statuses(api, 12, 1);
            assertThat(crowded).contains(200, 429);
            assertThat(api.emulator().accessLog().mostInFlight()).isEqualTo(limit);
            long rejected = api.emulator().accessLog().rejected();
            assertThat(rejected)
                    .isEqualTo(crowded.stream().filter(status -> status == 429).count());

            assertThat(statuses(api, limit, 4)).containsOnly(200);
            assertThat(api.emulator().accessLog().rejected()).isEqualTo(rejected);
        }
    }

    @Test
    void a_request_turned_away_gets_earth_engines_words() throws Exception {
        EmulatorSettings settings =
                EmulatorSettings.defaults().withConcurrencyLimit(1).withLatency(Duration.ofMillis(700));
        try (Api api = Api.start(settings)) {
            List<JsonNode> errors = responses(api, 4, 1).stream()
                    .filter(response -> response.statusCode() == 429)
                    .map(response -> Api.anyJson(response).path("error"))
                    .toList();
            assertThat(errors).isNotEmpty().allSatisfy(error -> {
                assertThat(error.path("status").asText()).isEqualTo("RESOURCE_EXHAUSTED");
                assertThat(error.path("message").asText()).startsWith("Too Many Requests: Request was rejected");
            });
        }
    }

    @Test
    void latency_delays_an_answer_but_holds_no_thread() throws Exception {
        try (Api api = Api.start(EmulatorSettings.defaults().withLatency(Duration.ofMillis(300)))) {
            Instant start = Instant.now();
            assertThat(statuses(api, 40, 1)).containsOnly(200);
            // One after the other on the server's 8 threads it would be 1.5 seconds at least.
            assertThat(Duration.between(start, Instant.now()))
                    .isBetween(Duration.ofMillis(300), Duration.ofMillis(1400));
        }
    }

    @Test
    void what_was_asked_is_on_record() {
        try (Api api = Api.start()) {
            api.send(api.request(COLLECTION).header("X-Goog-User-Project", "my-project"));
            api.askPixels("{'bandIds':['RED'],'fileFormat':'NPY'}");
            api.askPixels("{'bandIds':['NONE']}");

            AccessLog log = api.emulator().accessLog();
            assertThat(log.requests()).isEqualTo(3);
            assertThat(log.pixelRequests()).isEqualTo(2);
            assertThat(log.recent().get(0))
                    .isEqualTo(new AccessLog.Access(
                            "GET",
                            COLLECTION,
                            200,
                            Optional.of("my-project"),
                            api.get(COLLECTION).body().length));
            assertThat(log.recent()).extracting(AccessLog.Access::status).containsExactly(200, 200, 400, 200);
        }
    }

    @Test
    void a_fault_inside_is_answered_500_and_the_next_request_is_served() {
        SceneCollection broken = new SceneCollection() {
            @Override
            public Instant updated() {
                return Instant.EPOCH;
            }

            @Override
            public String id() {
                return "TEST/BROKEN";
            }

            @Override
            public Map<String, Object> properties() {
                return Map.of();
            }

            @Override
            public Iterator<Scene> scenes(Query query) {
                throw new IllegalStateException("on purpose");
            }

            @Override
            public Optional<Scene> scene(String index) {
                return Optional.empty();
            }
        };
        try (Api api = Api.start(EmulatorSettings.defaults(), broken)) {
            String path = "/v1/projects/earthengine-public/assets/TEST/BROKEN";
            HttpResponse<byte[]> response = api.get(path + ":listAssets");

            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(Api.anyJson(response).path("error").path("status").asText())
                    .isEqualTo("INTERNAL");
            assertThat(Api.text(response)).doesNotContain("on purpose");
            assertThat(api.get(path).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_body_over_the_limit_is_refused() {
        try (Api api = Api.start()) {
            HttpResponse<byte[]> response = api.askPixels(" ".repeat(10_485_761));

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(Api.text(response)).contains("Request payload size exceeds the limit: 10485760 bytes.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v1alpha", "v1beta"})
    void clients_find_the_methods_in_the_discovery_document(String version) {
        try (Api api = Api.start()) {
            JsonNode document = api.json("/$discovery/rest?version=" + version + "&prettyPrint=false");

            assertThat(document.path("rootUrl").asText())
                    .isEqualTo(api.emulator().url() + "/");
            JsonNode list = document.path("resources")
                    .path("projects")
                    .path("resources")
                    .path("assets")
                    .path("methods")
                    .path("listAssets");
            assertThat(list.path("path").asText()).isEqualTo(version + "/{+parent}:listAssets");
            String reply = list.path("response").path("$ref").asText();
            assertThat(document.path("schemas").path(reply).path("properties").has("nextPageToken"))
                    .isTrue();
        }
    }

    @Test
    void a_project_has_algorithms_and_a_config() {
        try (Api api = Api.start()) {
            assertThat(api.json("/v1/projects/my-project/algorithms?prettyPrint=false&alt=json")
                            .path("algorithms"))
                    .hasSizeGreaterThan(300);
            assertThat(api.json("/v1/projects/my-project/config").path("name").asText())
                    .isEqualTo("projects/my-project/config");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/projects/x/assets/y", "/v1/nothing", "/v1/projects/p/assets/TEST/IMAGES:getPixels"})
    void paths_without_a_method_are_not_found(String path) {
        try (Api api = Api.start()) {
            assertThat(api.get(path).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void methods_that_only_the_service_has_are_not_found_so_that_no_client_repeats_them() {
        try (Api api = Api.start()) {
            HttpResponse<byte[]> response = api.post("/v1/projects/p/table:export", "{}");

            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(Api.anyJson(response).path("error").path("message").asText())
                    .isEqualTo("The emulator does not implement table:export.");
        }
    }

    @Test
    void only_tokens_issued_here_open_the_api_where_tokens_are_required() {
        try (Api api = Api.start(EmulatorSettings.defaults().requiringToken())) {
            assertThat(api.get(COLLECTION).statusCode()).isEqualTo(401);
            HttpResponse<byte[]> foreign = api.send(api.request(COLLECTION).header("Authorization", "Bearer x"));
            assertThat(foreign.statusCode()).isEqualTo(401);
            assertThat(Api.anyJson(foreign).path("error").path("status").asText())
                    .isEqualTo("UNAUTHENTICATED");

            JsonNode issued = Api.json(grant(api, jwt("RS256", Instant.now())));
            assertThat(issued.path("token_type").asText()).isEqualTo("Bearer");
            assertThat(issued.path("expires_in").asInt()).isEqualTo(3599);
            String token = "Bearer " + issued.path("access_token").asText();
            assertThat(api.send(api.request(COLLECTION).header("Authorization", token))
                            .statusCode())
                    .isEqualTo(200);

            api.emulator().revokeTokens();
            assertThat(api.send(api.request(COLLECTION).header("Authorization", token))
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void grants_of_another_form_get_no_token() {
        try (Api api = Api.start()) {
            Instant now = Instant.now();
            assertThat(grant(api, "nonsense").statusCode()).isEqualTo(400);
            assertThat(grant(api, "a.b.c").statusCode()).isEqualTo(400);
            assertThat(grant(api, jwt("none", now)).statusCode()).isEqualTo(400);
            HttpResponse<byte[]> old = grant(api, jwt("RS256", now.minus(Duration.ofHours(3))));
            assertThat(old.statusCode()).isEqualTo(400);
            assertThat(Api.anyJson(old).path("error").asText()).isEqualTo("invalid_grant");
        }
    }

    private static HttpResponse<byte[]> grant(Api api, String assertion) {
        return api.send(api.request("/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=" + Api.encoded("urn:ietf:params:oauth:grant-type:jwt-bearer")
                        + "&assertion=" + assertion)));
    }

    private static String jwt(String algorithm, Instant issued) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String header = "{\"alg\":\"%s\",\"typ\":\"JWT\"}".formatted(algorithm);
        String claims = "{\"iss\":\"a@b\",\"scope\":\"s\",\"aud\":\"t\",\"iat\":%d,\"exp\":%d}"
                .formatted(issued.getEpochSecond(), issued.getEpochSecond() + 3600);
        return encoder.encodeToString(header.getBytes()) + "." + encoder.encodeToString(claims.getBytes()) + ".c2ln";
    }

    private static List<Integer> statuses(Api api, int clients, int each) throws Exception {
        return responses(api, clients, each).stream()
                .map(HttpResponse::statusCode)
                .toList();
    }

    /** Replies to clients that start at the same moment and each send one request after the other. */
    private static List<HttpResponse<byte[]>> responses(Api api, int clients, int each) throws Exception {
        CyclicBarrier together = new CyclicBarrier(clients);
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<Future<List<HttpResponse<byte[]>>>> running = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                running.add(threads.submit(() -> {
                    together.await(10, TimeUnit.SECONDS);
                    List<HttpResponse<byte[]>> responses = new ArrayList<>();
                    for (int request = 0; request < each; request++) {
                        responses.add(api.get(COLLECTION));
                    }
                    return responses;
                }));
            }
            List<HttpResponse<byte[]>> responses = new ArrayList<>();
            for (Future<List<HttpResponse<byte[]>>> client : running) {
                responses.addAll(client.get(30, TimeUnit.SECONDS));
            }
            return responses;
        } finally {
            threads.shutdownNow();
        }
    }
}
