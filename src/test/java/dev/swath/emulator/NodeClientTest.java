package dev.swath.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.swath.NodePackages;
import dev.swath.RouteFile;
import dev.swath.Slow;
import dev.swath.geotiff.TiffImage;
import dev.swath.grid.RasterGrid;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Google's Node client as a witness: what it gets from the emulator by {@code client.js} of the resources, held against arithmetic
 * on the stored bands.
 */
@Slow("Google's Node client reads values, pixels, pictures, map tiles and assets of the emulator, and they are right.")
class NodeClientTest {

    private static final long LIMIT_SECONDS = 240;
    private static final String COLLECTION = "/v1/projects/earthengine-public/assets/COPERNICUS/S2_SR_HARMONIZED";
    private static final String SCENE = "20240105T160511_20240105T161202_T17PLK";
    private static final String JANUARY =
            "startTime >= \"2024-01-01T00:00:00Z\" AND startTime < \"2024-02-01T00:00:00Z\""
                    + " AND intersects(\"{'type':'Polygon','coordinates':"
                    + "[[[-82.44,8.4],[-82.44,8.39],[-82.43,8.39],[-82.43,8.4],[-82.44,8.4]]]}\")";
    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;
    private static final int TILE = 256;
    private static final double WORLD = 2 * Math.PI * 6_378_137;

    @TempDir
    static Path folder;

    private static Api api;
    private static JsonNode client;

    @BeforeAll
    static void run() throws Exception {
        Path modules = NodePackages.requireModule("@google/earthengine");
        api = Api.of(EarthEngineEmulator.start(EmulatorSettings.defaults().withExports(folder)));
        Path script = RouteFile.projectFolder().resolve("src/test/resources/dev/swath/emulator/node/client.js");
        Path output = folder.resolve("output.json");
        Path errors = folder.resolve("errors.txt");
        Process process = new ProcessBuilder(
                        "node",
                        script.toString(),
                        modules.toString(),
                        api.emulator().url().toString())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
        client = JsonMapper.builder().build().readTree(output.toFile());
    }

    @AfterAll
    static void stop() {
        if (api != null) {
            api.close();
        }
    }

    private static JsonNode value(String name) {
        return client.at("/values/" + name);
    }

    private static double[] stored(
            String band, double side, double left, double top, int width, int height, String crs) {
        String body = ("{'fileFormat':'GEO_TIFF','bandIds':['" + band + "'],'grid':{'dimensions':{'width':" + width
                        + ",'height':" + height + "},'affineTransform':{'scaleX':" + side + ",'translateX':" + left
                        + ",'scaleY':" + -side + ",'translateY':" + top + "},'crsCode':'" + crs + "'}}")
                .replace('\'', '"');
        return Api.samples(
                Api.image(
                        api.post(COLLECTION + "/" + SCENE + ":getPixels", body).body()),
                0);
    }

    private static double[] stored(String band) {
        return stored(band, 10, 342_000, 928_400, WIDTH, HEIGHT, "EPSG:32617");
    }

    private static byte[] bytes(String picture) throws IOException {
        return client.at("/pictures/" + picture + "/body").binaryValue();
    }

    private static double[] pixels(String picture) throws IOException {
        return Api.samples(Api.image(bytes(picture)), 0);
    }

    @Test
    void collections_have_the_images_of_the_listing() {
        JsonNode listed = api.json(COLLECTION + ":listAssets?filter=" + Api.encoded(JANUARY))
                .path("assets");
        double[] cloudiness = new double[listed.size()];
        for (int i = 0; i < listed.size(); i++) {
            assertThat(value("indexes").path(i).asText()).isEqualTo(name(listed.path(i)));
            cloudiness[i] =
                    listed.at("/" + i + "/properties/CLOUDY_PIXEL_PERCENTAGE").asDouble();
            assertThat(value("cloudiness").path(i).asDouble()).isEqualTo(cloudiness[i]);
        }
        long clear = Arrays.stream(cloudiness).filter(each -> each < 40).count();

        assertThat(value("size").asInt()).isEqualTo(listed.size());
        assertThat(value("either").asInt()).isEqualTo(listed.size());
        assertThat(value("clear").asLong()).isEqualTo(clear);
        assertThat(value("mapped")).hasSize((int) clear);
        for (int i = 0; i < clear; i++) {
            assertThat(value("mapped").path(i).asDouble())
                    .isEqualTo(value("clearness").path(i).asDouble() / 2);
        }
        assertThat(value("clearest").asDouble())
                .isEqualTo(Arrays.stream(cloudiness).min().orElseThrow());
    }

