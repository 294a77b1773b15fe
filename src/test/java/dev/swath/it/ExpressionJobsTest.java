package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swath.Slow;
import dev.swath.emulator.EarthEngineEmulator;
import dev.swath.emulator.EmulatorSettings;
import dev.swath.flow.EmulatedRun;
import dev.swath.grid.SampleType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Expressions that a user has serialized, run by a job. */
@Slow("Serialized expressions have the values that the stored bands give, for each image and for a whole run.")
class ExpressionJobsTest {

    /** As {@code ee.Image('${image}').normalizedDifference(['B8', 'B4']).rename('index')}. */
    private static final String INDEX = compound(call(
            "Image.rename",
            "'input':"
                    + call(
                            "Image.normalizedDifference",
                            "'input':" + call("Image.load", "'id':{'constantValue':'${image}'}")
                                    + ",'bandNames':{'constantValue':['B8','B4']}")
                    + ",'names':{'constantValue':['index']}"));

    /** As {@code ee.ImageCollection('${collection}').map(lambda image: image.select('B8')).max()}. */
    private static final String LARGEST = "{'result':'0','values':{'1':"
            + call(
                    "Image.select",
                    "'input':{'argumentReference':'_MAPPING_VAR_0_0'},'bandSelectors':{'constantValue':['B8']}")
            + ",'0':"
            + call(
                    "reduce.max",
                    "'collection':"
                            + call(
                                    "Collection.map",
                                    "'collection':"
                                            + call("ImageCollection.load", "'id':{'constantValue':'${collection}'}")
                                            + ",'baseAlgorithm':{'functionDefinitionValue':{'argumentNames':['_MAPPING_VAR_0_0'],'body':'1'}}"))
            + "}}";

    /** The days of the time window, over the area, where the image has data. */
    private static final String DAYS = call(
            "Image.clip",
            "'input':"
                    + call(
                            "Image.add",
                            "'image1':"
                                    + call(
                                            "Image.multiply",
                                            "'image1':"
                                                    + call(
                                                            "Image.select",
                                                            "'input':{'constantValue':'${image}'},'bandSelectors':{'constantValue':['B8']}")
                                                    + ",'image2':"
                                                    + call("Image.constant", "'value':{'constantValue':0}"))
                                    + ",'image2':"
                                    + call(
                                            "Image.constant",
                                            "'value':"
                                                    + call(
                                                            "Date.difference",
                                                            "'date':"
                                                                    + call("Date", "'value':{'constantValue':'${end}'}")
                                                                    + ",'start':"
                                                                    + call(
                                                                            "Date",
                                                                            "'value':{'constantValue':'${start}'}")
                                                                    + ",'unit':{'constantValue':'day'}")))
                    + ",'geometry':{'constantValue':'${area}'}");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static EarthEngineEmulator emulator;
    /** B8 and B4 of each image, by its file. */
    private static final Map<String, Pixels> STORED = new LinkedHashMap<>();

    @TempDir
    private static Path storedFolder;

    @TempDir
    private Path folder;

