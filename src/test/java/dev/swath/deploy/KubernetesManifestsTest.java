package dev.swath.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.swath.RouteFile;
import dev.swath.job.Setting;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1CronJob;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The manifests under {@code deploy/kubernetes} conform to the schema of Kubernetes and fit Swath and each other. */
class KubernetesManifestsTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    /** The time that the process takes to stop: see Ingestion. */
    private static final int STOP_SECONDS = 65;

    private final List<JsonNode> manifests = new ArrayList<>();

    KubernetesManifestsTest() throws IOException {
        try (Stream<Path> files = Files.list(RouteFile.projectFolder().resolve("deploy/kubernetes"))) {
            for (Path file : files.sorted().toList()) {
                YAMLParser parser = new YAMLFactory().createParser(file.toFile());
                YAML.readerFor(JsonNode.class)
                        .<JsonNode>readValues(parser)
                        .readAll()
                        .forEach(manifests::add);
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> each_manifest_keeps_to_the_schema() {
        assertThat(manifests).hasSizeGreaterThan(4);
        return manifests.stream()
                .map(manifest -> DynamicTest.dynamicTest(name(manifest), () -> assertThatCode(() -> validate(manifest))
                        .doesNotThrowAnyException()));
    }

    @Test
    void the_schema_notices_an_unknown_field() {
        ObjectNode manifest = pod("Deployment").deepCopy();
        ((ObjectNode) manifest.at("/containers/0")).put("volumeMount", "data");
        ObjectNode deployment = kind("Deployment").deepCopy();
        ((ObjectNode) deployment.at("/spec/template")).set("spec", manifest);

        assertThatThrownBy(() -> validate(deployment)).hasMessageContaining("volumeMount");
    }

    @Test
    void the_settings_are_settings() throws IOException {
        Properties settings = new Properties();
        settings.load(new StringReader(
                config("swath-settings").path("application.properties").asText()));

        assertThat(settings.stringPropertyNames())
                .isNotEmpty()
                .allSatisfy(key -> assertThat(Setting.find(key)).as(key).isPresent());
    }

    @Test
    void each_job_is_mounted_under_its_own_name() {
        for (String kind : List.of("Deployment", "CronJob")) {
            List<String> mounted = pod(kind).at("/containers/0/volumeMounts").findParents("subPath").stream()
                    .filter(mount -> mount.path("name").asText().equals("jobs"))
                    .map(mount -> mount.path("mountPath").asText())
                    .toList();
            List<String> jobs = new ArrayList<>();
            config("swath-jobs").fieldNames().forEachRemaining(job -> jobs.add("/opt/swath/routes/jobs/" + job));

            assertThat(mounted).as(kind).containsExactlyInAnyOrderElementsOf(jobs);
        }
    }

    @Test
    void a_pod_has_time_to_finish_and_no_variables_of_kubernetes() {
        for (String kind : List.of("Deployment", "CronJob")) {
            assertThat(pod(kind).path("terminationGracePeriodSeconds").asInt()).isGreaterThan(STOP_SECONDS);
            assertThat(pod(kind).path("enableServiceLinks").asBoolean(true)).isFalse();
        }
    }

    @Test
    void a_pod_meets_the_restricted_security_standard() {
        for (String kind : List.of("Deployment", "CronJob")) {
            JsonNode pod = pod(kind);
            JsonNode container = pod.at("/containers/0/securityContext");
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            assertThat(container.path("allowPrivilegeEscalation").asBoolean(true))
                    .isFalse();
            assertThat(container.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
            assertThat(container.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        }
    }

    private static void validate(JsonNode manifest) throws IOException {
        JsonElement json = JsonParser.parseString(manifest.toString());
        switch (manifest.path("apiVersion").asText() + " "
                + manifest.path("kind").asText()) {
            case "v1 ConfigMap" -> V1ConfigMap.validateJsonElement(json);
            case "v1 PersistentVolumeClaim" -> V1PersistentVolumeClaim.validateJsonElement(json);
            case "apps/v1 Deployment" -> V1Deployment.validateJsonElement(json);
            case "batch/v1 CronJob" -> V1CronJob.validateJsonElement(json);
            default -> throw new IOException("a kind that no check knows: " + name(manifest));
        }
    }

    private static String name(JsonNode manifest) {
        return manifest.path("kind").asText() + " "
                + manifest.at("/metadata/name").asText();
    }

    private JsonNode kind(String kind) {
        return manifests.stream()
                .filter(manifest -> manifest.path("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode config(String name) {
        return manifests.stream()
                .filter(manifest -> name(manifest).equals("ConfigMap " + name))
                .findFirst()
                .orElseThrow()
                .path("data");
    }

    private JsonNode pod(String kind) {
        return kind(kind).at(kind.equals("CronJob") ? "/spec/jobTemplate/spec/template/spec" : "/spec/template/spec");
    }
}