    private static String name(JsonNode asset) {
        String name = asset.path("name").asText();
        return name.substring(name.lastIndexOf('/') + 1);
    }

    @Test
    void plain_values_are_what_they_are_anywhere() {
        assertThat(value("number").asDouble()).isEqualTo(4);
        assertThat(value("list").toString()).isEqualTo("[81,64,49]");
        assertThat(value("dictionary").toString()).isEqualTo("{\"a\":4,\"b\":[2,3],\"c\":\"text\"}");
        assertThat(value("text").asText()).isEqualTo("17plk_");
        assertThat(value("date").asText()).isEqualTo("2024-02-29");
        assertThat(value("millis").asLong()).isEqualTo(1_704_412_800_000L);
        assertThat(value("bands").toString()).startsWith("[\"B1\",\"B2\",\"B3\",\"B4\"");
        assertThat(value("type/max").asInt()).isEqualTo(65_535);
        // The service computes areas on a sphere, which is off by less than 1 %.
        assertThat(value("area").asDouble()).isCloseTo(640 * 480, within(0.01 * 640 * 480));
        assertThat(value("buffered").asDouble()).isCloseTo(Math.PI * 1e6, within(0.01 * Math.PI * 1e6));
        assertThat(value("bounds/coordinates/0/0").toString()).isEqualTo("[-82.44,8.39]");
        assertThat(value("bounds/coordinates/0/2").toString()).isEqualTo("[-82.43,8.4]");
    }

    @Test
    void statistics_of_a_region_follow_from_its_pixels() {
        for (String band : new String[] {"B4", "B8"}) {
            double[] sorted = stored(band);
            Arrays.sort(sorted);
            int count = sorted.length;
            assertThat(value("statistics/" + band + "_count").asInt()).isEqualTo(count);
            assertThat(value("statistics/" + band + "_mean").asDouble())
                    .isCloseTo(Arrays.stream(sorted).average().orElseThrow(), within(1e-6));
            assertThat(value("statistics/" + band + "_min").asDouble()).isEqualTo(sorted[0]);
            assertThat(value("statistics/" + band + "_max").asDouble()).isEqualTo(sorted[count - 1]);
            assertThat(value("statistics/" + band + "_p25").asDouble())
                    .isBetween(sorted[(count - 1) / 4], sorted[(count - 1) / 4 + 1]);
            assertThat(value("statistics/" + band + "_p75").asDouble())
                    .isBetween(sorted[3 * (count - 1) / 4], sorted[3 * (count - 1) / 4 + 1]);
        }
        Map<String, Integer> counts = new TreeMap<>();
        for (double kind : stored("SCL", 20, 342_000, 928_400, WIDTH / 2, HEIGHT / 2, "EPSG:32617")) {
            counts.merge(Integer.toString((int) kind), 1, Integer::sum);
        }
        assertThat(value("histogram/SCL")).hasSize(counts.size());
        counts.forEach((kind, count) ->
                assertThat(value("histogram/SCL/" + kind).asInt()).isEqualTo(count));
    }

    @Test
    void computed_pixels_equal_arithmetic_on_the_stored_bands() throws IOException {
        double[] red = stored("B4");
        double[] near = stored("B8");
        double[] classes = stored("SCL");
        double[] ndvi = pixels("ndvi");
        double[] masked = pixels("masked");
        for (int i = 0; i < near.length; i++) {
            assertThat(ndvi[i]).isCloseTo((near[i] - red[i]) / (near[i] + red[i]), within(1e-6));
            assertThat(masked[i]).isEqualTo(classes[i] == 9 || classes[i] == 3 ? 0 : near[i]);
        }
        assertThat(pixels("stored")).containsExactly(near);
        assertThat(pixels("download")).containsExactly(near);
    }

