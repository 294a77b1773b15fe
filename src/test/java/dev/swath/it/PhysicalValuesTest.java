package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.swath.Slow;
import dev.swath.emulator.EarthEngineEmulator;
import dev.swath.emulator.EmulatorSettings;
import dev.swath.flow.EmulatedRun;
import dev.swath.geotiff.TiffImage;
import dev.swath.geotiff.TiffReader;
import dev.swath.grid.Window;
import dev.swath.stac.WrittenImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Physical values that the server computes are those that scale and offset of the raw file give. */
@Slow("Reflectance and kelvin computed by the server are what scale and offset of the raw file give.")
class PhysicalValuesTest {

    private static EarthEngineEmulator emulator;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws IOException {
        emulator = EarthEngineEmulator.start(EmulatorSettings.defaults());
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @ParameterizedTest
    @CsvSource({
        "COPERNICUS/S2_SR_HARMONIZED, B8, reflectance, 0, 1.5",
        "LANDSAT/LC09/C02/T1_L2, SR_B5, reflectance, -0.2, 1.6",
        "LANDSAT/LC08/C02/T1_L2, ST_B10, K, 250, 340"
    })
    void scaled_values_are_those_of_the_raw_file(String collection, String band, String unit, double least, double most)
            throws IOException {
        EmulatedRun raw = run("raw", collection, "bands = " + band);
        EmulatedRun scaled = run("scaled", collection, "bands = " + band, "values = scaled");

        assertThat(raw.exitCode()).isZero();
        assertThat(scaled.images().keySet()).isEqualTo(raw.images().keySet()).isNotEmpty();
        int valid = 0;
        for (String file : raw.images().keySet()) {
            Map<String, String> items = items(folder.resolve("raw").resolve(file));
            double scale = Double.parseDouble(items.get("SCALE"));
            double offset = Double.parseDouble(items.getOrDefault("OFFSET", "0"));
            assertThat(items).containsEntry("UNITTYPE", unit);
            assertThat(items(folder.resolve("scaled").resolve(file)))
                    .containsEntry("UNITTYPE", unit)
                    .doesNotContainKeys("SCALE", "OFFSET");
            double[] stored = values(folder.resolve("raw").resolve(file));
            double[] physical = values(folder.resolve("scaled").resolve(file));
            for (int i = 0; i < stored.length; i++) {
                if (Double.isNaN(stored[i])) {
                    assertThat(physical[i]).isNaN();
                } else {
                    assertThat(physical[i])
                            .isEqualTo(stored[i] * scale + offset, within(1e-4))
                            .isBetween(least, most);
                    valid++;
                }
            }
        }
        assertThat(valid).isGreaterThan(100);
    }

    /** GDAL's items of the only band. */
    private static Map<String, String> items(Path file) throws IOException {
        return WrittenImage.of(file, Optional.of("0".repeat(64))).items().get(0);
    }

    private static double[] values(Path file) throws IOException {
        try (TiffReader reader = TiffReader.open(file)) {
            TiffImage image = reader.image();
            double[] values =
                    image.read(new Window(0, 0, image.width(), image.height())).values(0);
            double nodata = image.nodata().orElse(Double.NaN);
            for (int i = 0; i < values.length; i++) {
                values[i] = values[i] == nodata ? Double.NaN : values[i];
            }
            return values;
        }
    }

    private EmulatedRun run(String name, String collection, String... settings) throws IOException {
        Map<String, String> small = EmulatedRun.settings(
                "collection = " + collection,
                "area = centre 8.3958,-82.4350 side 0.01",
                "start = 2024-01-01",
                "end = 2024-01-20",
                "filter =",
                "scale =",
                "visualization.min =",
                "visualization.max =",
                "outline.width = 0",
                "mask = nodata",
                "file-name = {id}.tif",
                "stac = false",
                "quicklook = 0",
                "report = false");
        return EmulatedRun.once(
                emulator.url(),
                Files.createDirectories(folder.resolve(name)),
                List.of(small, EmulatedRun.settings(settings)));
    }
}
