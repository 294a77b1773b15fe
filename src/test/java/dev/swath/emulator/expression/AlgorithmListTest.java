package dev.swath.emulator.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swath.RouteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is told of the functions: the list for clients and the page of the documentation. */
class AlgorithmListTest {

    private static final Path PAGE = RouteFile.projectFolder().resolve("docs/emulator-functions.md");

    @Test
    void the_page_lists_every_function() throws IOException {
        assertThat(Files.readString(PAGE)).isEqualTo(AlgorithmList.markdown(new Algorithms()));
    }

    @Test
    void clients_read_names_types_and_defaults() {
        JsonNode unmask = algorithm("algorithms/Image.unmask");

        assertThat(unmask.path("returnType").asText()).isEqualTo("Image<unknown bands>");
        assertThat(unmask.at("/arguments/0").toString())
                .isEqualTo("{\"argumentName\":\"input\",\"type\":\"Image<unknown bands>\",\"description\":\"\"}");
        assertThat(unmask.at("/arguments/1/optional").asBoolean()).isTrue();
        assertThat(unmask.at("/arguments/1/defaultValue").isNull()).isTrue();
        assertThat(unmask.at("/arguments/2/defaultValue").asBoolean()).isTrue();
    }

    private static JsonNode algorithm(String name) {
        for (JsonNode each : AlgorithmList.json(new Algorithms()).path("algorithms")) {
            if (each.path("name").asText().equals(name)) {
                return each;
            }
        }
        throw new AssertionError("no " + name);
    }
}
