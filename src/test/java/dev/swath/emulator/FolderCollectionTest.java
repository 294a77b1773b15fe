package dev.swath.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swath.Gdal;
import dev.swath.emulator.archive.Scene;
import dev.swath.geotiff.GeoTiffEncoder;
import dev.swath.geotiff.LittleEndian;
import dev.swath.geotiff.Samples;
import dev.swath.geotiff.TiffImage;
import dev.swath.geotiff.TiffReader;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import dev.swath.grid.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderCollectionTest {

    private static String last(Api api) {
        return api.emulator().collections().get(api.emulator().collections().size() - 1);
    }

    private static final RasterGrid GRID =
            new RasterGrid(Projection.of("EPSG:32618"), AffineTransform.northUp(435720, 4179460, 20, 20), 300, 280);

    @TempDir
    private Path folder;

    @Test
    void each_file_is_an_image_in_the_order_of_acquisition() throws IOException {
        write("B_20200501.tif", List.of("red"), OptionalDouble.empty());
        write("A_20240110T160621.tiff", List.of(), OptionalDouble.empty());
        write("no date.TIF", List.of(), OptionalDouble.empty());
        Files.setLastModifiedTime(folder.resolve("no date.TIF"), FileTime.from(Instant.parse("2021-06-01T00:00:00Z")));
        Files.writeString(folder.resolve("broken_20200101.tif"), "no TIFF");
        Files.writeString(folder.resolve("notes.txt"), "no TIFF either");

        try (Api api = serve()) {
            String collection = last(api);
            assertThat(collection).isEqualTo("users/emulator/" + folder.getFileName());
            JsonNode page = api.json("/v1/projects/earthengine-legacy/assets/" + collection + ":listAssets");
            assertThat(page.path("assets"))
                    .extracting(asset -> asset.path("id").asText().replace(collection + "/", ""))
                    .containsExactly("B_20200501", "no_date", "A_20240110T160621");
            assertThat(page.path("assets"))
                    .extracting(asset -> asset.path("startTime").asText())
                    .containsExactly("2020-05-01T00:00:00Z", "2021-06-01T00:00:00Z", "2024-01-10T16:06:21Z");
            JsonNode band = page.path("assets").path(0).path("bands").path(0);
            assertThat(band.path("id").asText()).isEqualTo("red");
            assertThat(band.path("grid").path("crsCode").asText()).isEqualTo("EPSG:32618");
            assertThat(page.path("assets")
                            .path(1)
                            .path("bands")
                            .path(0)
                            .path("id")
                            .asText())
                    .isEqualTo("B1");
        }
    }

    @Test
    void the_footprint_is_the_outline_of_the_raster() throws IOException {
        write("20200501.tif", List.of(), OptionalDouble.empty());

        Scene scene = FolderCollection.open(folder).scene("20200501").orElseThrow();
        var corner = GRID.projection().unproject(435720, 4179460);
        assertThat(scene.footprint().getEnvelopeInternal().getMinX()).isCloseTo(corner.x, within(1e-3));
        assertThat(scene.footprint().getNumPoints()).isGreaterThan(40);
        assertThat(scene.footprint().isValid()).isTrue();
    }

    @Test
    void pixels_come_as_they_are_in_the_file() throws IOException {
        write("20200501.tif", List.of("red"), OptionalDouble.empty());

        try (Api api = serve()) {
            TiffImage image = Api.image(
                    api.post(pixels(api), "{\"fileFormat\":\"GEO_TIFF\"}").body());
            assertThat(image.grid()).contains(GRID);
            assertThat(image.read(new Window(0, 0, 300, 280)).data())
                    .isEqualTo(samples().data());
        }
    }

    @Test
    void coarser_levels_are_the_mean_of_valid_pixels_and_nodata_is_masked() throws IOException {
        write("20200501.tif", List.of(), OptionalDouble.of(7));

        Scene scene = FolderCollection.open(folder).scene("20200501").orElseThrow();
        Scene.BandPixels native0 =
                scene.read(List.of("B1"), 0, new Window(0, 0, 300, 280)).get(0);
        Scene.BandPixels level2 =
                scene.read(List.of("B1"), 2, new Window(3, 2, 72, 68)).get(0);

        assertThat(native0.mask()[7]).as("value 7 is nodata").isZero();
        assertThat(LittleEndian.getShort(native0.data(), 14)).isZero();
        for (int row = 0; row < 68; row++) {
            for (int column = 0; column < 72; column++) {
                double sum = 0;
                int count = 0;
                for (int i = 0; i < 16; i++) {
                    int value = value((column + 3) * 4 + i % 4, (row + 2) * 4 + i / 4);
                    sum += value == 7 ? 0 : value;
                    count += value == 7 ? 0 : 1;
                }
                int mean = LittleEndian.getShort(level2.data(), (row * 72 + column) * 2) & 0xffff;
                assertThat(mean).isEqualTo((int) (sum / count + 0.5));
            }
        }
    }

    @Test
    void the_last_pixels_of_a_level_average_what_is_left_of_the_image() throws IOException {
        write("20200501.tif", List.of(), OptionalDouble.empty());

        Scene scene = FolderCollection.open(folder).scene("20200501").orElseThrow();
        Scene.BandPixels corner =
                scene.read(List.of("B1"), 3, new Window(37, 34, 1, 1)).get(0);

        double sum = 0;
        for (int row = 272; row < 280; row++) {
            for (int column = 296; column < 300; column++) {
                sum += value(column, row);
            }
        }
        assertThat(LittleEndian.getShort(corner.data(), 0) & 0xffff).isEqualTo((int) (sum / 32 + 0.5));
    }

    @Test
    void times_and_numbers_of_the_metadata_are_understood() throws IOException {
        Gdal.require();
        write("source.tif", List.of(), OptionalDouble.empty());
        Gdal.run(
                "gdal_translate",
                "-q",
                "-mo",
                "DATE_ACQUIRED=2016-01-12",
                "-mo",
                "CLOUDS=12.5",
                "-mo",
                "ORBIT=54",
                "-mo",
                "BASELINE=05.10",
                folder.resolve("source.tif").toString(),
                folder.resolve("image.tif").toString());

        Scene scene = FolderCollection.open(folder).scene("image").orElseThrow();
        assertThat(scene.start()).isEqualTo(Instant.parse("2016-01-12T00:00:00Z"));
        assertThat(scene.properties())
                .containsEntry("CLOUDS", 12.5)
                .containsEntry("ORBIT", 54L)
                .containsEntry("BASELINE", "05.10");
    }

    @Test
    void a_mask_inside_the_file_masks() throws IOException {
        Gdal.require();
        write("source.tif", List.of(), OptionalDouble.empty());
        // The band is its own mask: only the first pixel is 0.
        Gdal.run(
                "gdal_translate",
                "-q",
                "-mask",
                "1",
                "--config",
                "GDAL_TIFF_INTERNAL_MASK",
                "YES",
                folder.resolve("source.tif").toString(),
                folder.resolve("masked.tif").toString());

        Scene scene = FolderCollection.open(folder).scene("masked").orElseThrow();
        Scene.BandPixels pixels =
                scene.read(List.of("B1"), 0, new Window(0, 0, 20, 1)).get(0);
        assertThat(pixels.mask()).startsWith(0, 1, 1, 1);
    }

    @Test
    void the_real_acquisition_is_served_pixel_for_pixel() throws IOException {
        Path real = SharedData.folder("sentinel-2-20m");
        Path file;
        try (Stream<Path> files = Files.list(real)) {
            file = files.findFirst().orElseThrow();
        }
        try (EarthEngineEmulator emulator =
                        EarthEngineEmulator.start(EmulatorSettings.defaults().withFolder(real));
                TiffReader reader = TiffReader.open(file)) {
            Api api = Api.of(emulator);
            JsonNode asset =
                    api.json("/v1/projects/earthengine-legacy/assets/users/emulator/sentinel-2-20m/20160112_T18SVG");
            assertThat(asset.path("startTime").asText()).isEqualTo("2016-01-12T00:00:00Z");
            assertThat(asset.path("bands"))
                    .extracting(band -> band.path("id").asText())
                    .containsExactly("B5", "B6", "B7", "B8A", "B11", "B12");
            TiffImage served = Api.image(
                    api.post("/v1/" + asset.path("name").asText() + ":getPixels", "{\"fileFormat\":\"GEO_TIFF\"}")
                            .body());
            Window whole = new Window(0, 0, 967, 973);
            assertThat(served.grid()).isEqualTo(reader.image().grid());
            assertThat(served.read(whole).data())
                    .isEqualTo(reader.image().read(whole).data());
        }
    }

    private Api serve() throws IOException {
        return Api.of(EarthEngineEmulator.start(EmulatorSettings.defaults().withFolder(folder)));
    }

    private String pixels(Api api) {
        return "/v1/projects/earthengine-legacy/assets/" + last(api) + "/20200501:getPixels";
    }

    private static int value(int column, int row) {
        return column + 211 * row;
    }

    private static Samples samples() {
        byte[] data = new byte[300 * 280 * 2];
        for (int i = 0; i < 300 * 280; i++) {
            LittleEndian.putShort(data, i * 2, (short) value(i % 300, i / 300));
        }
        return new Samples(SampleType.UINT16, 300, 280, 1, data);
    }

    private void write(String name, List<String> descriptions, OptionalDouble nodata) throws IOException {
        Files.write(folder.resolve(name), GeoTiffEncoder.encode(samples(), Optional.of(GRID), nodata, descriptions));
    }
}
