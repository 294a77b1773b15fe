package dev.swath.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.swath.RouteFile;
import dev.swath.Slow;
import dev.swath.geotiff.TiffImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Requests that Google's clients, geedim and Xee sent, see the files in the resources. Pixels are held against plain arithmetic
 * on stored bands, which {@code getPixels} brings on the same grid.
 */
@Slow(
        "The emulator answers what Google's clients, geedim and Xee send, and computes what plain arithmetic on its bands gives.")
class CapturedRequestsTest {

    private static final Path FILES =
            RouteFile.projectFolder().resolve("src/test/resources/dev/swath/emulator/expressions");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SCENE = "20240105T160511_20240105T161202_T17PLK";
    /** An image that the clients were told of, but that the emulator lacks. */
    private static final String INVENTED = "20240103T160217_20240103T160745_T17PLK";

    private static final String JANUARY =
            "startTime >= \"2024-01-01T00:00:00Z\" AND startTime < \"2024-02-01T00:00:00Z\""
                    + " AND properties.CLOUDY_PIXEL_PERCENTAGE < 85 AND intersects(\"{'type':'Polygon','coordinates':"
                    + "[[[-82.44,8.4],[-82.44,8.39],[-82.43,8.39],[-82.43,8.4],[-82.44,8.4]]]}\")";
    private static final String COLLECTION = "/v1/projects/earthengine-public/assets/COPERNICUS/S2_SR_HARMONIZED";
    private static Api api;

    @BeforeAll
    static void start() throws IOException {
        api = Api.of(EarthEngineEmulator.start(EmulatorSettings.defaults()));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static JsonNode file(String name) {
        try {
            String text = Files.readString(FILES.resolve(name + ".json")).replace(INVENTED, SCENE);
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpResponse<byte[]> ask(String name) {
        JsonNode request = file(name);
        return api.post(request.path("path").asText(), request.path("body").toString());
    }

    /** All but an export, which the emulator does not have, and thumbnails of ids that it has not given. */
    @TestFactory
    Stream<DynamicTest> every_request_is_answered() throws IOException {
        List<String> names;
        try (Stream<Path> files = Files.list(FILES)) {
            names = files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .filter(name -> !name.equals("python-export-toCloudStorage") && !name.endsWith("-tile-get"))
                    .sorted()
                    .toList();
        }
        assertThat(names).hasSize(93);
        return names.stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    HttpResponse<byte[]> reply = ask(name);
                    assertThat(reply.statusCode()).as(Api.text(reply)).isEqualTo(200);
                    if (name.contains("thumbnails") || name.contains("tile-create") || name.contains("URL")) {
                        String thumbnail = Api.json(reply).path("name").asText();
                        assertThat(api.get("/v1/" + thumbnail + ":getPixels").statusCode())
                                .isEqualTo(200);
                    }
                }));
    }

    private static TiffImage computed(String name) {
        HttpResponse<byte[]> reply = ask(name);
        assertThat(reply.statusCode()).as(Api.text(reply)).isEqualTo(200);
        return Api.image(reply.body());
    }

    /** A stored band of an image on the grid of the captured requests. */
    private static double[] stored(String scene, String band) {
        String body =
                "{'fileFormat':'GEO_TIFF','bandIds':['" + band + "'],'grid':{'dimensions':{'width':64,'height':48},"
                        + "'affineTransform':{'scaleX':10,'translateX':342000,'scaleY':-10,'translateY':928400},'crsCode':'EPSG:32617'}}";
        HttpResponse<byte[]> reply = api.post(COLLECTION + "/" + scene + ":getPixels", body.replace('\'', '"'));
        assertThat(reply.statusCode()).as(Api.text(reply)).isEqualTo(200);
        return samples(Api.image(reply.body()), 0);
    }

    private static double[] samples(TiffImage image, int band) {
        return Api.samples(image, band);
    }

    private static List<double[]> ofJanuary(String band) {
        List<double[]> all = new ArrayList<>();
        for (JsonNode image : api.json(COLLECTION + ":listAssets?filter=" + Api.encoded(JANUARY))
                .path("assets")) {
            String name = image.path("name").asText();
            all.add(stored(name.substring(name.lastIndexOf('/') + 1), band));
        }
        return all;
    }

