package dev.swath;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.AnnotationKeyword;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The route files conform to Camel's schema and to our own rules. */
class RouteFilesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Two megabytes: read once. */
    private static final JsonSchema SCHEMA = schema();

    private final List<RouteFile> files;

    RouteFilesTest() throws IOException {
        files = RouteFile.all(RouteFile.projectFolder());
    }

    @Test
    void a_routes_folder_holds_route_files() {
        Path routes = RouteFile.projectFolder().resolve("routes");
        assertThat(Files.notExists(routes) || !files.isEmpty())
                .as("%s has no *.camel.yaml", routes)
                .isTrue();
    }

    @TestFactory
    Stream<DynamicTest> each_file_keeps_to_the_schema_of_the_yaml_dsl() {
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.name(), () -> assertThat(violations(file.content()))
                        .isEmpty()));
    }

    /** They are part of the jar: no user changes them. */
    @Test
    void the_routes_of_the_dashboard_keep_to_the_schema_and_make_no_address_from_a_message() throws IOException {
        RouteFile dashboard = RouteFile.read(RouteFile.projectFolder()
                .resolve("src/main/resources/dev/swath/dashboard-routes/dashboard.camel.yaml"));

        assertThat(violations(dashboard.content())).isEmpty();
        assertThat(dashboard.content().findValues("toD")).isEmpty();
        assertThat(dashboard.content().findValues("uri")).isNotEmpty().noneSatisfy(uri -> assertThat(uri.asText())
                .containsAnyOf("${", "?"));
        assertThat(dashboard.definitions("templatedRoute"))
                .extracting(route -> route.path("routeId").asText())
                .hasSizeGreaterThan(10)
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(id).matches("[a-z]+(-[a-z]+)*"));
    }

    @Test
    void the_schema_check_notices_a_step_of_the_wrong_shape() {
        JsonNode file = fileOf("{\"route\": {\"from\": {\"uri\": \"direct:a\", \"steps\": [{\"to\": 7}]}}}");
        assertThat(violations(file)).isNotEmpty();
    }

    @Test
    void the_schema_check_accepts_a_placeholder_for_a_number_or_a_boolean() {
        JsonNode file = fileOf("{\"route\": {\"autoStartup\": \"{{on}}\", \"startupOrder\": \"{{n}}\","
                + " \"from\": {\"uri\": \"direct:a\", \"steps\": []}}}");
        assertThat(violations(file)).isEmpty();
    }

    @Test
    void every_route_has_an_id_and_a_description() {
        for (String kind : List.of("route", "routeTemplate", "routeConfiguration")) {
            files.forEach(file -> assertThat(file.definitions(kind))
                    .as("%s in %s", kind, file)
                    .allSatisfy(route -> {
                        assertThat(route.path("id").asText()).matches("[a-z]+(-[a-z]+)*");
                        String ofRoute = route.path("route").path("description").asText();
                        assertThat(route.path("description").asText(ofRoute)).hasSizeGreaterThan(15);
                    }));
        }
        files.forEach(file -> assertThat(file.definitions("templatedRoute"))
                .allSatisfy(job -> assertThat(job.path("routeId").asText())
                        .isEqualTo(file.name().replace(".camel.yaml", ""))));
    }

    /** Otherwise a route gets that of the whole context, which any route file of a user can set. */
    @Test
    void every_route_names_its_error_handler() {
        for (JsonNode route : allRoutes()) {
            JsonNode handler = route.path("errorHandler");
            boolean retries = route.has("routeConfigurationId");
            assertThat(handler.fieldNames())
                    .toIterable()
                    .as("%s", route.path("id"))
                    .containsExactly(retries ? "defaultErrorHandler" : "noErrorHandler");
        }
    }

    private List<JsonNode> allRoutes() {
        return files.stream()
                .flatMap(file -> Stream.concat(
                        file.definitions("route").stream(),
                        file.definitions("routeTemplate").stream().map(template -> template.path("route"))))
                .toList();
    }

    @Test
    void ids_are_used_once() {
        assertThat(files.stream().flatMap(file -> file.content().findValues("id").stream()
                        .map(JsonNode::asText)))
                .doesNotHaveDuplicates();
    }

    @Test
    void every_step_that_leaves_the_route_has_an_id() {
        for (String step : List.of("to", "wireTap", "recipientList", "poll", "enrich", "pollEnrich")) {
            files.forEach(file -> assertThat(file.content().findValues(step))
                    .as("%s in %s", step, file)
                    .allSatisfy(to ->
                            assertThat(to.path("id").asText()).as("%s", to).isNotEmpty()));
        }
    }

    /** Text from a server must not become part of an address, because placeholders in it would be resolved. */
    @Test
    void no_address_is_made_from_a_message() {
        files.forEach(file -> {
            assertThat(file.content().findValues("toD")).as("toD in %s", file).isEmpty();
            assertThat(file.content().findValues("uri"))
                    .as("uris of %s", file)
                    .noneSatisfy(uri -> assertThat(uri.asText()).contains("${"));
            assertThat(file.content().toString())
                    .as("%s", file)
                    .doesNotContain("CamelHttpUri")
                    .doesNotContain("HTTP_URI");
        });
    }

    @Test
    void options_of_an_endpoint_are_parameters() {
        files.forEach(file -> assertThat(file.content().findValues("uri"))
                .as("uris of %s", file)
                .noneSatisfy(uri -> assertThat(uri.asText()).contains("?")));
    }

    private static JsonNode fileOf(String definition) {
        try {
            return JSON.createArrayNode().add(JSON.readTree(definition));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonSchema schema() {
        try (InputStream in = RouteFilesTest.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            JsonMetaSchema draft4 = JsonMetaSchema.builder(JsonMetaSchema.getV4())
                    .keyword(new AnnotationKeyword("deprecated"))
                    .build();
            return JsonSchemaFactory.builder(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4))
                    .metaSchema(draft4)
                    .build()
                    .getSchema(
                            JSON.readTree(in),
                            SchemaValidatorsConfig.builder()
                                    .pathType(PathType.JSON_POINTER)
                                    .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The schema does not know placeholders: those for numbers and booleans are replaced by samples first. */
    private static Collection<ValidationMessage> violations(JsonNode file) {
        JsonNode sampled = file.deepCopy();
        Set<ValidationMessage> found = SCHEMA.validate(sampled);
        List<ValidationMessage> violations = new ArrayList<>(found);
        for (ValidationMessage message : found) {
            JsonNode value = sampled.at(message.getInstanceLocation().toString());
            if (value.isTextual() && value.asText().contains("{{") && message.getSchemaNode() != null) {
                sample(message.getSchemaNode().asText()).ifPresent(sample -> replace(sampled, message, sample));
            }
        }
        return sampled.equals(file) ? violations : SCHEMA.validate(sampled);
    }

    private static Optional<JsonNode> sample(String type) {
        return switch (type) {
            case "boolean" -> Optional.of(BooleanNode.TRUE);
            case "number", "integer" -> Optional.of(IntNode.valueOf(1));
            default -> Optional.empty();
        };
    }

    private static void replace(JsonNode root, ValidationMessage message, JsonNode sample) {
        JsonNode parent = root.at(message.getInstanceLocation().getParent().toString());
        if (parent instanceof ObjectNode object) {
            object.set(message.getInstanceLocation().getName(-1), sample);
        }
    }
}
