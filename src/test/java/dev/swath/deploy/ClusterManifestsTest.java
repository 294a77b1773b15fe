package dev.swath.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.NodePackages;
import dev.swath.RouteFile;
import dev.swath.job.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The manifests under {@code deploy/kubernetes/cluster} conform to the schemas of Kubernetes and KEDA and fit Swath and each other. */
class ClusterManifestsTest {

    private static final Path FOLDER = RouteFile.projectFolder().resolve("deploy/kubernetes/cluster");
    private static final String KEDA = "keda.sh/v1alpha1";
    private static final String KUSTOMIZE = "kustomize.config.k8s.io/v1beta1";
    private static final int STOP_SECONDS = 65;

    @TempDir
    private Path temporary;

    private final List<JsonNode> manifests = new ArrayList<>();
    private final List<JsonNode> keda;
    private final JsonNode kustomization;

    ClusterManifestsTest() throws IOException {
        manifests.addAll(Manifests.in(FOLDER));
        keda = manifests.stream().filter(of(KEDA)).toList();
        kustomization = manifests.stream().filter(of(KUSTOMIZE)).findFirst().orElseThrow();
        manifests.removeIf(of(KEDA).or(of(KUSTOMIZE)));
    }

    private static Predicate<JsonNode> of(String version) {
        return manifest -> manifest.path("apiVersion").asText().equals(version);
    }

    @TestFactory
    Stream<DynamicTest> each_manifest_keeps_to_the_schema_of_kubernetes() {
        assertThat(manifests).hasSizeGreaterThan(14);
        return manifests.stream()
                .map(manifest -> DynamicTest.dynamicTest(
                        Manifests.name(manifest),
                        () -> assertThatCode(() -> Manifests.validate(manifest)).doesNotThrowAnyException()));
    }

    @Test
    void what_scales_the_workers_keeps_to_the_schema_of_keda() throws Exception {
        assertThat(keda).extracting(Manifests::name).contains("ScaledObject swath-worker");

        assertThat(findings(keda)).isEmpty();
    }

    @Test
    void the_schema_of_keda_notices_an_unknown_field_and_a_wrong_type() throws Exception {
        ObjectNode scaled = keda.stream()
                .filter(manifest -> manifest.path("kind").asText().equals("ScaledObject"))
                .findFirst()
                .orElseThrow()
                .deepCopy();
        ((ObjectNode) scaled.path("spec")).put("minReplicaCount", "one").put("maxReplicas", 4);

        assertThat(findings(List.of(scaled))).contains("minReplicaCount", "maxReplicas");
    }

