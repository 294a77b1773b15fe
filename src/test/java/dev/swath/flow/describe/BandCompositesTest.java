package dev.swath.flow.describe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.swath.earthengine.ImageAsset;
import dev.swath.job.Job;
import dev.swath.job.Setting;
import dev.swath.job.SettingReader;
import dev.swath.quicklook.Composite;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which bands become red, green and blue. */
class BandCompositesTest {

    @Test
    void red_green_and_blue_are_found_by_what_they_are_and_not_by_their_order() {
        Composite natural = of("COPERNICUS/S2_SR_HARMONIZED", "B2", "B3", "B4", "B8");

        assertThat(natural.kind()).isEqualTo(Composite.Kind.COLOURS);
        assertThat(natural.bands()).containsExactly(2, 1, 0);
        assertThat(natural.brightest().orElseThrow()).hasSize(3).allSatisfy(value -> assertThat(value)
                .isCloseTo(3000, within(1e-6)));
    }

    @Test
    void without_blue_vegetation_is_red() {
        assertThat(of("LANDSAT/LC08/C02/T1_L2", "SR_B3", "SR_B4", "SR_B5").bands())
                .containsExactly(2, 1, 0);
    }

    @Test
    void radar_is_told_by_its_polarizations_and_unit() {
        assertThat(of("COPERNICUS/S1_GRD", "angle", "VH", "VV").kind()).isEqualTo(Composite.Kind.DECIBELS);
        assertThat(of("COPERNICUS/S1_GRD", "angle", "VH", "VV").bands()).containsExactly(2, 1);
        assertThat(of("COPERNICUS/S1_GRD_FLOAT", "VV", "VH").kind()).isEqualTo(Composite.Kind.INTENSITIES);
    }

    @Test
    void one_band_becomes_a_ramp_with_its_physical_values() {
        Composite index = of("MODIS/061/MOD13Q1", "NDVI");

        assertThat(index.kind()).isEqualTo(Composite.Kind.RAMP);
        assertThat(index.legend()).isEqualTo(new Composite.Legend(0.0001, 0));
    }

    @Test
    void of_unknown_bands_the_first_three_are_shown() {
        assertThat(of("users/ann/drone", "a", "b", "c", "d").bands()).containsExactly(0, 1, 2);
    }

    private static Composite of(String collection, String... bands) {
        Map<String, String> settings = new HashMap<>();
        Setting.all().forEach(setting -> settings.put(setting.key(), setting.defaultValue()));
        settings.put("swath.collection", collection);
        settings.put("swath.area", "centre 8.3958,-82.4350 side 0.01");
        settings.put("swath.start", "2024-01-01");
        settings.put("swath.end", "2024-02-01");
        settings.put("swath.bands", String.join(",", bands));
        Job job = Job.from("job", SettingReader.of(key -> Optional.ofNullable(settings.get(key))));
        ImageAsset image = new ImageAsset(
                "projects/earthengine-public/assets/" + collection + "/x",
                collection + "/x",
                Instant.EPOCH,
                Instant.EPOCH,
                Optional.empty(),
                Map.of(),
                List.of(),
                Map.of());
        return BandComposites.of(job, image, List.of(bands));
    }
}
