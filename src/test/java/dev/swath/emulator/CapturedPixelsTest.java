package dev.swath.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.swath.RouteFile;
import dev.swath.Slow;
import dev.swath.geotiff.TiffImage;
import dev.swath.grid.Projection;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;

/** The captured requests whose pixels or regions {@link CapturedRequestsTest} does not recompute, by plain Java on stored bands. */
@Slow("Composites, masks, pictures and statistics of captured requests equal plain arithmetic on the stored bands.")
class CapturedPixelsTest {

    private static final Path FILES =
            RouteFile.projectFolder().resolve("src/test/resources/dev/swath/emulator/expressions");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SCENE = "20240105T160511_20240105T161202_T17PLK";
    private static final String JANUARY =
            "startTime >= \"2024-01-01T00:00:00Z\" AND startTime < \"2024-02-01T00:00:00Z\""
                    + " AND properties.CLOUDY_PIXEL_PERCENTAGE < 85 AND intersects(\"{'type':'Polygon','coordinates':"
                    + "[[[-82.44,8.4],[-82.44,8.39],[-82.43,8.39],[-82.43,8.4],[-82.44,8.4]]]}\")";
    private static final String COLLECTION = "/v1/projects/earthengine-public/assets/COPERNICUS/S2_SR_HARMONIZED";
    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;
    /** Earth Engine's reach of 2 pixels. */
    private static final int REACH = 2;

    private static final Map<String, double[]> STORED = new HashMap<>();
    private static Api api;
    /** The images of January in order of time, with their cloudiness. */
    private static Map<String, Double> january;

    @BeforeAll
    static void start() throws IOException {
        api = Api.of(EarthEngineEmulator.start(EmulatorSettings.defaults()));
        january = new LinkedHashMap<>();
        for (JsonNode image : api.json(COLLECTION + ":listAssets?filter=" + Api.encoded(JANUARY))
                .path("assets")) {
            String name = image.path("name").asText();
            january.put(
                    name.substring(name.lastIndexOf('/') + 1),
                    image.at("/properties/CLOUDY_PIXEL_PERCENTAGE").asDouble());
        }
        assertThat(january).hasSizeGreaterThan(3);
    }

    @AfterAll
    static void stop() {
        api.close();
        STORED.clear();
    }

    private static JsonNode value(String name) throws IOException {
        return Api.json(ask(name)).path("result");
    }

    private static HttpResponse<byte[]> ask(String name) throws IOException {
        JsonNode request = JSON.readTree(Files.readString(FILES.resolve(name + ".json")));
        HttpResponse<byte[]> reply =
                api.post(request.path("path").asText(), request.path("body").toString());
        assertThat(reply.statusCode()).as(Api.text(reply)).isEqualTo(200);
        return reply;
    }

    private static TiffImage computed(String name) throws IOException {
        return Api.image(ask(name).body());
    }

    private static double[] band(String name, int band) throws IOException {
        return Api.samples(computed(name), band);
    }

    /** A stored band on a grid of 10 m around the one of the requests. */
    private static double[] stored(String scene, String band, int around) {
        String grid = (342_000 - 10 * around) + "," + (928_400 + 10 * around) + ",10," + (WIDTH + 2 * around) + ","
                + (HEIGHT + 2 * around);
        return STORED.computeIfAbsent(scene + band + around, any -> samples(COLLECTION, scene, band, grid));
    }

    /** The pixels of a band on a grid, given by left and upper edge, side of a pixel, columns and rows. */
    private static double[] samples(String collection, String scene, String band, String grid) {
        String[] parts = grid.split(",");
        String body = "{'fileFormat':'GEO_TIFF','bandIds':['" + band + "'],'grid':{'dimensions':{'width':" + parts[3]
                + ",'height':" + parts[4] + "},'affineTransform':{'scaleX':" + parts[2] + ",'translateX':" + parts[0]
                + ",'scaleY':-" + parts[2] + ",'translateY':" + parts[1] + "},'crsCode':'EPSG:32617'}}";
        HttpResponse<byte[]> reply = api.post(collection + "/" + scene + ":getPixels", body.replace('\'', '"'));
        assertThat(reply.statusCode()).as(Api.text(reply)).isEqualTo(200);
        return Api.samples(Api.image(reply.body()), 0);
    }

    private static double[] stored(String band) {
        return stored(SCENE, band, 0);
    }

    private static List<double[]> ofJanuary(String band) {
        return january.keySet().stream().map(scene -> stored(scene, band, 0)).toList();
    }

    private static void assertPixels(String name, int band, IntFunction<Double> expected, double tolerance)
            throws IOException {
        double[] pixels = band(name, band);
        for (int i = 0; i < pixels.length; i++) {
            assertThat(pixels[i]).as("%s, pixel %d", name, i).isCloseTo(expected.apply(i), within(tolerance));
        }
    }

