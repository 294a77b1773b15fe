package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swath.Slow;
import dev.swath.emulator.EarthEngineEmulator;
import dev.swath.emulator.EmulatorSettings;
import dev.swath.flow.EmulatedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The share of cloudy pixels over the area as a rule of selection. */
@Slow("Images are left out by the share of the area that their stored classes give, each asked about once.")
class ClearImagesTest {

    private static final String ASKS = "/value:compute";
    private static EarthEngineEmulator emulator;
    /** Percent of the pixels with data that are cloudy, by the file of the image. */
    private static final Map<String, Double> SHARES = new LinkedHashMap<>();

    @TempDir
    private static Path storedFolder;

    @TempDir
    private Path folder;

    private ChangedRequests proxy;

    @BeforeAll
    static void store() throws IOException {
        emulator = EarthEngineEmulator.start(EmulatorSettings.defaults());
        EmulatedRun run = EmulatedRun.once(
                emulator.url(), storedFolder, List.of(common("bands = SCL", "scale = 20", "mask = internal")));
        for (String file : run.images().keySet()) {
            Pixels classes = Pixels.of(storedFolder.resolve(file));
            int cloudy = 0;
            int known = 0;
            for (int pixel = 0; pixel < classes.count(); pixel++) {
                double value = classes.get(pixel, 0);
                cloudy += Set.of(3.0, 8.0, 9.0, 10.0).contains(value) ? 1 : 0;
                known += value == 0 ? 0 : 1;
            }
            SHARES.put(file, 100.0 * cloudy / known);
        }
        assertThat(SHARES.values()).anyMatch(share -> share > 30).anyMatch(share -> share < 20);
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @BeforeEach
    void watch() throws IOException {
        proxy = ChangedRequests.start(emulator.url(), body -> body);
    }

    @AfterEach
    void end() {
        proxy.close();
    }

    private static Map<String, String> common(String... settings) {
        Map<String, String> all = EmulatedRun.settings(
                "area = centre 8.3958,-82.4350 side 0.03",
                "start = 2024-01-01",
                "end = 2024-03-01",
                "filter =",
                "visualization.min =",
                "visualization.max =",
                "visualization.gamma =",
                "outline.width =",
                "file-name = {id}.tif",
                "retry.delay = 10ms",
                "quicklook = 0",
                "report = false",
                "stac = false");
        all.putAll(EmulatedRun.settings(settings));
        return all;
    }

    private EmulatedRun run(String... settings) throws IOException {
        Map<String, String> all = common("bands = SCL", "scale = 100");
        all.putAll(EmulatedRun.settings(settings));
        return EmulatedRun.once(proxy.url(), Files.createDirectories(folder.resolve("out")), List.of(all));
    }

    /** A limit that no image is near to, with some images on either side. */
    private static double limit() {
        List<Double> sorted = SHARES.values().stream().sorted().toList();
        double limit = 0;
        double widest = 0;
        for (int i = 1; i < sorted.size(); i++) {
            double gap = sorted.get(i) - sorted.get(i - 1);
            if (gap > widest) {
                widest = gap;
                limit = (sorted.get(i) + sorted.get(i - 1)) / 2;
            }
        }
        assertThat(widest).isGreaterThan(3);
        return limit;
    }

    private static String setting(double percent) {
        return String.format(Locale.ROOT, "max-cloud-in-area = %.1f", percent);
    }

    private static Set<String> clearer(double percent) {
        Set<String> files = new TreeSet<>();
        SHARES.forEach((file, share) -> {
            if (share <= percent) {
                files.add(file);
            }
        });
        return files;
    }

    @Test
    void images_that_are_too_cloudy_over_the_area_are_left_out_and_each_is_asked_about_once() throws IOException {
        EmulatedRun run = run(setting(limit()));

        assertThat(run.exitCode()).isZero();
        assertThat(run.images().keySet()).isEqualTo(clearer(limit()));
        JsonNode leftOut = run.summary().path("leftOut");
        assertThat(leftOut).hasSize(SHARES.size() - clearer(limit()).size()).isNotEmpty();
        leftOut.forEach(image -> assertThat(image.path("reason").asText()).isEqualTo("max-cloud-in-area"));
        assertThat(proxy.count(ASKS)).isEqualTo(SHARES.size());

        EmulatedRun stricter = run(setting(0));
        assertThat(proxy.count(ASKS)).isEqualTo(SHARES.size());
        assertThat(stricter.summary().path("skipped").asInt())
                .isEqualTo(clearer(limit()).size());
        run(setting(0), "area = centre 8.3958,-82.4350 side 0.02");
        assertThat(proxy.count(ASKS)).isGreaterThan(SHARES.size());
    }

    @Test
    void the_question_is_the_mean_of_the_mask_at_a_coarse_scale() throws IOException {
        run(setting(limit()), "area = centre 8.3958,-82.4350 side 0.3", "max-images = 1", "split = sequential");

        List<JsonNode> asked = new ArrayList<>();
        for (String body : proxy.bodies()) {
            if (body.contains("Image.reduceRegion")) {
                asked.add(new ObjectMapper().readTree(body).at("/expression/values/0/functionInvocationValue"));
            }
        }
        assertThat(asked).isNotEmpty();
        JsonNode arguments = asked.get(0).path("arguments");
        assertThat(arguments.at("/scale/constantValue").asDouble()).isEqualTo(160, within(1e-9));
        assertThat(arguments.at("/bestEffort/constantValue").asBoolean()).isTrue();
        assertThat(arguments
                        .at("/geometry/functionInvocationValue/functionName")
                        .asText())
                .isEqualTo("GeometryConstructors.Polygon");
    }

    @Test
    void the_newest_clear_image_is_found_without_asking_about_those_after_it() throws IOException {
        EmulatedRun run = run(setting(limit()), "order = newest-first", "max-images = 1");

        String newest = new TreeSet<>(clearer(limit())).last();
        assertThat(run.images().keySet()).containsExactly(newest);
        long until = SHARES.keySet().stream()
                .filter(file -> file.compareTo(newest) >= 0)
                .count();
        assertThat(proxy.count(ASKS)).isEqualTo((int) until);
    }

    @Test
    void a_composite_is_made_of_the_clear_images() throws IOException {
        EmulatedRun run = run(setting(limit()), "composite = count", "composite.period = whole", "stac = true");

        assertThat(run.images().keySet()).containsExactly("whole_count.tif");
        JsonNode item = new ObjectMapper()
                .readTree(folder.resolve("out").resolve("whole_count.json").toFile());
        Set<String> sources = new TreeSet<>();
        item.path("links").forEach(link -> {
            if (link.path("rel").asText().equals("derived_from")) {
                String id = link.path("title").asText();
                sources.add(id.substring(id.lastIndexOf('/') + 1) + ".tif");
            }
        });
        assertThat(sources).isEqualTo(clearer(limit()));
    }

    @Test
    void an_image_without_data_in_the_area_is_neither_clear_nor_cloudy() throws IOException {
        EmulatedRun run;
        try (ChangedRequests nothing = ChangedRequests.start(
                emulator.url(), body -> body.contains("reduceRegion") ? body.replace("-82.4", "-62.4") : body)) {
            run = EmulatedRun.once(
                    nothing.url(),
                    Files.createDirectories(folder.resolve("out")),
                    List.of(common("bands = SCL", "scale = 100", setting(100))));
        }

        assertThat(run.exitCode()).isZero();
        assertThat(run.images()).isEmpty();
        assertThat(run.summary().path("leftOut")).hasSize(SHARES.size());
        run.summary()
                .path("leftOut")
                .forEach(image -> assertThat(image.path("reason").asText()).isEqualTo("clouds-unknown"));
    }

    @Test
    void an_image_that_can_not_be_asked_about_has_failed_and_others_have_not() throws IOException {
        String broken = SHARES.keySet().iterator().next().replace(".tif", "");
        EmulatedRun run;
        try (ChangedRequests other = ChangedRequests.start(
                emulator.url(),
                body -> body.contains("reduceRegion") && body.contains(broken)
                        ? body.replace("Reducer.mean", "Reducer.unknown")
                        : body)) {
            run = EmulatedRun.once(
                    other.url(),
                    Files.createDirectories(folder.resolve("out")),
                    List.of(common("bands = SCL", "scale = 100", setting(100))));
        }

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.images()).hasSize(SHARES.size() - 1);
        assertThat(run.causes())
                .singleElement()
                .asString()
                .matches("how cloudy COPERNICUS/S2_SR_HARMONIZED/\\S+ is can't be found out: .+");
    }
}
