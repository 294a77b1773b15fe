package dev.swath.emulator;

import static dev.swath.emulator.Graph.bands;
import static dev.swath.emulator.Graph.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.geotiff.TiffImage;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Images whose pixels are arrays, held against plain arithmetic on the bands of {@link TestScene}. */
class ArrayPixelsTest {

    private static final ObjectNode IMAGE = bands(Graph.image(Api.COLLECTION + "/IMAGE_00000"), "RED", "GREEN", "BLUE");
    private static final ObjectNode ARRAY = call("Image.toArray", "image", IMAGE);
    private static final ObjectNode COLUMN = call("Image.toArray", "image", ARRAY, "axis", 1);
    private static final List<List<Double>> MATRIX = List.of(List.of(1.0, 0.5, 0.0), List.of(0.0, -1.0, 2.0));
    private static Api api;

    @BeforeAll
    static void start() {
        api = Api.start();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static HttpResponse<byte[]> ask(ObjectNode image) {
        String body = "{'fileFormat':'GEO_TIFF','grid':" + TestScene.GRID + ",'expression':";
        return api.post("/v1/projects/p/image:computePixels", body.replace('\'', '"') + Graph.of(image) + "}");
    }

    private static TiffImage tiff(ObjectNode image) {
        HttpResponse<byte[]> reply = ask(image);
        assertThat(reply.statusCode()).as(Api.text(reply)).isEqualTo(200);
        return Api.image(reply.body());
    }

    private static JsonNode value(ObjectNode value) {
        return Api.json(api.post("/v1/projects/p/value:compute", "{\"expression\":" + Graph.of(value) + "}"))
                .path("result");
    }

    private static String error(HttpResponse<byte[]> reply) {
        assertThat(reply.statusCode()).isEqualTo(400);
        return Api.anyJson(reply).path("error").path("message").asText();
    }

    private static double stored(String band, int column, int row) {
        return TestScene.value(band, 0, column + 5, row + 10);
    }

    /** The value of an image at the pixel of the grid at column 20, row 3. */
    private static JsonNode at(ObjectNode image) {
        ObjectNode point = call(
                "GeometryConstructors.Point",
                "coordinates",
                List.of(340_255, 929_865),
                "crs",
                call("Projection", "crs", "EPSG:32617"));
        return value(call(
                "Image.reduceRegion",
                "image",
                image,
                "reducer",
                call("Reducer.first"),
                "geometry",
                point,
                "scale",
                10,
                "crs",
                call("Projection", "crs", "EPSG:32617")));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    @Test
    void the_bands_of_an_image_become_one_array_and_bands_again() {
        ObjectNode flat =
                call("Image.arrayFlatten", "image", ARRAY, "coordinateLabels", List.of(List.of("r", "g", "b")));
        TiffImage image = tiff(flat);

        assertThat(image.descriptions()).containsExactly("r", "g", "b");
        for (int column = 5; column < 40; column++) {
            assertThat(Api.sample(image, column, 3, 0)).isEqualTo(stored("RED", column, 3));
            assertThat(Api.sample(image, column, 3, 2)).isEqualTo(stored("BLUE", column, 3));
        }
        assertThat(image.nodata()).hasValue(Api.sample(image, 2, 3, 1));
    }

    @Test
    void a_matrix_transforms_the_bands_of_each_pixel() {
        ObjectNode product = call(
                "Image.matrixMultiply",
                "image1",
                call("Image.constant", "value", call("Array", "values", MATRIX)),
                "image2",
                COLUMN);
        ObjectNode flat = call(
                "Image.arrayFlatten",
                "image",
                call("Image.arrayProject", "input", product, "axes", List.of(0)),
                "coordinateLabels",
                List.of(List.of("first", "second")));
        TiffImage image = tiff(flat);

        for (int column = 5; column < 40; column++) {
            double green = stored("GREEN", column, 7);
            assertThat(Api.sample(image, column, 7, 0)).isCloseTo(stored("RED", column, 7) + 0.5 * green, within(1e-3));
            assertThat(Api.sample(image, column, 7, 1)).isCloseTo(2 * stored("BLUE", column, 7) - green, within(1e-3));
        }
    }

    @Test
    void parts_lengths_and_reductions_of_array_pixels_are_those_of_arrays() {
        double red = stored("RED", 20, 3);
        double green = stored("GREEN", 20, 3);
        double blue = stored("BLUE", 20, 3);

        assertThat(at(ARRAY).toString())
                .isEqualTo("{\"array\":[" + number(red) + "," + number(green) + "," + number(blue) + "]}");
        assertThat(at(call("Image.arrayGet", "image", ARRAY, "position", 1))
                        .path("array")
                        .asDouble())
                .isEqualTo(green);
        assertThat(at(call("Image.arraySlice", "input", ARRAY, "axis", 0, "start", -2))
                        .toString())
                .isEqualTo("{\"array\":[" + number(green) + "," + number(blue) + "]}");
        assertThat(at(call("Image.arrayLength", "input", ARRAY, "axis", 0)).toString())
                .isEqualTo("{\"array\":3}");
        assertThat(at(call("Image.arrayLengths", "input", COLUMN)).toString()).isEqualTo("{\"array\":[3,1]}");
        assertThat(at(call("Image.arrayDimensions", "input", COLUMN)).toString())
                .isEqualTo("{\"array\":2}");
        assertThat(at(call("Image.arrayReduce", "input", ARRAY, "reducer", call("Reducer.sum"), "axes", List.of(0)))
                        .at("/array/0")
                        .asDouble())
                .isEqualTo(red + green + blue);
        assertThat(at(call("Image.arrayCat", "image1", ARRAY, "image2", ARRAY, "axis", 1))
                        .at("/array/2/1")
                        .asDouble())
                .isEqualTo(blue);
        assertThat(at(call("Image.arrayRepeat", "input", ARRAY, "axis", 0, "copies", 2))
                        .path("array"))
                .hasSize(6);
        JsonNode sorted = at(call("Image.arraySort", "image", ARRAY)).path("array");
        assertThat(sorted.path(0).asDouble()).isEqualTo(Math.min(red, Math.min(green, blue)));
        assertThat(at(call("Image.add", "image1", ARRAY, "image2", constant(1)))
                        .at("/array/0")
                        .asDouble())
                .isEqualTo(red + 1);
        assertThat(at(call(
                                "Image.arrayMask",
                                "input",
                                ARRAY,
                                "mask",
                                call("Image.gt", "image1", ARRAY, "image2", constant(1e9))))
                        .path("array"))
                .isEmpty();
    }

    private static ObjectNode constant(Object value) {
        return Graph.number(value);
    }

    @Test
    void a_collection_becomes_a_row_of_each_image_and_those_that_are_masked_have_none() {
        ObjectNode three =
                call("Collection.limit", "collection", call("ImageCollection.load", "id", Api.COLLECTION), "limit", 3);
        ObjectNode array = call("ImageCollection.toArray", "collection", three);
        TiffImage lengths = tiff(call("Image.arrayLength", "input", array, "axis", 0));
        TiffImage median = tiff(call(
                "Image.arrayGet",
                "image",
                call("Image.arrayReduce", "input", array, "reducer", call("Reducer.median"), "axes", List.of(0)),
                "position",
                List.of(0, 0)));
        TiffImage plain = tiff(bands(call("reduce.median", "collection", three), "RED"));

        assertThat(Api.sample(lengths, 2, 3, 0)).isZero();
        assertThat(Api.sample(lengths, 20, 3, 0)).isEqualTo(3);
        for (int column = 5; column < 40; column++) {
            assertThat(Api.sample(median, column, 3, 0)).isEqualTo(Api.sample(plain, column, 3, 0));
        }
    }

    @Test
    void a_regression_over_a_region_gives_its_coefficients_as_an_array() {
        // BLUE as 3 RED - 2, exactly: a constant and RED are the independent variables.
        ObjectNode red = bands(IMAGE, "RED");
        ObjectNode dependent = call(
                "Image.subtract",
                "image1",
                call("Image.multiply", "image1", red, "image2", constant(3)),
                "image2",
                constant(2));
        ObjectNode rows = call(
                "Image.reduceRegion",
                "image",
                call("Image.cat", "images", List.of(constant(1), red, dependent)),
                "reducer",
                call("Reducer.linearRegression", "numX", 2),
                "geometry",
                call(
                        "GeometryConstructors.Polygon",
                        "coordinates",
                        List.of(List.of(
                                List.of(340_200, 929_700),
                                List.of(340_300, 929_700),
                                List.of(340_300, 929_800),
                                List.of(340_200, 929_800))),
                        "crs",
                        call("Projection", "crs", "EPSG:32617")),
                "scale",
                10,
                "crs",
                call("Projection", "crs", "EPSG:32617"));
        JsonNode fit = value(rows);

        assertThat(fit.at("/coefficients/0/0").asDouble()).isCloseTo(-2, within(1e-4));
        assertThat(fit.at("/coefficients/1/0").asDouble()).isCloseTo(3, within(1e-6));
        assertThat(fit.at("/residuals/0").asDouble()).isCloseTo(0, within(1e-4));
    }

    @Test
    void a_histogram_over_time_gives_an_array_at_each_pixel() {
        // RED + 0, 10, 20 and 30 in steps that begin with RED's own value at the pixel that is looked at.
        double red = stored("RED", 20, 3);
        List<ObjectNode> images = new ArrayList<>();
        for (int more : List.of(0, 10, 20, 30)) {
            images.add(call("Image.add", "image1", bands(IMAGE, "RED"), "image2", constant(more)));
        }
        ObjectNode steps = call("Reducer.fixedHistogram", "min", red, "max", red + 24, "steps", 2);
        ObjectNode histogram = call(
                "ImageCollection.reduce",
                "collection",
                call("ImageCollection.fromImages", "images", images),
                "reducer",
                steps);

        JsonNode rows = at(histogram).path("RED_histogram");
        assertThat(rows.at("/0/0").asDouble()).isEqualTo(red);
        assertThat(rows.at("/0/1").asDouble()).isEqualTo(2);
        assertThat(rows.at("/1/0").asDouble()).isEqualTo(red + 12);
        assertThat(rows.at("/1/1").asDouble()).isEqualTo(1);
    }

    @Test
    void a_regression_over_time_gives_an_array_at_each_pixel() {
        // RED + 2 t, of four times t.
        ObjectNode red = bands(IMAGE, "RED");
        List<ObjectNode> images = new ArrayList<>();
        for (int time = 0; time < 4; time++) {
            ObjectNode later = call("Image.add", "image1", red, "image2", constant(2 * time));
            images.add(call("Image.cat", "images", List.of(constant(1), constant(time), later)));
        }
        ObjectNode fit = call(
                "ImageCollection.reduce",
                "collection",
                call("ImageCollection.fromImages", "images", images),
                "reducer",
                call("Reducer.linearRegression", "numX", 2));
        TiffImage image = tiff(call(
                "Image.arrayFlatten",
                "image",
                call("Image.arrayProject", "input", bands(fit, "coefficients"), "axes", List.of(0)),
                "coordinateLabels",
                List.of(List.of("offset", "slope"))));

        for (int column = 5; column < 40; column++) {
            assertThat(Api.sample(image, column, 3, 0)).isCloseTo(stored("RED", column, 3), within(1e-3));
            assertThat(Api.sample(image, column, 3, 1)).isCloseTo(2, within(1e-6));
        }
    }

    @Test
    void arrays_are_described_and_can_not_be_written_as_pixels() {
        assertThat(value(call("Image.select", "input", COLUMN, "bandSelectors", List.of("array")))
                        .at("/bands/0/data_type/dimensions")
                        .asInt())
                .isEqualTo(2);
        assertThat(error(ask(ARRAY))).startsWith("Array pixels can't be encoded.");
        assertThat(error(ask(call("Image.unmask", "input", ARRAY, "value", constant(0)))))
                .startsWith("Array pixels can't be");
        assertThat(error(ask(call("Image.arrayGet", "image", ARRAY, "position", constant(3)))))
                .isEqualTo("Array index 3 is out of range: axis 0 has the length 3.");
    }

    @Test
    void array_pixels_that_are_too_large_are_refused() {
        ObjectNode huge = call("Image.arrayRepeat", "input", ARRAY, "axis", 0, "copies", 600_000);
        assertThat(error(ask(call("Image.arrayLength", "input", huge, "axis", 0))))
                .isEqualTo("User memory limit exceeded.");
    }
}
