package dev.swath.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1CronJob;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Manifests of Kubernetes, and its schema, by which a field that it does not know is an error. */
final class Manifests {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private Manifests() {}

    /** Those of all files in a folder. */
    static List<JsonNode> in(Path folder) throws IOException {
        List<JsonNode> manifests = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                manifests.addAll(YAML.readerFor(JsonNode.class)
                        .<JsonNode>readValues(new YAMLFactory().createParser(file.toFile()))
                        .readAll());
            }
        }
        return manifests;
    }

    /** Kind and name. */
    static String name(JsonNode manifest) {
        return manifest.path("kind").asText() + " "
                + manifest.at("/metadata/name").asText();
    }

    /**
     * Holds one against the schema.
     *
     * @throws IOException if it is of a kind that is not known here
     */
    static void validate(JsonNode manifest) throws IOException {
        JsonElement json = JsonParser.parseString(manifest.toString());
        switch (manifest.path("apiVersion").asText() + " "
                + manifest.path("kind").asText()) {
            case "v1 ConfigMap" -> V1ConfigMap.validateJsonElement(json);
            case "v1 Namespace" -> V1Namespace.validateJsonElement(json);
            case "v1 PersistentVolumeClaim" -> V1PersistentVolumeClaim.validateJsonElement(json);
            case "v1 Service" -> V1Service.validateJsonElement(json);
            case "apps/v1 Deployment" -> V1Deployment.validateJsonElement(json);
            case "apps/v1 StatefulSet" -> V1StatefulSet.validateJsonElement(json);
            case "batch/v1 CronJob" -> V1CronJob.validateJsonElement(json);
            case "networking.k8s.io/v1 NetworkPolicy" -> V1NetworkPolicy.validateJsonElement(json);
            case "policy/v1 PodDisruptionBudget" -> V1PodDisruptionBudget.validateJsonElement(json);
            default -> throw new IOException("a kind that no check knows: " + name(manifest));
        }
    }
}