    @Test
    void arrays_come_as_nested_lists_and_follow_from_the_pixels() throws IOException {
        double[] red = stored("B4");
        double[] near = stored("B8");
        JsonNode arrays = client.path("arrays");

        assertThat(arrays.path("matrix").toString()).isEqualTo("[[1,2],[3,4]]");
        for (int i = 0; i < 4; i++) {
            assertThat(arrays.at("/product/" + i / 2 + "/" + i % 2).asDouble())
                    .isCloseTo(i % 3 == 0 ? 1 : 0, within(1e-9));
        }
        assertThat(arrays.path("column").toString()).isEqualTo("[3,5]");
        assertThat(arrays.path("sums").toString()).isEqualTo("[[4,6]]");
        assertThat(arrays.path("list").toString()).isEqualTo("[[1,3],[2,4]]");
        assertThat(arrays.path("joined").toString()).isEqualTo("[2,4]");
        assertThat(arrays.path("one").asInt()).isEqualTo(3);
        assertThat(arrays.path("first").toString())
                .isEqualTo("{\"array\":[" + (long) red[0] + "," + (long) near[0] + "]}");
        assertThat(arrays.at("/means/array/0").asDouble())
                .isCloseTo((red[0] + red[1] + red[WIDTH] + red[WIDTH + 1]) / 4, within(1e-9));
        assertThat(arrays.path("sampled").toString())
                .isEqualTo("[[" + (long) red[0] + "," + (long) red[1] + "],[" + (long) red[WIDTH] + ","
                        + (long) red[WIDTH + 1] + "]]");
        assertThat(arrays.at("/dot/array").asDouble()).isEqualTo(red[0] * red[0] + near[0] * near[0]);
        double[] flattened = pixels("flattened");
        for (int i = 0; i < red.length; i++) {
            assertThat(flattened[i]).isEqualTo(red[i] + 2 * near[i]);
        }
    }

    @Test
    void an_export_is_started_followed_to_its_end_and_has_the_stored_pixels() throws IOException {
        JsonNode exported = client.path("exported");

        assertThat(exported.at("/status/state").asText()).isEqualTo("COMPLETED");
        assertThat(exported.at("/status/task_type").asText()).isEqualTo("EXPORT_IMAGE");
        assertThat(exported.at("/status/description").asText()).isEqualTo("near and red");
        assertThat(exported.at("/failed/state").asText()).isEqualTo("FAILED");
        assertThat(exported.at("/failed/error_message").asText()).contains("Pattern 'B99' did not match any bands");
        assertThat(exported.path("tasks")).hasSize(2);
        TiffImage file = Api.image(Files.readAllBytes(folder.resolve("drive/node/bands.tif")));
        assertThat(file.descriptions()).containsExactly("B8", "B4");
        RasterGrid grid = file.grid().orElseThrow();
        assertThat(grid.projection().code()).isEqualTo("EPSG:32617");
        assertThat(grid.width()).isBetween(43, 47);
        assertThat(grid.height()).isBetween(32, 36);
        double left = grid.transform().translateX();
        double top = grid.transform().translateY();
        assertThat((left - 342_000) % 10).isZero();
        double[] near = stored("B8", 10, left, top, grid.width(), grid.height(), "EPSG:32617");
        // Pixels outside the region are masked, and hold 0.
        double[] written = Api.samples(file, 0);
        int valid = 0;
        for (int i = 0; i < near.length; i++) {
            assertThat(written[i]).isIn(0.0, near[i]);
            valid += written[i] != 0 ? 1 : 0;
        }
        assertThat(valid).isGreaterThan(near.length * 9 / 10);
    }

