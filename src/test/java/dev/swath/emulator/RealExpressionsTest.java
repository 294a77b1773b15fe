package dev.swath.emulator;

import static dev.swath.emulator.Graph.argument;
import static dev.swath.emulator.Graph.bands;
import static dev.swath.emulator.Graph.call;
import static dev.swath.emulator.Graph.function;
import static dev.swath.emulator.Graph.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.Gdal;
import dev.swath.RouteFile;
import dev.swath.Slow;
import dev.swath.geotiff.TiffReader;
import dev.swath.grid.RasterGrid;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Expressions over a real acquisition and shifted copies of it, served as a folder, held against numpy. */
@Slow("An index, a masked median and a percentile over real images equal numpy's.")
@Timeout(120)
class RealExpressionsTest {

    private static final int WIDTH = 200;
    private static final int HEIGHT = 150;
    private static final int NODATA = -9999;

    @TempDir
    static Path folder;

    private static Api api;
    private static RasterGrid grid;
    private static String collection;

    @BeforeAll
    static void serveCopies() throws IOException {
        Path image = SharedData.folder("sentinel-2-20m").resolve("20160112_T18SVG.tif");
        Gdal.require();
        Path copies = Files.createDirectory(folder.resolve("copies"));
        Path script = RouteFile.projectFolder().resolve("src/test/resources/dev/swath/emulator/numpy/composites.py");
        Gdal.run("/usr/bin/python3", script.toString(), image.toString(), copies.toString());
        grid = TiffReader.of(Files.readAllBytes(image)).image().grid().orElseThrow();
        api = Api.of(EarthEngineEmulator.start(EmulatorSettings.defaults().withFolder(copies)));
        collection = api.emulator().collections().stream()
                .filter(id -> id.startsWith("users/"))
                .findFirst()
                .orElseThrow();
    }

    @AfterAll
    static void stop() {
        if (api != null) {
            api.close();
        }
    }

    private static ObjectNode images() {
        return call("ImageCollection.load", "id", collection);
    }

    private static void assertNumpys(String name, ObjectNode image, Object... more) throws IOException {
        double left = grid.transform().x(50, 60);
        double top = grid.transform().y(50, 60);
        String body = "{'fileFormat':'GEO_TIFF','grid':{'dimensions':{'width':" + WIDTH + ",'height':" + HEIGHT
                + "},'affineTransform':{'scaleX':20,'scaleY':-20,'translateX':" + left + ",'translateY':" + top
                + "},'crsCode':'EPSG:32618'},'expression':";
        ObjectNode filled = call("Image.unmask", "input", image, "value", NODATA);
        HttpResponse<byte[]> reply =
                api.post("/v1/projects/p/image:computePixels", body.replace('\'', '"') + Graph.of(filled, more) + "}");
        assertThat(reply.statusCode()).as(Api.text(reply)).isEqualTo(200);
        double[] computed = Api.samples(Api.image(reply.body()), 0);
        double[] expected = new double[WIDTH * HEIGHT];
        ByteBuffer.wrap(Files.readAllBytes(folder.resolve(name)))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asDoubleBuffer()
                .get(expected);
        assertThat(Arrays.stream(expected)
                        .filter(value -> value != NODATA)
                        .distinct()
                        .count())
                .isGreaterThan(100);
        assertThat(computed).containsExactly(expected, within(1e-6));
    }

    @Test
    void an_index_of_one_image() throws IOException {
        assertNumpys(
                "ndvi",
                call(
                        "Image.normalizedDifference",
                        "input",
                        Graph.image(collection + "/20160112"),
                        "bandNames",
                        List.of("B8A", "B5")));
    }

    @Test
    void a_median_of_what_a_mask_leaves() throws IOException {
        ObjectNode dark = call("Image.lt", "image1", bands(argument("image"), "B11"), "image2", number(1200));
        ObjectNode masked = call("Image.updateMask", "image", bands(argument("image"), "B8A"), "mask", dark);
        ObjectNode mapped =
                call("Collection.map", "collection", images(), "baseAlgorithm", function("masked", "image"));

        assertNumpys("median", call("reduce.median", "collection", mapped), "masked", masked);
    }

    @Test
    void a_percentile_of_all_images() throws IOException {
        ObjectNode percentile = call("Reducer.percentile", "percentiles", List.of(30));

        assertNumpys(
                "percentile",
                bands(call("ImageCollection.reduce", "collection", images(), "reducer", percentile), "B12_p30"));
    }
}
