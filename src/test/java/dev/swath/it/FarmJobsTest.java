package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swath.Rasterio;
import dev.swath.Slow;
import dev.swath.cli.SwathCommand;
import dev.swath.emulator.EarthEngineEmulator;
import dev.swath.emulator.EmulatorSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that people have: one command writes each, the next one runs it, and GDAL finds the right pixels. */
@Slow("A farm with three fields, an elevation model and a vegetation index: each made by one command, run by the next.")
@Timeout(180)
class FarmJobsTest {

    private static final Map<String, String> FIELDS = Map.of(
            "North", "[[[-82.4391,8.3961],[-82.4352,8.3960],[-82.4360,8.3999],[-82.4391,8.3961]]]",
            "South field", "[[[-82.4391,8.3921],[-82.4350,8.3919],[-82.4352,8.3950],[-82.4391,8.3921]]]",
            "East", "[[[-82.4318,8.3931],[-82.4306,8.3931],[-82.4306,8.3990],[-82.4318,8.3931]]]");

    @TempDir
    private Path folder;

    private Path routes;

    @BeforeEach
    void prepare() throws IOException {
        Rasterio.require();
        Rasterio.run("src/test/resources/dev/swath/it/folders.py", folder.toString());
        routes = folder.resolve("routes");
        Path source = Path.of("routes");
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Files.copy(file, routes.resolve(source.relativize(file).toString()));
            }
        }
    }

    @Test
    void a_farm_from_geojson_io_gets_a_file_of_each_image_for_each_field() throws IOException {
        Path fields = folder.resolve("map.geojson");
        Files.writeString(
                fields,
                "{\"type\":\"FeatureCollection\",\"features\":["
                        + String.join(",", feature(0, "North"), feature(1, "South field"), feature(2, "East")) + "]}");
        assertThat(swath(
                        "new",
                        "farm",
                        "--collection=users/emulator/farm",
                        "--bands=B8",
                        "--area=" + fields,
                        "--area.split=feature",
                        "--file-name={feature:name}/{date}.tif",
                        "--start=2024-01-01",
                        "--end=2024-02-01"))
                .isZero();

        try (EarthEngineEmulator emulator = emulator("farm")) {
            assertThat(once(emulator, "farm")).isZero();

            assertThat(summary().path("stored").asInt()).isEqualTo(4);
            assertThat(tiffs())
                    .containsExactly(
                            "East/2024-01-05.tif",
                            "East/2024-01-10.tif",
                            "North/2024-01-05.tif",
                            "South field/2024-01-05.tif");
            for (String file : tiffs()) {
                String source = file.contains("01-10") ? "20240110T160000_east" : "20240105T160000_whole";
                requireRight(file, "farm/" + source, field(file.split("/")[0]), 1);
            }
            JsonNode item = new ObjectMapper()
                    .readTree(folder.resolve("output/North/2024-01-05.json").toFile());
            assertThat(item.path("id").asText()).isEqualTo("North_2024-01-05");
            assertThat(item.path("properties").path("swath:feature").asText()).isEqualTo("0");
            assertThat(item.path("properties").path("swath:earth_engine_id").asText())
                    .isEqualTo("users/emulator/farm/20240105T160000_whole");

            Files.delete(folder.resolve("output/North/2024-01-05.tif"));
            assertThat(once(emulator, "farm")).isZero();

            assertThat(summary().path("stored").asInt()).isEqualTo(1);
            assertThat(summary().path("skipped").asInt()).isEqualTo(3);
            assertThat(tiffs()).hasSize(4);
        }
    }

    @Test
    void an_elevation_model_keeps_its_grid_of_degrees_and_its_zeros() throws IOException {
        String area = "-82.4801,8.4201,-82.4299,8.4499";
        assertThat(swath("new", "heights", "--preset=dem", "--collection=users/emulator/dem", "--area=" + area))
                .isZero();

        try (EarthEngineEmulator emulator = emulator("dem")) {
            assertThat(once(emulator, "heights")).isZero();
        }

        assertThat(tiffs()).hasSize(1);
        requireRight(tiffs().get(0), "dem/20110101T000000_N08W083", area, 1);
    }

    @Test
    void a_vegetation_index_of_modis_keeps_its_sinusoidal_grid() throws IOException {
        String area = "-82.5,8.4,-82.3,8.6";
        assertThat(swath(
                        "new",
                        "green",
                        "--preset=modis-ndvi",
                        "--collection=users/emulator/modis",
                        "--area=" + area,
                        "--start=2024-01-01",
                        "--end=2024-02-01"))
                .isZero();

        try (EarthEngineEmulator emulator = emulator("modis")) {
            assertThat(once(emulator, "green")).isZero();
        }

        assertThat(tiffs()).hasSize(1);
        requireRight(tiffs().get(0), "modis/20240101T000000_h09v08", area, 2);
    }

    private static String feature(int id, String name) {
        return "{\"type\":\"Feature\",\"properties\":{\"name\":\"" + name + "\"},\"geometry\":{\"coordinates\":"
                + FIELDS.get(name) + ",\"type\":\"Polygon\"},\"id\":" + id + "}";
    }

    private String field(String name) throws IOException {
        String json = "{\"type\":\"Polygon\",\"coordinates\":" + FIELDS.get(name) + "}";
        return Files.writeString(folder.resolve(name + ".geojson"), json).toString();
    }

    private EarthEngineEmulator emulator(String collection) throws IOException {
        return EarthEngineEmulator.start(EmulatorSettings.defaults().withFolder(folder.resolve(collection)));
    }

    private int once(EarthEngineEmulator emulator, String job) {
        return swath(
                "once",
                job,
                "--set",
                "swath.earth-engine.url=" + emulator.url(),
                "--set",
                "swath.output=" + folder.resolve("output"));
    }

    private int swath(String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of("--set", "swath.routes=" + routes));
        return SwathCommand.execute(all.toArray(String[]::new));
    }

    private void requireRight(String file, String source, String area, int bands) {
        String found = Rasterio.run(
                "src/test/resources/dev/swath/it/rasters.py",
                "check",
                folder.resolve("output").resolve(file).toString(),
                folder.resolve(source + ".tif").toString(),
                area);
        assertThat(found.lines().toList()).as(file).hasSize(bands).allSatisfy(line -> assertThat(line)
                .matches("valid [1-9]\\d+ lost 0 extra 0 wrong 0"));
    }

    private List<String> tiffs() throws IOException {
        Path output = folder.resolve("output");
        try (Stream<Path> files = Files.walk(output)) {
            return files.filter(file -> file.toString().endsWith(".tif"))
                    .map(file -> output.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private JsonNode summary() throws IOException {
        return new WholeFlow(URI.create("http://localhost"), folder.resolve("output")).summary();
    }
}