    @Test
    void clouds_are_widened_by_fifty_metres() throws IOException {
        int reach = 5;
        int stride = WIDTH + 2 * reach;
        double[] around = stored("SCL", 10, 341_950, 928_450, stride, HEIGHT + 2 * reach, "EPSG:32617");
        double[] widened = pixels("buffered");
        for (int i = 0; i < widened.length; i++) {
            double most = 0;
            for (int row = i / WIDTH; row <= i / WIDTH + 2 * reach; row++) {
                for (int column = i % WIDTH; column <= i % WIDTH + 2 * reach; column++) {
                    most = Math.max(most, around[row * stride + column] == 9 ? 1 : 0);
                }
            }
            assertThat(widened[i]).isEqualTo(most);
        }
    }

    @Test
    void pictures_and_map_tiles_show_the_stored_bands() throws IOException {
        BufferedImage thumbnail = ImageIO.read(new ByteArrayInputStream(bytes("thumbnail")));
        assertThat(thumbnail.getWidth()).isEqualTo(WIDTH);
        assertThat(thumbnail.getHeight()).isEqualTo(HEIGHT);
        assertShows(thumbnail, stored("B4"), stored("B3"), stored("B2"));

        BufferedImage tile = ImageIO.read(new ByteArrayInputStream(bytes("tile")));
        assertThat(tile.getWidth()).isEqualTo(TILE);
        double side = WORLD / (1 << 14) / TILE;
        double left = 4440.0 * TILE * side - WORLD / 2;
        double top = WORLD / 2 - 7808.0 * TILE * side;
        double[][] bands = new double[3][];
        for (int i = 0; i < bands.length; i++) {
            bands[i] = stored("B" + (4 - i), side, left, top, TILE, TILE, "EPSG:3857");
        }
        assertThat(Arrays.stream(bands[0]).max().orElseThrow()).isGreaterThan(0);
        assertShows(tile, bands[0], bands[1], bands[2]);
        assertThat(client.at("/pictures/format").asText()).endsWith("/tiles/{z}/{x}/{y}");
    }

    /** A pixel whose centre lies on the border of two stored ones may show either: at most one of 10,000. */
    private static void assertShows(BufferedImage picture, double[]... bands) {
        int width = picture.getWidth();
        int other = 0;
        for (int i = 0; i < bands[0].length; i++) {
            int color = picture.getRGB(i % width, i / width);
            for (int band = 0; band < bands.length; band++) {
                double expected = Math.max(0, Math.min(255, bands[band][i] / 5000 * 255));
                other += Math.abs((color >> (16 - 8 * band) & 0xFF) - expected) > 1 ? 1 : 0;
            }
        }
        assertThat(other).isLessThanOrEqualTo(3 * bands[0].length / 10_000);
    }

    @Test
    void assets_are_listed_and_described() {
        JsonNode assets = client.path("assets");

        assertThat(assets.at("/page/Serializable$values/assets")).hasSize(3);
        assertThat(assets.at("/page/Serializable$values/nextPageToken").asText())
                .isNotEmpty();
        assertThat(assets.at("/images/images")).isNotEmpty();
        assertThat(assets.at("/images/images/0/Serializable$values/startTime").asText())
                .startsWith("2024-01-05T");
        assertThat(assets.at("/asset/type").asText()).isEqualTo("Image");
        assertThat(assets.at("/asset/id").asText()).endsWith(SCENE);
        assertThat(assets.at("/collection/type").asText()).isEqualTo("ImageCollection");
        assertThat(assets.at("/own/Serializable$values/assets")).isEmpty();
    }

    @Test
    void what_is_wrong_is_told_in_the_services_words() {
        assertThat(client.at("/refused/band").asText())
                .startsWith("Image.select: Pattern 'B99' did not match any bands. Available bands: [B1, B2,");
        assertThat(client.at("/refused/image").asText())
                .isEqualTo("Image.load: Image asset 'COPERNICUS/S2_SR_HARMONIZED/NONE' not found"
                        + " (does not exist or caller does not have access).");
    }
}
