package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.swath.Slow;
import dev.swath.cli.SwathCommand;
import dev.swath.emulator.EarthEngineEmulator;
import dev.swath.emulator.EmulatorSettings;
import dev.swath.geotiff.Samples;
import dev.swath.geotiff.TiffImage;
import dev.swath.geotiff.TiffReader;
import dev.swath.grid.SampleType;
import dev.swath.grid.Window;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first job on the collection of one's daily work: one command writes it, the next one runs it on the emulator. */
@Slow(
        "A first job of each well-known collection, all over the earth, runs on the emulator and makes what its preset says.")
@Timeout(180)
class CollectionJobsTest {

    private static EarthEngineEmulator emulator;

    @TempDir
    private Path folder;

    private Path routes;

    @BeforeAll
    static void start() throws IOException {
        emulator = EarthEngineEmulator.start(EmulatorSettings.defaults());
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @BeforeEach
    void copyRoutes() throws IOException {
        routes = folder.resolve("routes");
        try (Stream<Path> files = Files.walk(Path.of("routes"))) {
            for (Path file : files.toList()) {
                Files.copy(
                        file, routes.resolve(Path.of("routes").relativize(file).toString()));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // preset | place | area | from | to | type | bands | least | most
                "landsat-raw | Sydney | 151.00,-33.86,151.02,-33.84 | 2023-07-01 | 2023-08-01 | UINT16 | 6 | 7273 | 43636",
                "landsat-picture | Tromsö | 18.95,69.60,19.00,69.62 | 2023-06-10 | 2023-06-20 | UINT8 | 3 | 0 | 255",
                "s1 | Manaus | -60.05,-3.10,-60.04,-3.09 | 2023-06-01 | 2023-06-14 | FLOAT64 | 2 | -45 | 10",
                "s1 | Oslo | 10.70,59.95,10.71,59.96 | 2023-06-01 | 2023-06-08 | FLOAT64 | 2 | -45 | 10",
                "dem | Queenstown | 168.60,-45.06,168.65,-45.01 | 2000-01-01 | 2024-01-01 | FLOAT32 | 1 | 0 | 5000",
                "worldcover | Taveuni | 179.98,-16.90,179.99,-16.89 | 2021-01-01 | 2022-01-02 | UINT8 | 1 | 10 | 100",
                "modis-ndvi | Bavaria | 11.3,48.2,11.7,48.5 | 2024-06-01 | 2024-07-01 | INT16 | 2 | -2000 | 10000",
            })
    void each_preset_runs_on_the_emulator(
            String preset,
            String place,
            String area,
            String from,
            String to,
            SampleType type,
            int bands,
            double least,
            double most)
            throws IOException {
        List<Path> files = run("first", "--preset=" + preset, "--area=" + area, "--start=" + from, "--end=" + to);

        assertThat(files).as(place).isNotEmpty();
        try (TiffReader reader = TiffReader.open(files.get(0))) {
            assertThat(reader.image().type()).isEqualTo(type);
            assertThat(reader.image().bands()).isEqualTo(bands);
        }
        double[] values = band(files.get(0), 0);
        long right = Arrays.stream(values)
                .filter(value -> value >= least && value <= most)
                .count();
        assertThat(right).as("pixels with values from %s to %s", least, most).isGreaterThan(values.length * 3L / 4);
    }

    @Test
    void the_index_of_landsat_is_that_of_its_scaled_reflectances_where_it_is_clear() throws IOException {
        String[] scene = {
            "--collection=LANDSAT/LC09/C02/T1_L2",
            "--area=-82.47,8.36,-82.40,8.43",
            "--start=2024-01-15",
            "--end=2024-01-16",
            "--clip=false"
        };
        Path stored =
                run("reflectances", with(scene, "--bands=SR_B4,SR_B5,QA_PIXEL")).get(0);
        Path index = run("greenness", with(scene, "--bands=ndvi", "--cloud-mask=qa-pixel"))
                .get(0);
        Path scaled =
                run("physical", with(scene, "--bands=SR_B4", "--values=scaled")).get(0);

        double[] red = band(stored, 0);
        double[] infrared = band(stored, 1);
        double[] flags = band(stored, 2);
        double[] ndvi = band(index, 0);
        double[] reflectance = band(scaled, 0);
        assertThat(ndvi).hasSameSizeAs(red);
        int clear = 0;
        int masked = 0;
        for (int i = 0; i < red.length; i++) {
            double r = red[i] * 2.75e-5 - 0.2;
            double n = infrared[i] * 2.75e-5 - 0.2;
            assertThat(reflectance[i]).isCloseTo(r, within(1e-6));
            if (((int) flags[i] & 0b11110) == 0) {
                clear++;
                assertThat(ndvi[i]).isCloseTo((n - r) / (n + r), within(1e-5));
            } else {
                masked++;
                assertThat(Math.abs(ndvi[i]) <= 1)
                        .as("masked pixel %d has no index", i)
                        .isFalse();
            }
        }
        assertThat(clear).isGreaterThan(10_000);
        assertThat(masked).isPositive();
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.concat(Arrays.stream(arguments), Arrays.stream(more)).toArray(String[]::new);
    }

    /** Writes a job and runs it; returns its images. */
    private List<Path> run(String job, String... arguments) throws IOException {
        List<String> written = new ArrayList<>(List.of("new", job));
        written.addAll(List.of(arguments));
        assertThat(swath(written)).isZero();
        Path output = folder.resolve("output-" + job);
        assertThat(swath(List.of(
                        "once",
                        job,
                        "--set",
                        "swath.earth-engine.url=" + emulator.url(),
                        "--set",
                        "swath.output=" + output)))
                .isZero();
        try (Stream<Path> files = Files.walk(output)) {
            return files.filter(file -> file.toString().endsWith(".tif"))
                    .sorted()
                    .toList();
        }
    }

    private int swath(List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--set", "swath.routes=" + routes));
        return SwathCommand.execute(all.toArray(String[]::new));
    }

    /** All values of one band. */
    private static double[] band(Path file, int band) throws IOException {
        try (TiffReader reader = TiffReader.open(file)) {
            TiffImage image = reader.image();
            Samples pixels = image.read(new Window(0, 0, image.width(), image.height()));
            ByteBuffer data = ByteBuffer.wrap(pixels.data()).order(ByteOrder.LITTLE_ENDIAN);
            double[] values = new double[image.width() * image.height()];
            for (int i = 0; i < values.length; i++) {
                int at = (i * pixels.bands() + band) * image.type().bytes();
                values[i] = switch (image.type()) {
                    case UINT8 -> data.get(at) & 0xff;
                    case UINT16 -> data.getShort(at) & 0xffff;
                    case INT16 -> data.getShort(at);
                    case FLOAT32 -> data.getFloat(at);
                    case FLOAT64 -> data.getDouble(at);
                    default -> throw new IllegalArgumentException("samples of " + image.type());
                };
            }
            return values;
        }
    }
}
