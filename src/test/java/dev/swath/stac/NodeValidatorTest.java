package dev.swath.stac;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.NodePackages;
import dev.swath.Slow;
import dev.swath.job.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Items, Collection and Catalog as another validator sees them: stac-node-validator, with the schemas of the test resources. */
@Slow("Another validator of STAC accepts Items, Collection and Catalog.")
class NodeValidatorTest {

    private static final long LIMIT_SECONDS = 60;

    @TempDir
    Path folder;

    @Test
    void accepts_what_lies_in_an_output_folder() throws Exception {
        Path command = NodePackages.require("stac-node-validator", "stac-node-validator");
        Job job = Items.job("david", Map.of());
        String item = Items.picture(
                        job,
                        Items.image("x", Optional.of(Items.TILE), Map.of("CLOUD_COVER", 3), "B8", "B4", "B3"),
                        "x.tif")
                .json();
        Files.writeString(folder.resolve("x.json"), item);
        new CollectionFile(job, folder, ".part-").link(Set.of("x.json"), true);
        Files.writeString(folder.resolve("wrong.json"), item.replace("\"bbox\"", "\"box\""));
        Path config = config();

        String said = run(command, config, "x.json", "david.collection.json", "catalog.json");

        assertThat(said).contains("Valid: 3").contains("Invalid: 0");
        assertThat(run(command, config, "wrong.json")).contains("Invalid: 1");
    }

    /** Each schema by its address; nothing is asked of the network. The validator wants both in the value. */
    private Path config() throws IOException {
        Path schemas = Path.of(System.getProperty("swath.root"), "src/test/resources/dev/swath/stac/schemas");
        ObjectNode config = new ObjectMapper().createObjectNode();
        ObjectNode map = config.putObject("schemaMap");
        try (Stream<Path> files = Files.walk(schemas)) {
            files.filter(file -> file.toString().endsWith(".json"))
                    .forEach(file -> map.put(file.toString(), "https://" + schemas.relativize(file) + "=" + file));
        }
        // A field that Swath does not write: any value of it is an error here.
        Path nothing = folder.resolve("nothing");
        Files.writeString(nothing, "{\"not\": {}}");
        map.put("projjson", "https://proj.org/schemas/v0.7/projjson.schema.json=" + nothing);
        Path file = folder.resolve("config");
        Files.writeString(file, config.toString());
        return file;
    }

    private String run(Path command, Path config, String... files) throws IOException, InterruptedException {
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(Stream.concat(
                                Stream.of(command.toString(), "--config", config.toString()), List.of(files).stream())
                        .toList())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        return Files.readString(said);
    }
}