    private String findings(List<JsonNode> checked) throws Exception {
        Path modules = NodePackages.requireModule("@kubernetes-models/keda");
        Path file =
                Files.writeString(temporary.resolve("manifests.json"), new ObjectMapper().writeValueAsString(checked));
        Path output = temporary.resolve("findings");
        Process process = new ProcessBuilder(
                        "node",
                        RouteFile.projectFolder()
                                .resolve("src/test/resources/dev/swath/deploy/keda.mjs")
                                .toString(),
                        modules.toString(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        return Files.readString(output);
    }

    @Test
    void every_file_is_applied() throws IOException {
        List<String> named = new ArrayList<>();
        kustomization.path("resources").forEach(resource -> named.add(resource.asText()));

        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> !name.equals("kustomization.yaml")))
                    .containsExactlyInAnyOrderElementsOf(named);
        }
    }

    @Test
    void the_settings_are_settings() throws IOException {
        Properties settings =
                ClusterProfile.read(settings().path("application.properties").asText());

        assertThat(settings.stringPropertyNames()).isNotEmpty().allSatisfy(ClusterManifestsTest::assertSetting);
    }

    @Test
    void the_profile_is_the_shipped_one_with_another_address_and_a_login() throws IOException {
        Properties profile = ClusterProfile.read(
                settings().path("application-cluster.properties").asText());

        ClusterProfile.assertAsShipped(profile, "artemis:61616");
    }

    @Test
    void variables_are_settings_or_used_by_the_profile() {
        String profile = settings().path("application-cluster.properties").asText();
        for (String role : List.of("scheduler", "worker")) {
            assertThat(container("swath-" + role).findValuesAsText("name"))
                    .filteredOn(name -> name.startsWith("SWATH_"))
                    .hasSizeGreaterThan(3)
                    .allSatisfy(name ->
                            assertThat(ClusterProfile.ofVariable(name)).as(name).isPresent());
            assertThat(container("swath-" + role).path("env").findValuesAsText("name"))
                    .filteredOn(name -> name.startsWith("BROKER_"))
                    .hasSize(2)
                    .allSatisfy(name -> assertThat(profile).contains("{{env:" + name + "}}"));
        }
    }

    @Test
    void logins_come_from_secrets() {
        for (JsonNode manifest : manifests) {
            for (JsonNode variable : manifest.findValues("env").stream()
                    .flatMap(list ->
                            Stream.iterate(0, i -> i < list.size(), i -> i + 1).map(list::get))
                    .toList()) {
                if (variable.path("name").asText().matches("(?i).*(user|password|secret|token|key)$")) {
                    assertThat(variable.at("/valueFrom/secretKeyRef/name").asText())
                            .as(variable.toString())
                            .startsWith("swath-");
                }
            }
        }
        assertThat(manifests)
                .noneMatch(manifest -> manifest.path("kind").asText().equals("Secret"));
    }

    @Test
    void every_pod_meets_the_restricted_security_standard_and_has_probes_and_resources() {
        List<JsonNode> pods = manifests.stream()
                .filter(manifest -> manifest.at("/spec/template/spec").isObject())
                .map(manifest -> manifest.at("/spec/template/spec"))
                .toList();
        assertThat(pods).hasSize(4);
        for (JsonNode pod : pods) {
            JsonNode container = pod.at("/containers/0");
            JsonNode security = container.path("securityContext");
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            assertThat(pod.path("enableServiceLinks").asBoolean(true)).isFalse();
            assertThat(security.path("allowPrivilegeEscalation").asBoolean(true))
                    .isFalse();
            assertThat(security.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
            assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
            for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                assertThat(container.path(probe).isObject()).as(probe).isTrue();
            }
            assertThat(container.at("/resources/requests").fieldNames())
                    .toIterable()
                    .contains("cpu", "memory");
            assertThat(container.at("/resources/limits").fieldNames())
                    .toIterable()
                    .contains("memory");
        }
    }

    @Test
    void schedulers_and_workers_have_time_to_finish_and_a_disruption_budget() {
        for (String role : List.of("scheduler", "worker")) {
            assertThat(named("Deployment", "swath-" + role)
                            .at("/spec/template/spec/terminationGracePeriodSeconds")
                            .asInt())
                    .isGreaterThan(STOP_SECONDS);
            assertThat(named("PodDisruptionBudget", "swath-" + role).at("/spec/selector"))
                    .isEqualTo(named("Deployment", "swath-" + role).at("/spec/selector"));
        }
    }

    @Test
    void one_scheduler_stays_while_another_one_is_replaced() {
        JsonNode scheduler = named("Deployment", "swath-scheduler").path("spec");

        assertThat(scheduler.path("replicas").asInt()).isGreaterThan(1);
        assertThat(scheduler.at("/strategy/rollingUpdate/maxUnavailable").asInt(-1))
                .isZero();
        assertThat(named("PodDisruptionBudget", "swath-scheduler")
                        .at("/spec/maxUnavailable")
                        .asInt())
                .isLessThan(scheduler.path("replicas").asInt());
    }

    @Test
    void the_scaled_queue_is_the_one_that_workers_read() throws IOException {
        Properties profile = ClusterProfile.read(
                settings().path("application-cluster.properties").asText());
        JsonNode trigger = keda.stream()
                .map(manifest -> manifest.at("/spec/triggers/0/metadata"))
                .filter(JsonNode::isObject)
                .findFirst()
                .orElseThrow();

        assertThat(profile.getProperty("swath.download-to"))
                .startsWith("jms:queue:" + trigger.path("queueName").asText() + "?");
        assertThat(named("StatefulSet", "artemis").toString())
                .contains(
                        trigger.path("queueName").asText() + ":anycast",
                        "--name " + trigger.path("brokerName").asText() + " ");
    }

    private static void assertSetting(String key) {
        assertThat(Setting.find(key)).as(key).isPresent();
    }

    private JsonNode settings() {
        return named("ConfigMap", "swath-settings").path("data");
    }

    private JsonNode container(String deployment) {
        return named("Deployment", deployment).at("/spec/template/spec/containers/0");
    }

    private JsonNode named(String kind, String name) {
        return manifests.stream()
                .filter(manifest -> Manifests.name(manifest).equals(kind + " " + name))
                .findFirst()
                .orElseThrow();
    }
}