    @Test
    void indices_equal_arithmetic_on_the_stored_bands() {
        double[] blue = stored(SCENE, "B2");
        double[] red = stored(SCENE, "B4");
        double[] near = stored(SCENE, "B8");
        double[] ndvi = samples(computed("python-computePixels-ndvi"), 0);
        double[] arithmetic = samples(computed("python-computePixels-ndvi-arithmetic"), 0);
        double[] scaled = samples(computed("python-computePixels-ndvi-scaled-int16"), 0);
        double[] evi = samples(computed("python-computePixels-expression-evi"), 0);
        for (int i = 0; i < ndvi.length; i++) {
            double expected = (near[i] - red[i]) / (near[i] + red[i]);
            double n = near[i] / 10_000;
            double r = red[i] / 10_000;
            double b = blue[i] / 10_000;
            assertThat(ndvi[i]).isCloseTo(expected, within(1e-6));
            assertThat(arithmetic[i]).isCloseTo(expected, within(1e-6));
            assertThat(scaled[i]).isCloseTo(expected * 10_000, within(0.5001));
            assertThat(evi[i]).isCloseTo(2.5 * (n - r) / (n + 6 * r - 7.5 * b + 1), within(1e-5));
        }
    }

    @Test
    void cloud_masks_hide_the_classes_and_bits_that_they_name() {
        double[] near = stored(SCENE, "B8");
        double[] classes = stored(SCENE, "SCL");
        double[] flags = stored(SCENE, "QA60");
        double[] remapped = samples(computed("python-computePixels-scl-mask-remap"), 0);
        double[] compared = samples(computed("python-computePixels-scl-mask-neq"), 0);
        double[] flagged = samples(computed("python-computePixels-qa60-mask"), 0);
        for (int i = 0; i < near.length; i++) {
            boolean hidden = List.of(3.0, 8.0, 9.0, 10.0).contains(classes[i]);
            boolean cloudy = ((int) flags[i] & (1024 | 2048)) != 0;
            assertThat(remapped[i]).isEqualTo(hidden ? 0 : near[i]);
            assertThat(compared[i]).isEqualTo(hidden ? 0 : near[i]);
            assertThat(flagged[i])
                    .isCloseTo(cloudy ? Double.NEGATIVE_INFINITY : near[i] / 10_000, within(cloudy ? 0 : 1e-6));
        }
    }

    @Test
    void composites_equal_statistics_of_the_listed_images() {
        List<double[]> images = ofJanuary("B4");
        assertThat(images).hasSizeGreaterThan(3);
        double[] median = samples(computed("python-computePixels-median"), 0);
        double[] mean = samples(computed("python-computePixels-mean"), 0);
        double[] count = samples(computed("python-computePixels-count"), 0);
        TiffImage percentiles = computed("python-computePixels-percentile");
        double[] tenth = samples(percentiles, 0);
        for (int i = 0; i < median.length; i++) {
            int pixel = i;
            double[] values =
                    images.stream().mapToDouble(image -> image[pixel]).sorted().toArray();
            assertThat(median[i]).isEqualTo((values[(values.length - 1) / 2] + values[values.length / 2]) / 2);
            assertThat(mean[i]).isCloseTo(Arrays.stream(values).average().orElseThrow(), within(1e-9));
            assertThat(count[i]).isEqualTo(values.length);
            double at = 0.1 * (values.length - 1);
            int below = (int) at;
            assertThat(tenth[i])
                    .isCloseTo(values[below] + (at - below) * (values[below + 1] - values[below]), within(1e-9));
        }
        assertThat(percentiles.descriptions()).containsExactly("B4_p10", "B4_p50", "B4_p90");
    }

    @Test
    void values_of_collections_equal_the_listing() {
        int listed = api.json(COLLECTION + ":listAssets?filter=" + Api.encoded(JANUARY))
                .path("assets")
                .size();

        assertThat(Api.json(ask("python-value-collection-size")).path("result").asInt())
                .isEqualTo(listed);
        assertThat(Api.json(ask("python-value-collection-aggregate-array")).path("result"))
                .hasSize(listed);
        assertThat(Api.json(ask("python-value-getRegion")).path("result")).hasSize(listed + 1);
    }
}