    @BeforeAll
    static void store() throws IOException {
        emulator = EarthEngineEmulator.start(EmulatorSettings.defaults());
        EmulatedRun run = once(emulator.url(), storedFolder, "bands = B8,B4", "nodata = 65535");
        assertThat(run.images()).hasSizeGreaterThan(2);
        for (String file : run.images().keySet()) {
            STORED.put(file, Pixels.of(storedFolder.resolve(file)));
        }
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    private static String call(String function, String arguments) {
        return "{'functionInvocationValue':{'functionName':'" + function + "','arguments':{" + arguments + "}}}";
    }

    private static String compound(String node) {
        return "{'result':'0','values':{'0':" + node + "}}";
    }

    private static EmulatedRun once(URI server, Path output, String... settings) throws IOException {
        return EmulatedRun.once(server, output, List.of(EmulatedRun.RAW, EmulatedRun.settings(settings)));
    }

    private EmulatedRun run(String expression, String... settings) throws IOException {
        return run(emulator.url(), expression, settings);
    }

    private EmulatedRun run(URI server, String expression, String... settings) throws IOException {
        Path file = Files.writeString(folder.resolve("my-index.json"), expression.replace('\'', '"'));
        String[] all = Arrays.copyOf(settings, settings.length + 1);
        all[settings.length] = "expression = " + file;
        return once(server, output(), all);
    }

    private Path output() throws IOException {
        return Files.createDirectories(folder.resolve("out"));
    }

    @Test
    void each_image_has_a_result_of_its_own() throws IOException {
        EmulatedRun run = run(INDEX, "bands = index", "type = float32");

        assertThat(run.exitCode()).isZero();
        assertThat(run.images().keySet()).isEqualTo(STORED.keySet());
        for (String file : STORED.keySet()) {
            Pixels stored = STORED.get(file);
            Pixels computed = Pixels.of(output().resolve(file));
            assertThat(computed.type()).isEqualTo(SampleType.FLOAT32);
            for (int pixel = 0; pixel < stored.count(); pixel++) {
                double nir = stored.get(pixel, 0);
                double red = stored.get(pixel, 1);
                if (nir == 65_535) {
                    assertThat(computed.get(pixel, 0)).isNaN();
                } else {
                    assertThat(computed.get(pixel, 0)).isEqualTo((nir - red) / (nir + red), within(1e-6));
                }
            }
        }
        assertThat(run(INDEX, "bands = index", "type = float32")
                        .summary()
                        .path("skipped")
                        .asInt())
                .isEqualTo(STORED.size());
        EmulatedRun changed = run(INDEX.replace("'B8','B4'", "'B4','B8'"), "bands = index", "type = float32");
        assertThat(changed.summary().path("stored").asInt()).isEqualTo(STORED.size());
    }

    @Test
    void a_run_has_one_result_of_its_whole_collection() throws IOException {
        String[] settings = {"bands = B8", "type = uint16", "nodata = 65535", "crs = EPSG:32617"};
        EmulatedRun run = run(LARGEST, settings);

        assertThat(run.exitCode()).isZero();
        assertThat(run.images().keySet()).containsExactly("2024-01-01_2024-02-01_my-index.tif");
        Pixels computed = Pixels.of(output().resolve("2024-01-01_2024-02-01_my-index.tif"));
        assertThat(computed.type()).isEqualTo(SampleType.UINT16);
        int valid = 0;
        for (int pixel = 0; pixel < computed.count(); pixel++) {
            int at = pixel;
            double largest = STORED.values().stream()
                    .mapToDouble(image -> image.get(at, 0))
                    .filter(value -> value != 65_535)
                    .max()
                    .orElse(65_535);
            assertThat(computed.get(pixel, 0)).isEqualTo(largest);
            valid += largest != 65_535 ? 1 : 0;
        }
        assertThat(valid).isGreaterThan(1000);
        assertThat(run(LARGEST, settings).summary().path("skipped").asInt()).isEqualTo(1);
    }

    @Test
    void the_item_of_a_result_names_the_images_that_went_in_and_the_expression() throws IOException {
        run(LARGEST, "bands = B8", "type = uint16", "crs = EPSG:32617");

        JsonNode item = JSON.readTree(
                output().resolve("2024-01-01_2024-02-01_my-index.json").toFile());
        List<String> sources = new ArrayList<>();
        item.path("links").forEach(link -> {
            if (link.path("rel").asText().equals("derived_from")) {
                sources.add(link.path("title").asText());
            }
        });
        assertThat(sources)
                .hasSize(STORED.size())
                .allMatch(source -> STORED.containsKey(source.substring(source.lastIndexOf('/') + 1) + ".tif"));
        assertThat(item.at("/properties/processing:lineage").asText())
                .contains("Earth Engine's computePixels: bands B8, by the expression my-index");
    }

    @Test
    void dates_and_area_of_the_run_go_in() throws IOException {
        EmulatedRun run = run(DAYS, "bands = B8", "type = int16", "nodata = -1");

        assertThat(run.exitCode()).isZero();
        assertThat(run.images().keySet()).isEqualTo(STORED.keySet());
        for (String file : STORED.keySet()) {
            Pixels computed = Pixels.of(output().resolve(file));
            for (int pixel = 0; pixel < computed.count(); pixel++) {
                assertThat(computed.get(pixel, 0)).isEqualTo(STORED.get(file).get(pixel, 0) == 65_535 ? -1 : 31);
            }
        }
    }

    @Test
    void a_band_that_the_result_lacks_fails_with_the_words_of_the_service() throws IOException {
        EmulatedRun run = run(INDEX, "bands = ndvi", "type = float32");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.images()).isEmpty();
        assertThat(run.causes()).hasSize(STORED.size()).allMatch(cause -> cause.contains("ndvi"));
    }

    @Test
    void a_reply_of_another_type_size_or_place_than_planned_is_a_failure() throws IOException {
        refused(body -> body.replace("\"Image.toInt16\"", "\"Image.toInt32\""), "INT32");
        refused(body -> body.replaceFirst("(\"width\":)(\\d+)", "$11$2"), "57 x 157");
        refused(body -> body.replaceFirst("(\"translateX\":)(\\d)", "$19$2"), "at another position");
    }

    private void refused(UnaryOperator<String> change, String words) throws IOException {
        try (ChangedRequests proxy = ChangedRequests.start(
                emulator.url(), body -> body.contains("fileFormat") ? change.apply(body) : body)) {
            EmulatedRun run = run(proxy.url(), INDEX, "bands = index", "type = int16", "retry.attempts = 1");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.images()).isEmpty();
            assertThat(run.causes()).hasSize(STORED.size()).allMatch(cause -> cause.contains(words));
        }
    }

    @Test
    void what_can_not_be_obeyed_stops_the_start_before_anything_is_asked_for() throws IOException {
        try (ChangedRequests proxy = ChangedRequests.start(emulator.url(), body -> body)) {
            for (String broken : List.of(
                    "{'result':'0','values':{'0':{'valueReference':'0'}}}",
                    "{'constantValue':'${picture}'}",
                    "not JSON")) {
                assertThat(run(proxy.url(), broken, "bands = B8", "type = int16")
                                .exitCode())
                        .isEqualTo(2);
            }
            assertThat(run(proxy.url(), INDEX, "bands = index").exitCode()).isEqualTo(2);
            assertThat(run(proxy.url(), LARGEST, "bands = B8", "type = int16", "scale =")
                            .exitCode())
                    .isEqualTo(2);
            assertThat(proxy.bodies()).isEmpty();
        }
    }
}
