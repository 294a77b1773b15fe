package dev.swath.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.swath.Gdal;
import dev.swath.Slow;
import dev.swath.geotiff.GeoTiffEncoder;
import dev.swath.geotiff.Samples;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jobs that people really want, each written by one {@code swath new} and run by one {@code swath once}, on GeoTIFFs in a folder:
 * GDAL finds in the files what the presets promise.
 */
@Slow(
        "Jobs that one `swath new --preset` writes and one `swath once` runs: GDAL finds in the files what the presets promise.")
@Timeout(120)
class PresetJobsTest {

    private static final double LEFT = 341_400;
    private static final double TOP = 928_800;
    private static final int SIDE = 1200;
    private static final String AREA = "--area=centre 8.3958,-82.4350 side 0.005";
    /** Inside the area, in the zone's metres: the middles of pixels of 10 m and of 30 m. */
    private static final List<double[]> PLACES =
            List.of(new double[] {341_865, 928_455}, new double[] {342_015, 928_335}, new double[] {342_195, 928_125});

    @TempDir
    Path folder;

    @BeforeAll
    static void requireGdal() {
        Gdal.require();
    }

    @BeforeEach
    void copyRoutes() throws IOException {
        Path source = Path.of("routes");
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        folder.resolve("routes").resolve(source.relativize(file).toString()));
            }
        }
    }

    @Test
    void a_landsat_picture_has_its_reflectance_in_natural_colours() throws IOException {
        raster("landsat", "LC09_20240110T160000", SampleType.UINT16, 30, List.of("SR_B2", "SR_B3", "SR_B4", "SR_B5"));

        newJob("fields", "--preset=landsat-picture", "--collection=users/emulator/landsat");
        Path file = once("fields", "landsat");

        for (double[] place : PLACES) {
            double[] red = {value(2, place, 30), value(1, place, 30), value(0, place, 30)};
            List<Double> shown = values(file, place);
            for (int band = 0; band < 3; band++) {
                double share = Math.max(0, Math.min(1, (red[band] - 7273) / (18_182.0 - 7273)));
                assertThat(shown.get(band)).isCloseTo(255 * Math.pow(share, 1 / 1.2), within(1.0));
            }
        }
        assertThat(Gdal.run("gdalinfo", file.toString())).contains("Pixel Size = (30", "Type=Byte", "EPSG\",32617");
    }

    @Test
    void sentinel_1_is_in_decibels_in_both_polarizations() throws IOException {
        raster("radar", "S1A_IW_20240110T110000", SampleType.FLOAT32, 10, List.of("VV", "VH"));

        newJob("radar-job", "--preset=s1", "--collection=users/emulator/radar");
        Path file = once("radar-job", "radar");

        for (double[] place : PLACES) {
            assertThat(values(file, place)).containsExactly(value(0, place, 10), value(1, place, 10));
        }
        assertThat(Gdal.run("gdalinfo", file.toString()))
                .contains("Pixel Size = (10", "Type=Float32", "Description = VV", "Description = VH");
    }

    @Test
    void a_single_image_of_the_folder_is_named_by_its_id() throws IOException {
        raster("radar", "S1A_IW_20240110T110000", SampleType.FLOAT32, 10, List.of("VV", "VH"));
        raster("radar", "S1A_IW_20240122T110000", SampleType.FLOAT32, 10, List.of("VV", "VH"));

        CommandLineRun written = swath(
                "new",
                "one",
                "--image=users/emulator/radar/S1A_IW_20240122T110000",
                AREA,
                "--bands=VV",
                "--cron=@weekly");
        assertThat(written.exitCode()).as(written.err()).isZero();
        Path file = once("one", "radar");

        assertThat(file).hasFileName("S1A_IW_20240122T110000.tif");
        assertThat(values(file, PLACES.get(1))).containsExactly(value(0, PLACES.get(1), 10));
    }

    /** The filters of the presets are about properties that files in a folder do not have. */
    private void newJob(String name, String preset, String collection) {
        CommandLineRun run = swath("new", name, preset, collection, AREA, "--start=2024-01-01", "--filter=");
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    private Path once(String job, String served) throws IOException {
        Path output = folder.resolve("output");
        CommandLineRun run = swath(
                "once",
                job,
                "--set",
                "swath.earth-engine.url=emulator",
                "--set",
                "swath.emulator.folder=" + folder.resolve(served),
                "--set",
                "swath.output=" + output);
        assertThat(run.exitCode()).as(run.err()).isZero();
        try (Stream<Path> files = Files.list(output)) {
            List<Path> images =
                    files.filter(file -> file.toString().endsWith(".tif")).toList();
            assertThat(images).hasSize(1);
            return images.get(0);
        }
    }

    private CommandLineRun swath(String... arguments) {
        return CommandLineRun.swath(
                Stream.concat(Stream.of(arguments), Stream.of("--set", "swath.routes=" + folder.resolve("routes")))
                        .toArray(String[]::new));
    }

    /** What a raster has at a place: a slope to the east, of another height in each band. */
    private static double value(int band, double[] place, int pixel) {
        return value(band, (int) Math.floor((place[0] - LEFT) / pixel), pixel);
    }

    private static double value(int band, int column, int pixel) {
        return pixel == 30 ? 7500 + band * 1500 + column * 100 : -20 + band * 2 + column * 0.125;
    }

    private void raster(String in, String name, SampleType type, int pixel, List<String> bands) throws IOException {
        int side = SIDE / pixel;
        ByteBuffer data =
                ByteBuffer.allocate(side * side * bands.size() * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < side * side; i++) {
            for (int band = 0; band < bands.size(); band++) {
                double value = value(band, i % side, pixel);
                if (type == SampleType.UINT16) {
                    data.putShort((short) value);
                } else {
                    data.putFloat((float) value);
                }
            }
        }
        RasterGrid grid = new RasterGrid(
                Projection.of("EPSG:32617"), AffineTransform.northUp(LEFT, TOP, pixel, pixel), side, side);
        byte[] file = GeoTiffEncoder.encode(
                new Samples(type, side, side, bands.size(), data.array()),
                Optional.of(grid),
                OptionalDouble.empty(),
                bands);
        Files.write(Files.createDirectories(folder.resolve(in)).resolve(name + ".tif"), file);
    }

    /** The values of all bands at a place, as GDAL reads them. */
    private static List<Double> values(Path file, double[] place) {
        return Gdal.run(
                        "gdallocationinfo",
                        "-valonly",
                        "-geoloc",
                        file.toString(),
                        String.valueOf(place[0]),
                        String.valueOf(place[1]))
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(Double::valueOf)
                .toList();
    }
}
