package dev.swath.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Set;
import java.util.function.Supplier;

/** The API description from which Google's client libraries build their methods. */
final class DiscoveryDocument {

    private static final Set<String> VERSIONS = Set.of("v1", "v1beta", "v1alpha");

    private final ObjectNode template;
    private final Supplier<URI> url;

    /** @param url supplies the URL of the running server, without a trailing slash */
    DiscoveryDocument(Supplier<URI> url) throws IOException {
        this.url = url;
        try (InputStream resource = DiscoveryDocument.class.getResourceAsStream("discovery.json")) {
            this.template = (ObjectNode) JsonMapper.builder().build().readTree(resource);
        }
    }

    /** The document of a version of the API. */
    ObjectNode of(String version) {
        if (!VERSIONS.contains(version)) {
            throw ApiException.notFound("Discovery document not found for API version " + version + ".");
        }
        ObjectNode document = template.deepCopy();
        document.put("id", "earthengine:" + version);
        document.put("version", version);
        document.put("rootUrl", url.get() + "/");
        document.put("baseUrl", url.get() + "/");
        setPaths(document.path("resources"), version);
        if (!version.equals("v1alpha")) {
            ((ObjectNode) document.at("/resources/projects/resources/assets/methods")).remove("listImages");
        }
        return document;
    }

    private static void setPaths(JsonNode resources, String version) {
        for (JsonNode resource : resources) {
            for (JsonNode method : resource.path("methods")) {
                ((ObjectNode) method)
                        .put("path", version + "/" + method.path("path").asText());
            }
            setPaths(resource.path("resources"), version);
        }
    }
}
