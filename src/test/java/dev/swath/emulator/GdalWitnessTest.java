package dev.swath.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Gdal;
import dev.swath.Slow;
import dev.swath.geotiff.TiffImage;
import dev.swath.geotiff.TiffReader;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.Window;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GDAL's own Earth Engine drivers, EEDA for collections and EEDAI for images, as clients of the emulator. */
@Slow("GDAL's own Earth Engine drivers list and read the emulator's images.")
class GdalWitnessTest {

    private static final String IMAGE = "EEDAI:" + Api.IMAGE_NAME;

    @TempDir
    private Path folder;

    private Api api;

    @BeforeEach
    void start() {
        Gdal.require();
        api = Api.start();
    }

    @AfterEach
    void stop() {
        if (api != null) {
            api.close();
        }
    }

    private String gdal(String... command) {
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(List.of(
                "--config",
                "EEDA_URL",
                api.emulator().url() + "/v1alpha/",
                "--config",
                "EEDA_BEARER",
                "x",
                "--config",
                "CPL_GCE_SKIP",
                "YES",
                "--config",
                "EEDA_PAGE_SIZE",
                "7"));
        return Gdal.run(words.toArray(new String[0]));
    }

    @Test
    void ogrinfo_lists_every_image_of_a_collection() {
        String printed = gdal("ogrinfo", "-ro", "-al", "EEDA:" + Api.COLLECTION_NAME);

        assertThat(printed.lines().filter(line -> line.contains("id (String) = TEST/IMAGES/IMAGE_")))
                .hasSize(25);
        assertThat(printed)
                .contains("startTime (DateTime) = 2024/01/25 16:00:00+00")
                .contains("CLOUDY_PIXEL_PERCENTAGE (Real) = 7.5")
                .contains("band_crs (String) = EPSG:32617");
    }

    @Test
    void ogrinfo_filters_by_attributes_time_and_place() {
        String printed = gdal(
                "ogrinfo",
                "-ro",
                "-al",
                "-spat",
                "-82.5",
                "8.3",
                "-82.4",
                "8.5",
                "-where",
                "startTime >= '2024-01-03T00:00:00Z' AND startTime <= '2024-01-09T00:00:00Z'"
                        + " AND CLOUDY_PIXEL_PERCENTAGE < 40 AND MGRS_TILE IN ('17PLL', '17PKK')",
                "EEDA:" + Api.COLLECTION_NAME);

        assertThat(printed.lines().filter(line -> line.contains("  id (String) =")))
                .containsExactly("  id (String) = TEST/IMAGES/IMAGE_00003", "  id (String) = TEST/IMAGES/IMAGE_00005");
        assertThat(api.emulator().accessLog().recent())
                .anySatisfy(
                        access -> assertThat(access.path()).contains("region=").contains("filter="));
        assertThat(gdal("ogrinfo", "-ro", "-al", "-spat", "10", "50", "11", "51", "EEDA:" + Api.COLLECTION_NAME))
                .doesNotContain("TEST/IMAGES/IMAGE_");
    }

    @Test
    void gdalinfo_shows_the_bands_and_their_grid() {
        String printed = gdal("gdalinfo", IMAGE);

        assertThat(printed)
                .contains("Size is 300, 200")
                .contains("Origin = (340000.000000000000000,930000.000000000000000)")
                .contains("Pixel Size = (10.000000000000000,-10.000000000000000)")
                .contains("WGS 84 / UTM zone 17N")
                .contains("Description = RED")
                .contains("Type=Byte")
                .contains("Type=Float32")
                .contains("SUBDATASET_2_NAME=EEDAI:" + Api.IMAGE_NAME + ":SWIR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GEO_TIFF", "NPY", "AUTO"})
    void gdal_translate_fetches_the_pixels_of_the_image(String encoding) throws IOException {
        Path file = folder.resolve("out.tif");
        gdal(
                "gdal_translate",
                "-q",
                "-oo",
                "PIXEL_ENCODING=" + encoding,
                "-srcwin",
                "20",
                "30",
                "150",
                "120",
                IMAGE + ":RED,BLUE",
                file.toString());

        try (TiffReader reader = TiffReader.open(file)) {
            TiffImage image = reader.image();
            assertThat(image.grid())
                    .contains(new RasterGrid(
                            Projection.of("EPSG:32617"), AffineTransform.northUp(340200, 929700, 10, 10), 150, 120));
            for (int i = 0; i < 120; i++) {
                assertThat(Api.sample(image, i, i, 0)).isEqualTo(TestScene.value("RED", 0, 20 + i, 30 + i));
                assertThat(Api.sample(image, i, i, 1)).isEqualTo(TestScene.value("BLUE", 0, 20 + i, 30 + i));
            }
        }
    }

