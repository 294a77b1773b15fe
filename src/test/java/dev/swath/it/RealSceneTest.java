package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.swath.Gdal;
import dev.swath.RouteFile;
import dev.swath.Slow;
import dev.swath.emulator.EarthEngineEmulator;
import dev.swath.emulator.EmulatorSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real Sentinel-2 acquisition, served as a folder, compared with what GDAL makes of the same file. */
@Slow("A real Sentinel-2 scene gives the same pixels as GDAL does from the same file.")
@Timeout(120)
class RealSceneTest {

    private static final String FILE = "shared/data/sentinel-2-20m/20160112_T18SVG.tif";
    /** Within the file; 4 km a side. */
    private static final String AREA = "centre 37.675,-75.62 side 0.04";

    @TempDir
    private Path folder;

    private Path scene;
    private EarthEngineEmulator emulator;
    private WholeFlow flow;

    @BeforeEach
    void serveScene() throws IOException {
        Optional<Path> found = Stream.iterate(RouteFile.projectFolder(), up -> up != null, Path::getParent)
                .map(up -> up.resolve(FILE))
                .filter(Files::isRegularFile)
                .findFirst();
        assumeTrue(found.isPresent(), "there is no " + FILE + " beside or above the project");
        Gdal.require();
        scene = found.get();
        emulator = EarthEngineEmulator.start(EmulatorSettings.defaults().withFolder(scene.getParent()));
        flow = new WholeFlow(emulator.url(), folder.resolve("output"));
    }

    @AfterEach
    void stop() {
        if (emulator != null) {
            emulator.close();
        }
    }

    @Test
    void a_picture_at_the_files_own_resolution_is_gdals_pixel_for_pixel() throws IOException {
        StoredImage image = download("bands=B8A,B6,B5", "scale=");

        assertThat(image.grid().transform().scaleX()).isEqualTo(20);
        assertPicture(
                image, gdal("picture.tif", "-ot", "Byte", "-scale", "0", "5000", "0", "255", "-exponent", EXPONENT));
    }

    @Test
    void a_picture_at_a_fifth_of_the_resolution_is_gdals_nearest_neighbour() throws IOException {
        StoredImage image = download("bands=B8A,B6,B5", "scale=4");

        assertThat(image.grid().transform().scaleX()).isEqualTo(4);
        assertPicture(
                image,
                gdal(
                        "picture.tif",
                        "-tr",
                        "4",
                        "4",
                        "-r",
                        "nearest",
                        "-ot",
                        "Byte",
                        "-scale",
                        "0",
                        "5000",
                        "0",
                        "255",
                        "-exponent",
                        EXPONENT));
    }

    @Test
    void all_six_bands_come_raw() throws IOException {
        StoredImage image = download(
                "bands=B5,B6,B7,B8A,B11,B12", "scale=", "visualization.min=", "visualization.max=", "clip=false");

        StoredImage original = StoredImage.read(scene);
        assertThat(image.descriptions()).isEqualTo(original.descriptions());
        assertThat(differences(image, original, 6, false)).isZero();
    }

    private static final String EXPONENT = Double.toString(1 / 1.35);

    private StoredImage download(String... settings) throws IOException {
        String[] all = Stream.concat(
                        Stream.of(
                                "collection=users/emulator/sentinel-2-20m",
                                "area=" + AREA,
                                "start=2016-01-01",
                                "end=2016-02-01",
                                "filter=",
                                "outline.width=0"),
                        Stream.of(settings))
                .toArray(String[]::new);
        assertThat(flow.once(all)).isZero();
        assertThat(flow.images()).hasSize(1);
        Path file = flow.images().get(0);
        assertThatCode(() -> Gdal.run(
                        "/usr/bin/python3",
                        "-m",
                        "osgeo_utils.samples.validate_cloud_optimized_geotiff",
                        file.toString()))
                .doesNotThrowAnyException();
        return StoredImage.read(file);
    }

    private StoredImage gdal(String name, String... options) throws IOException {
        Path result = folder.resolve(name);
        List<String> command = Stream.of(
                        Stream.of("gdal_translate", "-q", "-b", "4", "-b", "2", "-b", "1"),
                        Stream.of(options),
                        Stream.of(scene.toString(), result.toString()))
                .flatMap(part -> part)
                .toList();
        Gdal.run(command.toArray(String[]::new));
        return StoredImage.read(result);
    }

    private static void assertPicture(StoredImage image, StoredImage gdals) {
        long valid = 0;
        for (int row = 0; row < image.grid().height(); row++) {
            for (int column = 0; column < image.grid().width(); column++) {
                valid += image.valid(column, row) ? 1 : 0;
            }
        }
        assertThat(valid)
                .isGreaterThan(image.grid().width() * (long) image.grid().height() * 9 / 10);
        assertThat(differences(image, gdals, 3, true)).isZero();
    }

    /** Samples that differ from those at the same place of the other image. */
    private static long differences(StoredImage image, StoredImage other, int bands, boolean onlyValid) {
        long different = 0;
        for (int row = 0; row < image.grid().height(); row++) {
            for (int column = 0; column < image.grid().width(); column++) {
                if (onlyValid && !image.valid(column, row)) {
                    continue;
                }
                double x = image.grid().transform().x(column + 0.5, row + 0.5);
                double y = image.grid().transform().y(column + 0.5, row + 0.5);
                int otherColumn = (int) Math.floor((x - other.grid().transform().translateX())
                        / other.grid().transform().scaleX());
                int otherRow = (int) Math.floor((y - other.grid().transform().translateY())
                        / other.grid().transform().scaleY());
                for (int band = 0; band < bands; band++) {
                    different += image.value(column, row, band) == other.value(otherColumn, otherRow, band) ? 0 : 1;
                }
            }
        }
        return different;
    }
}
