package dev.swath.emulator;

import static dev.swath.emulator.Graph.bands;
import static dev.swath.emulator.Graph.call;
import static dev.swath.emulator.Graph.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.geotiff.TiffImage;
import dev.swath.grid.SampleType;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Computed pixels, held against plain arithmetic on the bands of {@link TestScene}. */
class ComputePixelsTest {

    private static final ObjectNode IMAGE = Graph.image(Api.COLLECTION + "/IMAGE_00000");
    private static Api api;

    @BeforeAll
    static void start() {
        api = Api.start();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static HttpResponse<byte[]> ask(ObjectNode graph, String more) {
        String body = "{'fileFormat':'GEO_TIFF','grid':" + TestScene.GRID + more + ",'expression':";
        return api.post("/v1/projects/p/image:computePixels", body.replace('\'', '"') + graph + "}");
    }

    private static TiffImage tiff(ObjectNode image) {
        HttpResponse<byte[]> reply = ask(Graph.of(image), "");
        assertThat(reply.statusCode()).as(Api.text(reply)).isEqualTo(200);
        return Api.image(reply.body());
    }

    /** The value of a band under a pixel of the grid. */
    private static double stored(String band, int column, int row) {
        return TestScene.value(band, 0, column + 5, row + 10);
    }

    @Test
    void a_normalized_difference_is_float_and_masked_where_a_band_is() {
        TiffImage image =
                tiff(call("Image.normalizedDifference", "input", IMAGE, "bandNames", List.of("GREEN", "RED")));

        assertThat(image.type()).isEqualTo(SampleType.FLOAT32);
        assertThat(image.nodata()).isEqualTo(OptionalDouble.of(Double.NEGATIVE_INFINITY));
        assertThat(Api.sample(image, 4, 0, 0)).isEqualTo(Double.NEGATIVE_INFINITY);
        for (int column = 5; column < 40; column++) {
            double a = stored("GREEN", column, 7);
            double b = stored("RED", column, 7);
            assertThat(Api.sample(image, column, 7, 0)).isCloseTo((a - b) / (a + b), within(1e-7));
        }
    }

    @Test
    void sums_of_whole_numbers_have_the_smallest_type_that_holds_them() {
        TiffImage image = tiff(call("Image.add", "image1", bands(IMAGE, "RED"), "image2", bands(IMAGE, "GREEN")));

        assertThat(image.type()).isEqualTo(SampleType.UINT32);
        assertThat(Api.sample(image, 20, 3, 0)).isEqualTo(stored("RED", 20, 3) + stored("GREEN", 20, 3));
    }

    @Test
    void one_band_is_used_with_all_bands_of_the_other_image() {
        TiffImage image = tiff(call("Image.subtract", "image1", bands(IMAGE, "RED", "GREEN"), "image2", number(100)));

        assertThat(image.bands()).isEqualTo(2);
        assertThat(image.type()).isEqualTo(SampleType.INT32);
        assertThat(Api.sample(image, 20, 3, 1)).isEqualTo(stored("GREEN", 20, 3) - 100);
        assertThat(image.descriptions()).containsExactly("RED", "GREEN");
    }

    @Test
    void a_mask_hides_pixels_and_unmask_replaces_them() {
        ObjectNode isThree = call("Image.eq", "image1", bands(IMAGE, "CLASS"), "image2", number(3));
        ObjectNode masked = call("Image.updateMask", "image", bands(IMAGE, "CLASS"), "mask", isThree);
        TiffImage image = tiff(call("Image.unmask", "input", masked, "value", number(77)));

        for (int column = 0; column < 40; column++) {
            boolean three = column >= 5 && stored("CLASS", column, 2) == 3;
            assertThat(Api.sample(image, column, 2, 0)).as("column %d", column).isEqualTo(three ? 3 : 77);
        }
    }

    @Test
    void a_composite_keeps_the_names_of_bands_or_adds_those_of_outputs() {
        ObjectNode all = call("ImageCollection.load", "id", Api.COLLECTION);
        ObjectNode three = call("Collection.limit", "collection", all, "limit", 3);
        TiffImage median = tiff(bands(call("reduce.median", "collection", three), "RED"));
        ObjectNode percentiles = call("Reducer.percentile", "percentiles", List.of(10, 90));
        TiffImage spread = tiff(bands(
                call("ImageCollection.reduce", "collection", three, "reducer", percentiles), "RED_p10", "GREEN_p90"));

        assertThat(Api.sample(median, 9, 9, 0)).isEqualTo(stored("RED", 9, 9));
        assertThat(median.type()).isEqualTo(SampleType.FLOAT64);
        assertThat(Api.sample(spread, 9, 9, 1)).isEqualTo(stored("GREEN", 9, 9));
    }

    @Test
    void a_formula_is_computed_by_its_operators() {
        ObjectNode formula = Graph.call(
                "Image.parseExpression",
                "expression",
                "b('RED') > 1100 ? i.GREEN * 2 : -(b(1) ** 2) % 7",
                "argName",
                "b0",
                "vars",
                List.of("b0", "i"));
        ObjectNode result = JsonNodes.callOf("1", "b0", IMAGE, "i", IMAGE);
        HttpResponse<byte[]> reply = ask(Graph.of(result, "1", formula), "");

        assertThat(reply.statusCode()).as(Api.text(reply)).isEqualTo(200);
        TiffImage image = Api.image(reply.body());
        for (int column = 5; column < 40; column++) {
            double red = stored("RED", column, 1);
            double green = stored("GREEN", column, 1);
            assertThat(Api.sample(image, column, 1, 0))
                    .isCloseTo(red > 1100 ? green * 2 : -(green * green) % 7, within(1e-3));
        }
    }

    @Test
    void a_picture_is_stretched_and_a_line_is_painted_over_it() {
        ObjectNode picture = call(
                "Image.visualize", "image", IMAGE, "bands", List.of("RED", "GREEN", "BLUE"), "min", 0, "max", 2550);
        ObjectNode line = call(
                "GeometryConstructors.LineString",
                "coordinates",
                List.of(List.of(340050, 929800), List.of(340450, 929800)),
                "crs",
                call("Projection", "crs", "EPSG:32617"));
        ObjectNode features = call("Collection", "features", List.of(call("Feature", "geometry", line)));
        TiffImage image =
                tiff(call("Image.paint", "image", picture, "featureCollection", features, "color", 255, "width", 2));

        assertThat(image.type()).isEqualTo(SampleType.UINT8);
        assertThat(Api.sample(image, 20, 3, 0)).isEqualTo(Math.round(stored("RED", 20, 3) / 10));
        assertThat(Api.sample(image, 20, 9, 2)).isEqualTo(255);
        assertThat(Api.sample(image, 20, 11, 2)).isEqualTo(Math.round(stored("BLUE", 20, 11) / 10));
    }

    @Test
    void pixels_of_another_projection_are_taken_from_their_lattice() {
        ObjectNode coarse = call(
                "Image.reproject",
                "image",
                bands(IMAGE, "RED"),
                "crs",
                call("Projection", "crs", "EPSG:32617"),
                "crsTransform",
                List.of(40, 0, 340000, 0, -40, 930000));
        TiffImage image = tiff(coarse);

        // Columns 7 to 10 of the grid lie in one pixel of 40 m, which is read from the coarsest level, of 20 m.
        assertThat(Api.sample(image, 7, 2, 0)).isEqualTo(TestScene.value("RED", 1, 7, 7));
        assertThat(Api.sample(image, 10, 2, 0)).isEqualTo(Api.sample(image, 7, 2, 0));
    }

    @Test
    void the_largest_value_around_a_pixel_is_found_across_tiles() {
        TiffImage image = tiff(call("Image.focalMax", "image", bands(IMAGE, "GREEN"), "radius", 2));

        assertThat(Api.sample(image, 20, 10, 0)).isEqualTo(Math.max(stored("GREEN", 20, 12), stored("GREEN", 21, 11)));
    }

    @Test
    void reducers_distances_and_convolutions_look_around_a_pixel() {
        ObjectNode plus = call("Kernel.plus", "radius", 10, "units", "meters", "normalize", false);
        ObjectNode green = bands(IMAGE, "GREEN");
        TiffImage sum =
                tiff(call("Image.reduceNeighborhood", "image", green, "reducer", call("Reducer.sum"), "kernel", plus));
        TiffImage convolved = tiff(call(
                "Image.convolve",
                "image",
                green,
                "kernel",
                call("Kernel.fixed", "weights", List.of(List.of(1, 0, -1)))));
        ObjectNode three = call("Image.eq", "image1", bands(IMAGE, "CLASS"), "image2", number(3));
        TiffImage distance = tiff(call(
                "Image.distance",
                "image",
                three,
                "kernel",
                call("Kernel.manhattan", "radius", 500, "units", "meters")));

        double left = stored("GREEN", 19, 10);
        double right = stored("GREEN", 21, 10);
        assertThat(sum.descriptions()).containsExactly("GREEN_sum");
        assertThat(Api.sample(sum, 20, 10, 0))
                .isEqualTo(left + right + stored("GREEN", 20, 9) + stored("GREEN", 20, 10) + stored("GREEN", 20, 11));
        assertThat(Api.sample(convolved, 20, 10, 0)).isEqualTo(left - right);
        double nearest = Double.POSITIVE_INFINITY;
        for (int column = 5; column < 40; column++) {
            for (int row = 0; row < 30; row++) {
                if (stored("CLASS", column, row) == 3) {
                    nearest = Math.min(nearest, 10 * (Math.abs(column - 20) + Math.abs(row - 15)));
                }
            }
        }
        assertThat(Api.sample(distance, 20, 15, 0)).isEqualTo(nearest);
    }

    @Test
    void a_request_for_what_there_is_not_is_refused() {
        assertThat(Api.text(ask(Graph.of(bands(IMAGE, "B99")), "")))
                .contains("Image.select: Pattern 'B99' did not match any bands. Available bands: [RED, GREEN,");
        assertThat(Api.text(ask(Graph.of(Graph.image("TEST/IMAGES/NONE")), "")))
                .contains("Image.load: Image asset 'TEST/IMAGES/NONE' not found");
        assertThat(ask(Graph.of(call("Number.add", "left", 1, "right", 2)), "").statusCode())
                .isEqualTo(400);
        assertThat(Api.text(ask(Graph.of(IMAGE), ",'bandIds':['X']"))).contains("Pattern 'X' did not match");
    }

    /** A call of a function that is a value itself. */
    private static final class JsonNodes {
        static ObjectNode callOf(String key, Object... arguments) {
            ObjectNode node = call("unused", arguments);
            ObjectNode invocation = (ObjectNode) node.path("functionInvocationValue");
            invocation.remove("functionName");
            invocation.put("functionReference", key);
            return node;
        }
    }
}