    @Test
    void gdal_translate_mixes_types_by_way_of_npy() throws IOException {
        Path file = folder.resolve("out.tif");
        gdal("gdal_translate", "-q", "-ot", "Float64", IMAGE + ":RED,CLASS,TEMPERATURE", file.toString());

        try (TiffReader reader = TiffReader.open(file)) {
            for (int i = 10; i < 200; i++) {
                assertThat(Api.sample(reader.image(), i, i, 0)).isEqualTo(TestScene.value("RED", 0, i, i));
                assertThat(Api.sample(reader.image(), i, i, 1)).isEqualTo(TestScene.value("CLASS", 0, i, i));
                assertThat(Api.sample(reader.image(), i, i, 2)).isEqualTo(TestScene.value("TEMPERATURE", 0, i, i));
            }
        }
        assertThat(api.emulator().accessLog().pixelRequests()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PNG", "AUTO"})
    void gdal_translate_fetches_byte_bands_as_png(String encoding) throws IOException {
        Path file = folder.resolve("out.tif");
        gdal("gdal_translate", "-q", "-oo", "PIXEL_ENCODING=" + encoding, IMAGE + ":CLASS", file.toString());

        try (TiffReader reader = TiffReader.open(file)) {
            assertThat(Api.sample(reader.image(), 5, 5, 0)).isZero();
            assertThat(Api.sample(reader.image(), 123, 45, 0)).isEqualTo(TestScene.value("CLASS", 0, 123, 45));
        }
    }

    @Test
    void overviews_are_fetched_at_scales_that_are_no_whole_multiples() throws IOException {
        Path file = folder.resolve("out.tif");
        // 300 columns in 150: GDAL asks its overview, 150 x 100 pixels of 20 m, of level 1.
        gdal("gdal_translate", "-q", "-outsize", "50%", "50%", IMAGE + ":GREEN", file.toString());

        try (TiffReader reader = TiffReader.open(file)) {
            assertThat(reader.image().width()).isEqualTo(150);
            assertThat(Api.sample(reader.image(), 70, 60, 0)).isEqualTo(TestScene.value("GREEN", 1, 70, 60));
        }
    }

    @Test
    void the_synthetic_sentinel_2_collection_is_listed_described_and_fetched() throws IOException {
        api.close();
        api = Api.of(EarthEngineEmulator.start(EmulatorSettings.defaults()));
        String listed = gdal(
                "ogrinfo",
                "-ro",
                "-al",
                "-spat",
                "-82.48",
                "8.35",
                "-82.39",
                "8.44",
                "-where",
                "startTime >= '2024-01-01T00:00:00Z' AND endTime <= '2024-01-11T00:00:00Z'",
                "EEDA:COPERNICUS/S2_SR_HARMONIZED");
        List<String> ids = listed.lines()
                .filter(line -> line.startsWith("  id (String) = ") && line.endsWith("_T17PLK"))
                .map(line -> line.substring("  id (String) = ".length()))
                .toList();
        assertThat(ids).hasSize(2);

        String described = gdal("gdalinfo", "EEDAI:" + ids.get(0));
        assertThat(described).contains("Size is 1830, 1830").contains(":B2,B3,B4,B8");

        Path file = folder.resolve("out.tif");
        gdal(
                "gdal_translate",
                "-q",
                "-srcwin",
                "4000",
                "7000",
                "300",
                "200",
                "EEDAI:" + ids.get(0) + ":B3,B4,B8",
                file.toString());
        TiffImage ours = Api.image(api.post("/v1/projects/earthengine-public/assets/" + ids.get(0) + ":getPixels", """
                        {"fileFormat": "GEO_TIFF", "bandIds": ["B3", "B4", "B8"], "grid": {
                          "dimensions": {"width": 300, "height": 200}, "crsCode": "EPSG:32617",
                          "affineTransform": {
                            "scaleX": 10, "translateX": 340000, "scaleY": -10, "translateY": 930020}}}""")
                .body());
        try (TiffReader reader = TiffReader.open(file)) {
            Window window = new Window(0, 0, 300, 200);
            assertThat(reader.image().grid()).isEqualTo(ours.grid());
            assertThat(reader.image().read(window).data())
                    .isEqualTo(ours.read(window).data());
            assertThat(Api.sample(ours, 150, 100, 0)).isPositive();
        }
    }
}
