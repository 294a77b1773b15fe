package dev.swath.emulator;

import static dev.swath.emulator.Graph.bands;
import static dev.swath.emulator.Graph.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.Gdal;
import dev.swath.geotiff.TiffImage;
import dev.swath.geotiff.TiffReader;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Slope, aspect and hillshade, held against GDAL and plain arithmetic, with a band of {@link TestScene} as heights. */
class TerrainTest {

    private static final int WIDTH = 40;
    private static final int HEIGHT = 30;
    private static final ObjectNode HEIGHTS = call(
            "Image.divide",
            "image1",
            bands(Graph.image(Api.COLLECTION + "/IMAGE_00000"), "RED"),
            "image2",
            Graph.number(100));
    private static final String UTM =
            "{'dimensions':{'width':40,'height':30},'affineTransform':{'scaleX':10,'scaleY':-10,"
                    + "'translateX':340200,'translateY':929900},'crsCode':'EPSG:32617'}";
    private static final String DEGREES =
            "{'dimensions':{'width':40,'height':30},'affineTransform':{'scaleX':0.0001,'scaleY':-0.0001,"
                    + "'translateX':-82.4514,'translateY':8.4096},'crsCode':'EPSG:4326'}";

    @TempDir
    private Path folder;

    private static Api api;

    @BeforeAll
    static void start() {
        api = Api.start();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static byte[] file(ObjectNode image, String grid) {
        String body = "{'fileFormat':'GEO_TIFF','grid':" + grid + ",'expression':";
        HttpResponse<byte[]> reply =
                api.post("/v1/projects/p/image:computePixels", body.replace('\'', '"') + Graph.of(image) + "}");
        assertThat(reply.statusCode()).as(Api.text(reply)).isEqualTo(200);
        return reply.body();
    }

    private static double[] pixels(ObjectNode image, String grid) {
        return Api.samples(Api.image(file(image, grid)), 0);
    }

    private static ObjectNode terrain(String function) {
        return call("Terrain." + function, "input", HEIGHTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"slope", "aspect"})
    void slope_and_aspect_are_those_of_gdal(String function) throws IOException {
        Gdal.require();
        Path heights = folder.resolve("heights.tif");
        Path expected = folder.resolve(function + ".tif");
        Files.write(heights, file(HEIGHTS, UTM));
        Gdal.run("gdaldem", function, heights.toString(), expected.toString(), "-alg", "ZevenbergenThorne");
        double[] computed = pixels(terrain(function), UTM);

        int compared = 0;
        try (TiffReader reader = TiffReader.open(expected)) {
            double[] gdal = Api.samples(reader.image(), 0);
            for (int i = 0; i < computed.length; i++) {
                // GDAL leaves out the border, and the aspect of level ground.
                if (gdal[i] != -9999) {
                    assertThat(computed[i]).as("pixel %d", i).isCloseTo(gdal[i], within(2e-3));
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(computed.length / 2);
    }

    @Test
    void a_slope_in_degrees_counts_metres_on_the_sphere() {
        double[] heights = pixels(HEIGHTS, DEGREES);
        double[] slope = pixels(terrain("slope"), DEGREES);

        int steep = 0;
        for (int row = 1; row < HEIGHT - 1; row++) {
            double latitude = Math.toRadians(8.4096 - (row + 0.5) * 0.0001);
            for (int column = 1; column < WIDTH - 1; column++) {
                int at = row * WIDTH + column;
                double side = 0.0001 * 6_378_137 * Math.PI / 180;
                double east = (heights[at + 1] - heights[at - 1]) / (2 * side * Math.cos(latitude));
                double north = (heights[at - WIDTH] - heights[at + WIDTH]) / (2 * side);
                double expected = Math.toDegrees(Math.atan(Math.sqrt(east * east + north * north)));
                assertThat(slope[at]).isCloseTo(expected, within(1e-3));
                steep += expected > 0.01 ? 1 : 0;
            }
        }
        assertThat(steep).as("pixels that are not level").isGreaterThan(100);
    }

    @Test
    void a_hillshade_follows_from_slope_aspect_and_the_light() {
        double[] slope = pixels(terrain("slope"), UTM);
        double[] aspect = pixels(terrain("aspect"), UTM);
        double[] usual = pixels(terrain("hillshade"), UTM);
        double[] fromSouth = pixels(call("Terrain.hillshade", "input", HEIGHTS, "azimuth", 180, "elevation", 30), UTM);
        double[] product = pixels(bands(call("Terrain", "input", HEIGHTS), "hillshade"), UTM);

        for (int i = 0; i < slope.length; i++) {
            assertThat(usual[i]).isCloseTo(light(slope[i], aspect[i], 270, 45), within(1.0));
            assertThat(fromSouth[i]).isCloseTo(light(slope[i], aspect[i], 180, 30), within(1.0));
        }
        assertThat(product).containsExactly(usual);
    }

    private static double light(double slope, double aspect, double azimuth, double elevation) {
        double zenith = Math.toRadians(90 - elevation);
        double steep = Math.toRadians(slope);
        return Math.max(
                0,
                255
                        * (Math.cos(zenith) * Math.cos(steep)
                                + Math.sin(zenith) * Math.sin(steep) * Math.cos(Math.toRadians(azimuth - aspect))));
    }

    @Test
    void a_pixel_beside_a_masked_one_is_masked_and_heights_are_found_by_their_name() {
        // The first five columns of the scene are masked.
        String edge = UTM.replace("340200", "340050");
        TiffImage image = Api.image(file(terrain("slope"), edge));
        assertThat(image.nodata()).hasValue(Api.sample(image, 5, 10, 0));
        assertThat(Api.sample(image, 6, 10, 0)).isFinite();

        ObjectNode several = call(
                "Image.rename",
                "input",
                call("Image.cat", "images", List.of(Graph.number(1), HEIGHTS)),
                "names",
                List.of("other", "elevation"));
        TiffImage products = Api.image(file(call("Terrain.products", "input", several), UTM));
        assertThat(products.descriptions()).containsExactly("other", "elevation", "slope", "aspect", "hillshade");
        assertThat(Api.samples(products, 2)).containsExactly(pixels(terrain("slope"), UTM));
    }
}
