package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.swath.Slow;
import dev.swath.emulator.EarthEngineEmulator;
import dev.swath.emulator.EmulatorSettings;
import dev.swath.flow.EmulatedRun;
import dev.swath.grid.SampleType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Earth Engine computes for a job is what the stored bands give when they are computed here. */
@Slow("Computed bands, cloud masks and composites have the values that the stored bands give.")
class ComputedImagesTest {

    private static EarthEngineEmulator emulator;
    /** The stored bands of each image, by its file, in the order B8, B4, B3, SCL. */
    private static final Map<String, Pixels> STORED = new LinkedHashMap<>();

    @TempDir
    private static Path storedFolder;

    @TempDir
    private Path output;

    @BeforeAll
    static void store() throws IOException {
        emulator = EarthEngineEmulator.start(EmulatorSettings.defaults());
        EmulatedRun run = run(storedFolder, "bands = B8,B4,B3,SCL", "mask = nodata", "nodata = 65535");
        assertThat(run.exitCode()).isZero();
        assertThat(run.images()).hasSizeGreaterThan(2);
        for (String file : run.images().keySet()) {
            STORED.put(file, Pixels.of(storedFolder.resolve(file)));
        }
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    private static EmulatedRun run(Path output, String... settings) throws IOException {
        return EmulatedRun.once(emulator.url(), output, List.of(EmulatedRun.RAW, EmulatedRun.settings(settings)));
    }

    @Test
    void computed_bands_have_the_values_of_their_formulas() throws IOException {
        EmulatedRun run = run(output, "bands = B8,ndvi,ratio=(B8-B4)/(B8+B4),diff=B8-B4,green=B3>B4?1:0");

        assertThat(run.exitCode()).isZero();
        assertThat(run.images().keySet()).isEqualTo(STORED.keySet());
        for (String file : STORED.keySet()) {
            Pixels stored = STORED.get(file);
            Pixels computed = Pixels.of(output.resolve(file));
            assertThat(computed.type()).isEqualTo(SampleType.FLOAT64);
            int valid = 0;
            for (int pixel = 0; pixel < stored.count(); pixel++) {
                double nir = stored.get(pixel, 0);
                double red = stored.get(pixel, 1);
                if (nir == 65_535) {
                    assertThat(computed.get(pixel, 0)).isNaN();
                    continue;
                }
                assertThat(computed.get(pixel, 0)).isEqualTo(nir);
                assertThat(computed.get(pixel, 1)).isEqualTo((nir - red) / (nir + red), within(1e-6));
                assertThat(computed.get(pixel, 2)).isEqualTo((nir - red) / (nir + red), within(1e-6));
                assertThat(computed.get(pixel, 3)).isEqualTo(nir - red);
                assertThat(computed.get(pixel, 4)).isEqualTo(stored.get(pixel, 2) > red ? 1 : 0);
                valid++;
            }
            assertThat(valid).isGreaterThan(1000);
        }
    }

    @Test
    void whole_numbers_that_were_asked_for_are_rounded_and_keep_their_zeros() throws IOException {
        EmulatedRun run = run(output, "bands = scaled=ndvi*10000,zero=B8-B8", "type = int16");

        assertThat(run.exitCode()).isZero();
        for (String file : STORED.keySet()) {
            Pixels stored = STORED.get(file);
            Pixels computed = Pixels.of(output.resolve(file));
            assertThat(computed.type()).isEqualTo(SampleType.INT16);
            for (int pixel = 0; pixel < stored.count(); pixel++) {
                double nir = stored.get(pixel, 0);
                double red = stored.get(pixel, 1);
                boolean data = nir != 65_535;
                assertThat(computed.get(pixel, 0))
                        .isEqualTo(data ? 10_000 * (nir - red) / (nir + red) : -32_768, within(0.51));
                assertThat(computed.get(pixel, 1)).isEqualTo(data ? 0 : -32_768);
            }
        }
    }

    @Test
    void cloudy_pixels_are_masked_and_no_others() throws IOException {
        EmulatedRun run = run(output, "bands = B8,B4", "cloud-mask = scl", "nodata = 65535");

        assertThat(run.exitCode()).isZero();
        int masked = 0;
        for (String file : run.images().keySet()) {
            Pixels stored = STORED.get(file);
            Pixels computed = Pixels.of(output.resolve(file));
            for (int pixel = 0; pixel < stored.count(); pixel++) {
                boolean cloudy = Set.of(3.0, 8.0, 9.0, 10.0).contains(stored.get(pixel, 3));
                assertThat(computed.get(pixel, 0)).isEqualTo(cloudy ? 65_535 : stored.get(pixel, 0));
                masked += cloudy ? 1 : 0;
            }
        }
        assertThat(masked).isPositive();
    }

    @Test
    void a_monthly_median_is_that_of_its_images() throws IOException {
        EmulatedRun run = run(output, "bands = B8", "composite = median", "composite.period = P1M", "crs = EPSG:32617");

        assertThat(run.exitCode()).isZero();
        assertThat(run.images().keySet()).containsExactly("2024-01_median.tif");
        assertThat(run.summary().path("listed").asInt()).isEqualTo(1);
        Pixels composed = Pixels.of(output.resolve("2024-01_median.tif"));
        List<Pixels> stored = new ArrayList<>(STORED.values());
        for (int pixel = 0; pixel < composed.count(); pixel++) {
            int at = pixel;
            double[] values = stored.stream()
                    .mapToDouble(image -> image.get(at, 0))
                    .filter(value -> value != 65_535)
                    .sorted()
                    .toArray();
            double value = composed.get(pixel, 0);
            if (values.length == 0) {
                assertThat(value).isNaN();
            } else {
                double median = (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
                assertThat(value).isEqualTo(median, within(0.01));
            }
        }
        EmulatedRun again =
                run(output, "bands = B8", "composite = median", "composite.period = P1M", "crs = EPSG:32617");
        assertThat(again.summary().path("skipped").asInt()).isEqualTo(1);
    }

    @Test
    void a_period_that_has_not_ended_waits() throws IOException {
        EmulatedRun run =
                run(output, "bands = B8", "composite = max", "composite.period = P1M", "start = P20D", "end = now");

        assertThat(run.images()).isEmpty();
    }
}
