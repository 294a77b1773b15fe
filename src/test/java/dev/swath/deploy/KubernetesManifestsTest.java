package dev.swath.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.RouteFile;
import dev.swath.job.Setting;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The manifests under {@code deploy/kubernetes} conform to the schema of Kubernetes and fit Swath and each other. */
class KubernetesManifestsTest {

    /** The time that the process takes to stop: see Ingestion. */
    private static final int STOP_SECONDS = 65;

    private final List<JsonNode> manifests = new ArrayList<>();

    KubernetesManifestsTest() throws IOException {
        manifests.addAll(Manifests.in(RouteFile.projectFolder().resolve("deploy/kubernetes")));
    }

    @TestFactory
    Stream<DynamicTest> each_manifest_keeps_to_the_schema() {
        assertThat(manifests).hasSizeGreaterThan(4);
        return manifests.stream()
                .map(manifest -> DynamicTest.dynamicTest(
                        Manifests.name(manifest),
                        () -> assertThatCode(() -> Manifests.validate(manifest)).doesNotThrowAnyException()));
    }

    @Test
    void the_schema_notices_an_unknown_field() {
        ObjectNode manifest = pod("Deployment").deepCopy();
        ((ObjectNode) manifest.at("/containers/0")).put("volumeMount", "data");
        ObjectNode deployment = kind("Deployment").deepCopy();
        ((ObjectNode) deployment.at("/spec/template")).set("spec", manifest);

        assertThatThrownBy(() -> Manifests.validate(deployment)).hasMessageContaining("volumeMount");
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

    private JsonNode kind(String kind) {
        return manifests.stream()
                .filter(manifest -> manifest.path("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode config(String name) {
        return manifests.stream()
                .filter(manifest -> Manifests.name(manifest).equals("ConfigMap " + name))
                .findFirst()
                .orElseThrow()
                .path("data");
    }

    private JsonNode pod(String kind) {
        return kind(kind).at(kind.equals("CronJob") ? "/spec/jobTemplate/spec/template/spec" : "/spec/template/spec");
    }
}
