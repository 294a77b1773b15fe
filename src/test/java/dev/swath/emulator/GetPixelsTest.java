package dev.swath.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.swath.earthengine.ServiceAssumptions;
import dev.swath.emulator.archive.SampleNumbers;
import dev.swath.geotiff.Samples;
import dev.swath.geotiff.TiffImage;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import dev.swath.grid.Window;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;

class GetPixelsTest {

    private static Api api;

    @BeforeAll
    static void start() {
        api = Api.start();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    /** JSON of a grid, single quotes. */
    private static String grid(double x, double y, double scale, int width, int height, String more) {
        return "'grid':{'dimensions':{'width':%d,'height':%d},'affineTransform':{'scaleX':%s,'translateX':%s,'scaleY':%s,'translateY':%s}%s}"
                .formatted(width, height, scale, x, -scale, y, more);
    }

    @Test
    void a_window_without_a_crs_has_the_bands_own() {
        TiffImage image = api.tiff(
                "{'fileFormat':'GEO_TIFF','bandIds':['BLUE','RED']," + grid(340200, 929900, 10, 30, 20, "") + "}");

        assertThat(image.type()).isEqualTo(SampleType.UINT16);
        assertThat(image.descriptions()).containsExactly("BLUE", "RED");
        assertThat(image.grid())
                .contains(new RasterGrid(
                        Projection.of("EPSG:32617"), AffineTransform.northUp(340200, 929900, 10, 10), 30, 20));
        assertThat(Api.sample(image, 3, 5, 0)).isEqualTo(TestScene.value("BLUE", 0, 23, 15));
        assertThat(Api.sample(image, 29, 19, 1)).isEqualTo(TestScene.value("RED", 0, 49, 29));
    }

    @Test
    void without_a_grid_the_whole_image_comes_with_all_bands_of_a_common_type() {
        TiffImage image = api.tiff("{'fileFormat':'GEO_TIFF','grid':null}");

        assertThat(image.grid()).contains(TestScene.FINE);
        assertThat(image.type()).isEqualTo(SampleType.FLOAT32);
        assertThat(image.bands()).isEqualTo(6);
        assertThat(Api.sample(image, 200, 100, 3)).isEqualTo(TestScene.value("CLASS", 0, 200, 100));
        assertThat(Api.sample(image, 201, 101, 5)).isEqualTo(TestScene.value("SWIR", 0, 100, 50));
    }

    @Test
    void masked_pixels_and_those_outside_the_image_are_zero() {
        TiffImage image = api.tiff(
                "{'fileFormat':'GEO_TIFF','bandIds':['TEMPERATURE']," + grid(339900, 930100, 10, 400, 30, "") + "}");

        assertThat(Api.sample(image, 5, 20, 0)).as("left of the image").isZero();
        assertThat(Api.sample(image, 100, 5, 0)).as("above the image").isZero();
        assertThat(Api.sample(image, 15, 20, 0)).as("masked").isZero();
        assertThat(Api.sample(image, 20, 10, 0)).isEqualTo(TestScene.value("TEMPERATURE", 0, 10, 0));
        assertThat(Api.sample(image, 309, 29, 0)).isEqualTo(TestScene.value("TEMPERATURE", 0, 299, 19));
        assertThat(Api.sample(image, 310, 29, 0)).as("right of the image").isZero();
    }

    @Test
    void finer_pixels_repeat_the_nearest_one() {
        TiffImage image = api.tiff("{'fileFormat':'GEO_TIFF','bandIds':['RED'],"
                + grid(340204, 929898, 2, 20, 20, ",'crsCode':'EPSG:32617'") + "}");

        for (int i = 0; i < 20; i++) {
            assertThat(Api.sample(image, i, i, 0))
                    .isEqualTo(TestScene.value("RED", 0, 20 + (2 + i) / 5, 10 + (1 + i) / 5));
        }
    }

    @ParameterizedTest
    @CsvSource({"19.9, 0", "20, 1", "20.007, 1", "39, 1"})
    void coarser_pixels_come_from_the_level_next_below(double scale, int level) {
        TiffImage image = api.tiff(
                "{'fileFormat':'GEO_TIFF','bandIds':['GREEN'],".concat(grid(340200, 929900, scale, 9, 9, "") + "}"));

        for (int i = 0; i < 9; i++) {
            int column = (int) ((200 + (i + 0.5) * scale) / 10) >> level;
            int row = (int) ((100 + (i + 0.5) * scale) / 10) >> level;
            assertThat(Api.sample(image, i, i, 0)).isEqualTo(TestScene.value("GREEN", level, column, row));
        }
    }

    @Test
    void bands_of_another_resolution_are_read_from_their_own_grid() {
        TiffImage image = api.tiff(
                "{'fileFormat':'GEO_TIFF','bandIds':['RED','SWIR']," + grid(340200, 929900, 20, 10, 10, "") + "}");

        assertThat(Api.sample(image, 4, 6, 0)).isEqualTo(TestScene.value("RED", 1, 14, 11));
        assertThat(Api.sample(image, 4, 6, 1)).isEqualTo(TestScene.value("SWIR", 0, 14, 11));
    }

    @ParameterizedTest
    @CsvSource({"EPSG:4326, 0.0001", "EPSG:3857, 10", "EPSG:32616, 10", "EPSG:32717, 10"})
    void any_other_reference_system_shows_the_pixel_that_the_centre_lies_in(String crs, double scale)
            throws IOException {
        Projection projection = Projection.of(crs);
        Coordinate corner = TestScene.FINE.projection().unproject(340000, 930000);
        Coordinate origin = projection.project(corner.x, corner.y);
        TiffImage image = api.tiff("{'fileFormat':'GEO_TIFF','bandIds':['RED'],"
                + grid(origin.x, origin.y, scale, 330, 220, ",'crsCode':'" + crs + "'") + "}");
        Samples samples = image.read(new Window(0, 0, 330, 220));

        int inside = 0;
        for (int row = 0; row < 220; row += 7) {
            for (int column = 0; column < 330; column += 11) {
                Coordinate lonLat =
                        projection.unproject(origin.x + (column + 0.5) * scale, origin.y - (row + 0.5) * scale);
                Coordinate utm = TestScene.FINE.projection().project(lonLat.x, lonLat.y);
                double u = (utm.x - 340000) / 10;
                double v = (930000 - utm.y) / 10;
                boolean shown = u >= 10 && u < 300 && v >= 0 && v < 200;
                inside += shown ? 1 : 0;
                int at = (row * 330 + column) * samples.type().bytes();
                assertThat(SampleNumbers.get(samples.type(), samples.data(), at))
                        .isEqualTo(shown ? TestScene.value("RED", 0, (int) u, (int) v) : 0);
            }
        }
        assertThat(inside).isGreaterThan(500);
    }

    @Test
    void a_sheared_grid_is_followed() {
        TiffImage image = api.tiff(
                "{'fileFormat':'GEO_TIFF','bandIds':['RED'],'grid':{'dimensions':{'width':40,'height':30},"
                        + "'affineTransform':{'scaleX':8,'shearX':-3,'translateX':341000,'shearY':-3,'scaleY':-8,'translateY':929500}}}");

        int column = (int) ((1000 + 8 * 20.5 - 3 * 10.5) / 10);
        int row = (int) ((500 + 3 * 20.5 + 8 * 10.5) / 10);
        assertThat(Api.sample(image, 20, 10, 0)).isEqualTo(TestScene.value("RED", 0, column, row));
    }

    @Test
    void a_region_without_a_grid_gives_the_bands_own_pixels_that_it_touches() {
        TiffImage image = api.tiff(
                "{'fileFormat':'GEO_TIFF','bandIds':['SWIR'],'region':" + box(340210, 929310, 340990, 929790) + "}");

        RasterGrid grid = image.grid().orElseThrow();
        // The edges of the box in degrees bend a little outward in UTM, by less than a pixel.
        assertThat(grid.transform().translateX() % 20).isZero();
        assertThat(grid.bounds().getMinX()).isBetween(340180.0, 340200.0);
        assertThat(grid.bounds().getMaxX()).isBetween(341000.0, 341020.0);
        assertThat(grid.bounds().getMinY()).isBetween(929280.0, 929300.0);
        assertThat(grid.bounds().getMaxY()).isBetween(929800.0, 929820.0);
        assertThat(Api.sample(image, 7, 3, 0))
                .isEqualTo(TestScene.value(
                        "SWIR",
                        0,
                        (int) (grid.bounds().getMinX() - 340000) / 20 + 7,
                        (int) (930000 - grid.bounds().getMaxY()) / 20 + 3));
    }

    @Test
    void a_region_with_dimensions_is_squeezed_into_them() {
        TiffImage image = api.tiff(
                "{'fileFormat':'GEO_TIFF','bandIds':['RED'],'grid':{'dimensions':{'width':50,'height':25}},'region':"
                        + box(340210, 929310, 340990, 929790) + "}");

        RasterGrid grid = image.grid().orElseThrow();
        assertThat(grid.width()).isEqualTo(50);
        assertThat(grid.height()).isEqualTo(25);
        assertThat(grid.bounds().getWidth()).isCloseTo(780, within(20.0));
        assertThat(grid.bounds().getHeight()).isCloseTo(480, within(20.0));
    }

    @Test
    void dimensions_without_a_region_cover_the_whole_image() {
        TiffImage image =
                api.tiff("{'fileFormat':'GEO_TIFF','bandIds':['RED'],'grid':{'dimensions':{'width':75,'height':50}}}");

        assertThat(image.grid().orElseThrow().transform()).isEqualTo(AffineTransform.northUp(340000, 930000, 40, 40));
        assertThat(Api.sample(image, 40, 20, 0)).isEqualTo(TestScene.value("RED", 1, 81, 41));
    }

    @Test
    void a_visualization_follows_the_assumed_formula() {
        TiffImage image = api.tiff("{'fileFormat':'GEO_TIFF','bandIds':['RED','GREEN','BLUE'],"
                + grid(340000, 930000, 10, 300, 200, "")
                + ",'visualizationOptions':{'ranges':[{'max':3000},{'min':100,'max':2500},{'max':900}],'gamma':1.35}}");

        assertThat(image.type()).isEqualTo(SampleType.UINT8);
        assertThat(image.bands()).isEqualTo(3);
        for (int i = 10; i < 200; i += 3) {
            assertThat(Api.sample(image, i, i, 0))
                    .isEqualTo(ServiceAssumptions.brightness(TestScene.value("RED", 0, i, i), 0, 3000, 1.35));
            assertThat(Api.sample(image, i, i, 1))
                    .isEqualTo(ServiceAssumptions.brightness(TestScene.value("GREEN", 0, i, i), 100, 2500, 1.35));
            assertThat(Api.sample(image, i, i, 2))
                    .isEqualTo(ServiceAssumptions.brightness(TestScene.value("BLUE", 0, i, i), 0, 900, 1.35));
        }
        assertThat(Api.sample(image, 9, 50, 0)).as("masked").isZero();
    }

    @Test
    void a_single_band_is_grey_and_masked_pixels_are_black_even_below_the_range() {
        TiffImage image = api.tiff("{'fileFormat':'GEO_TIFF','bandIds':['TEMPERATURE'],"
                + grid(340000, 930000, 10, 30, 20, "")
                + ",'visualizationOptions':{'ranges':[{'min':-10,'max':10}],'gamma':{'value':2}}}");

        int grey = ServiceAssumptions.brightness(TestScene.value("TEMPERATURE", 0, 20, 0), -10, 10, 2);
        for (int band = 0; band < 3; band++) {
            assertThat(Api.sample(image, 20, 0, band)).isEqualTo(grey);
            assertThat(Api.sample(image, 5, 0, band)).isZero();
        }
    }

    @Test
    void a_palette_colours_a_single_band() {
        TiffImage image = api.tiff("{'fileFormat':'GEO_TIFF','bandIds':['CLASS'],"
                + grid(340000, 930000, 10, 30, 20, "")
                + ",'visualizationOptions':{'ranges':[{'min':0,'max':11}],'paletteColors':['#000','ff0000','blue']}}");

        int color = ServiceAssumptions.paletteColor(
                TestScene.value("CLASS", 0, 20, 3), 0, 11, 1, java.util.List.of(0, 0xff0000, 0x0000ff));
        assertThat(Api.sample(image, 20, 3, 0)).isEqualTo(color >> 16);
        assertThat(Api.sample(image, 20, 3, 1)).isEqualTo(color >> 8 & 0xff);
        assertThat(Api.sample(image, 20, 3, 2)).isEqualTo(color & 0xff);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'bandIds':['NIR']}; Image.select: Pattern 'NIR' did not match any bands. Available bands: [RED, GREEN, BLUE, CLASS, TEMPERATURE, SWIR]",
                "{'fileFormat':'BMP'}; Invalid value at 'file_format' (type.googleapis.com/google.earthengine.v1.ImageFileFormat), \"BMP\"",
                "{'fileFormat':'GEO_TIFF','grid':{'dimensions':{'width':32769,'height':1}}}; Pixel grid dimensions (32769x1) must be less than or equal to 32768.",
                "{'fileFormat':'GEO_TIFF','bandIds':['RED','GREEN','BLUE'],'grid':{'dimensions':{'width':2365,'height':2365}}}; Total request size (50339025 bytes) must be less than or equal to 50331648 bytes.",
                "{'fileFormat':'NPY','bandIds':['RED','CLASS'],'grid':{'dimensions':{'width':20000,'height':20000}}}; Total request size (2000000000 bytes) must be less than or equal to 50331648 bytes.",
                "{'fileFormat':'GEO_TIFF','grid':{'dimensions':{'width':0,'height':5}}}; Pixel grid dimensions (0x5) must be positive.",
                "{'fileFormat':'PNG','bandIds':['RED','GREEN']}; Format PNG requires 1 or 3 bands, but the image has 2.",
                "{'bandIds':['RED','GREEN'],'visualizationOptions':{}}; Invalid visualization options: 1 or 3 bands can be shown, not 2.",
                "{'bandIds':['RED'],'visualizationOptions':{'gamma':0}}; Invalid visualization options: gamma must be positive.",
                "{'bandIds':['RED'],'visualizationOptions':{'ranges':[{'min':5,'max':5}]}}; Invalid visualization options: min (5.0) must be less than max (5.0).",
                "{'bandIds':['RED'],'visualizationOptions':{'paletteColors':['mauvish']}}; Invalid visualization options: unknown colour 'mauvish'.",
                "{'bandIds':['RED','GREEN','BLUE'],'visualizationOptions':{'paletteColors':['red']}}; Invalid visualization options: a palette needs a single band, not 3.",
                "{'bands':['RED']}; Invalid JSON payload received. Unknown name \"bands\": Cannot find field.",
                "{'grid':{'scale':5}}; Invalid JSON payload received. Unknown name \"scale\" at 'grid': Cannot find field.",
                "{'grid':{'dimensions':{'width':'wide','height':5}}}; Invalid value at 'grid.dimensions.width' (TYPE_DOUBLE), \"wide\"",
                "{'grid':{'affineTransform':{'scaleX':10},'dimensions':{'width':5,'height':5}}}; The affine transform of the pixel grid is not invertible.",
                "{'grid':{'affineTransform':{'scaleX':10,'scaleY':-10}}}; The pixel grid has an affine transform but neither dimensions nor a region.",
                "{'grid':{'crsCode':'EPSG:3857'}}; The pixel grid has a CRS but neither dimensions nor a region.",
                "[]; Invalid JSON payload received. It is not an object."
            })
    void a_request_that_can_not_be_met_is_refused_with_the_reason(String body, String message) {
        HttpResponse<byte[]> response = api.askPixels(body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Api.anyJson(response).path("error").path("message").asText()).isEqualTo(message);
        assertThat(Api.anyJson(response).path("error").path("status").asText()).isEqualTo("INVALID_ARGUMENT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{} {}",
                "{'grid':{'crsCode':'EPSG:2'}}",
                "{'bandIds':'RED'}",
                "{'region':{'type':'Polygon'}}"
            })
    void broken_json_and_unknown_reference_systems_are_refused(String body) {
        assertThat(api.askPixels(body).statusCode()).isEqualTo(400);
    }

    @Test
    void the_largest_requests_are_served() {
        TiffImage image = api.tiff("{'fileFormat':'GEO_TIFF','bandIds':['RED','GREEN','BLUE'],"
                + grid(340000, 930000, 1, 2364, 2364, "") + "}");

        assertThat(Api.sample(image, 1200, 1999, 2)).isEqualTo(TestScene.value("BLUE", 0, 120, 199));
    }

    private static String box(double west, double south, double east, double north) {
        Envelope box = new Envelope();
        for (double[] corner : new double[][] {{west, south}, {west, north}, {east, south}, {east, north}}) {
            box.expandToInclude(TestScene.FINE.projection().unproject(corner[0], corner[1]));
        }
        return "{'type':'Polygon','coordinates':[[[%1$s,%2$s],[%3$s,%2$s],[%3$s,%4$s],[%1$s,%4$s],[%1$s,%2$s]]]}"
                .formatted(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY());
    }
}