    @Test
    void selected_bands_are_the_stored_ones() throws IOException {
        for (String name : List.of("python-computePixels-plain-select", "python-computePixels-bandIds")) {
            TiffImage image = computed(name);
            assertThat(Api.samples(image, 0)).containsExactly(stored("B8"));
            assertThat(Api.samples(image, 1)).containsExactly(stored("B4"));
            assertThat(Api.samples(image, 2)).containsExactly(stored("B3"));
        }
    }

    @Test
    void masked_medians_leave_out_clouds() throws IOException {
        List<double[]> red = ofJanuary("B4");
        List<double[]> classes = ofJanuary("SCL");
        List<double[]> flags = ofJanuary("QA60");
        assertPixels(
                "python-computePixels-median-scl-masked",
                0,
                i -> median(i, red, image -> !List.of(3.0, 8.0, 9.0, 10.0).contains(classes.get(image)[i])),
                1e-9);
        assertPixels(
                "python-computePixels-median-qa60-masked",
                0,
                i -> median(i, red, image -> ((int) flags.get(image)[i] & (1024 | 2048)) == 0) / 10_000,
                1e-9);
    }

    private static double median(int pixel, List<double[]> images, IntPredicate clear) {
        double[] values = IntStream.range(0, images.size())
                .filter(clear)
                .mapToDouble(image -> images.get(image)[pixel])
                .sorted()
                .toArray();
        // Masked samples of a reply are minus infinity.
        return values.length == 0
                ? Double.NEGATIVE_INFINITY
                : (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
    }

    @Test
    void mosaics_show_the_clearest_image_or_the_greenest_pixel() throws IOException {
        String clearest = january.entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
        double[] blue = stored(clearest, "B2", 0);
        assertPixels("python-computePixels-mosaic", 2, i -> blue[i], 0);

        List<double[]> red = ofJanuary("B4");
        List<double[]> near = ofJanuary("B8");
        assertPixels(
                "python-computePixels-qualityMosaic-ndvi",
                0,
                i -> IntStream.range(0, red.size())
                        .boxed()
                        .max(Comparator.comparingDouble(
                                n -> (near.get(n)[i] - red.get(n)[i]) / (near.get(n)[i] + red.get(n)[i])))
                        .map(n -> red.get(n)[i])
                        .orElseThrow(),
                0);
    }

    @Test
    void bands_of_all_images_have_the_images_names() throws IOException {
        TiffImage image = computed("python-computePixels-toBands");
        List<String> names = new ArrayList<>();
        int band = 0;
        for (String scene : january.keySet()) {
            names.add(scene + "_B4");
            assertThat(Api.samples(image, band++)).containsExactly(stored(scene, "B4", 0));
        }
        assertThat(image.descriptions()).isEqualTo(names);
    }

    @Test
    void a_buffer_masks_what_is_near_a_cloud() throws IOException {
        double[] red = stored("B4");
        double[] classes = stored(SCENE, "SCL", REACH);
        int stride = WIDTH + 2 * REACH;
        assertPixels(
                "python-computePixels-focal-buffer-mask",
                0,
                i -> {
                    for (int y = -REACH; y <= REACH; y++) {
                        for (int x = -REACH; x <= REACH; x++) {
                            int at = (i / WIDTH + REACH + y) * stride + i % WIDTH + REACH + x;
                            if (x * x + y * y <= REACH * REACH && classes[at] == 9) {
                                return 0.0;
                            }
                        }
                    }
                    return red[i];
                },
                0);
    }

    @Test
    void pixels_between_those_of_an_image_are_interpolated_and_coarser_ones_taken_from_the_pyramid()
            throws IOException {
        double[] red = stored("B4");
        // The grid of the request is the image's own.
        assertPixels("python-computePixels-resample-bilinear", 0, i -> red[i], 1e-3);
        double[] coarse = band("python-computePixels-reproject", 0);
        double[] level = samples(COLLECTION, SCENE, "B4", "342000,928400,20,32,24");
        for (int i = 0; i < coarse.length; i++) {
            assertThat(coarse[i]).isEqualTo(level[i / WIDTH / 2 * (WIDTH / 2) + i % WIDTH / 2]);
        }
    }

    @Test
    void pictures_are_stretched_by_range_gamma_and_palette() throws IOException {
        String[] bands = {"B8", "B4", "B3"};
        double[] gammas = {1.35, 1.2, 1};
        BufferedImage png = ImageIO.read(new ByteArrayInputStream(
                ask("python-computePixels-visualizationOptions").body()));
        TiffImage list = computed("python-computePixels-visualize-gamma-list");
        for (int band = 0; band < bands.length; band++) {
            double[] source = stored(bands[band]);
            double[] shown = Api.samples(list, band);
            for (int i = 0; i < shown.length; i++) {
                double share = Math.max(0, Math.min(1, source[i] / 5000));
                assertThat(shown[i]).isCloseTo(255 * Math.pow(share, 1 / gammas[band]), within(1.0));
                int color = png.getRGB(i % WIDTH, i / WIDTH) >> 16 - 8 * band & 0xFF;
                assertThat((double) color).isCloseTo(255 * Math.pow(share, 1 / 1.35), within(1.0));
            }
        }
        double[] red = stored("B4");
        double[] near = stored("B8");
        // Brown, yellow, dark green.
        double[][] palette = {{165, 42, 42}, {255, 255, 0}, {0, 100, 0}};
        for (int channel = 0; channel < 3; channel++) {
            int each = channel;
            assertPixels(
                    "python-computePixels-visualize-palette",
                    channel,
                    i -> {
                        double ndvi = (near[i] - red[i]) / (near[i] + red[i]);
                        double at = Math.max(0, Math.min(1, (ndvi + 0.2) / 1.1)) * 2;
                        int below = Math.min(1, (int) at);
                        return palette[below][each] + (at - below) * (palette[below + 1][each] - palette[below][each]);
                    },
                    1);
        }
    }

    @Test
    void statistics_of_a_region_are_those_of_its_pixels() throws IOException {
        // The rectangle of the requests lies within these pixels.
        JsonNode mean = value("python-value-reduceRegion-mean");
        JsonNode combined = value("python-value-reduceRegion-combined");
        double[] all = samples(COLLECTION, SCENE, "B4", "341440,928820,10,114,114");
        Projection projection = Projection.of("EPSG:32617");
        double[] inside = IntStream.range(0, all.length)
                .filter(i -> {
                    Coordinate point = projection.unproject(341_445 + 10 * (i % 114), 928_815 - 10 * (i / 114));
                    return point.x > -82.44 && point.x < -82.43 && point.y > 8.39 && point.y < 8.40;
                })
                .mapToDouble(i -> all[i])
                .toArray();
        double average = Arrays.stream(inside).average().orElseThrow();
        double variance = Arrays.stream(inside)
                .map(each -> (each - average) * (each - average))
                .average()
                .orElseThrow();

        assertThat(inside.length).isBetween(11_000, 13_000);
        // Pixels on the border count by their share, which makes a difference of less than 1 in 200.
        assertThat(mean.path("B4").asDouble()).isCloseTo(average, within(average / 200));
        assertThat(combined.path("B4_mean").asDouble()).isCloseTo(average, within(average / 200));
        assertThat(combined.path("B4_stdDev").asDouble()).isCloseTo(Math.sqrt(variance), within(average / 200));
        assertThat(combined.path("B4_min").asDouble())
                .isLessThanOrEqualTo(Arrays.stream(inside).min().orElseThrow());
        assertThat(combined.path("B4_max").asDouble())
                .isGreaterThanOrEqualTo(Arrays.stream(inside).max().orElseThrow());

        JsonNode series = value("python-value-map-reduceRegion-series").path("features");
        assertThat(series).hasSize(january.size());
        assertThat(series.findValuesAsText("t")).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void the_tile_of_a_thumbnail_that_geedim_made_is_read_without_a_token() throws IOException {
        for (String client : List.of("seed-geedim1.9.1", "seed-geedim2.0.0")) {
            String created = Api.json(createdTile(client)).path("name").asText();
            String path = JSON.readTree(Files.readString(FILES.resolve(client + "-5-tile-get.json")))
                    .path("path")
                    .asText();
            // The captured request names what another server made.
            String read = path.replaceAll("projects/[^/]+/thumbnails/[^:]+", created);
            HttpResponse<byte[]> reply = api.get(read.startsWith("/") ? read : "/v1/" + read);
            assertThat(reply.statusCode()).as(Api.text(reply)).isEqualTo(200);
            TiffImage tile = Api.image(reply.body());
            double[] shown = Api.samples(tile, 0);
            // The picture that the tutorial makes of a level 2A image: 48 rows of 64 pixels from its middle.
            double[] near = samples(
                    "/v1/projects/earthengine-public/assets/COPERNICUS/S2_SR",
                    SCENE,
                    "B8",
                    (int) (tile.transform().orElseThrow().translateX() + 2 * 200) + ","
                            + (int) (tile.transform().orElseThrow().translateY() - 2 * 150) + ",2,64,48");
            for (int i = 0; i < near.length; i++) {
                int at = (150 + i / WIDTH) * tile.width() + 200 + i % WIDTH;
                double expected = 255 * Math.pow(Math.min(1, near[i] / 5000), 1 / 1.35);
                assertThat(shown[at]).as("%s, pixel %d", client, i).isCloseTo(expected, within(1.0));
            }
        }
    }

    private static HttpResponse<byte[]> createdTile(String client) throws IOException {
        String text = Files.readString(FILES.resolve(client + "-4-tile-create.json"))
                .replace("20240103T160217_20240103T160745_T17PLK", SCENE);
        JsonNode request = JSON.readTree(text);
        return api.post(request.path("path").asText(), request.path("body").toString());
    }
}
