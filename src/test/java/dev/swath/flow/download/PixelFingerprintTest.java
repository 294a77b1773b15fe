package dev.swath.flow.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.earthengine.AssetName;
import dev.swath.earthengine.ImageAsset;
import dev.swath.flow.EmulatedRun;
import dev.swath.job.Job;
import dev.swath.job.Setting;
import dev.swath.job.SettingReader;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Files whose offset was not known when they were written are fetched again, and no others. */
class PixelFingerprintTest {

    @Test
    void raw_bands_indices_and_scaled_values_of_a_shifted_image_are_other_files() {
        for (String bands : List.of("bands = B8", "bands = ndvi", "bands = x=B8-B4")) {
            assertThat(fingerprint("COPERNICUS/S2", "05.10", bands))
                    .as(bands)
                    .isNotEqualTo(fingerprint("COPERNICUS/S2", "02.14", bands));
        }
        assertThat(fingerprint("COPERNICUS/S2_SR", "04.00", "bands = B8", "values = scaled"))
                .isNotEqualTo(fingerprint("COPERNICUS/S2_SR", "03.01", "bands = B8", "values = scaled"));
    }

    @Test
    void pictures_and_harmonized_images_are_the_same_files() {
        String[] picture = {"bands = B4,B3,B2", "visualization.min = 0", "visualization.max = 3000"};

        assertThat(fingerprint("COPERNICUS/S2", "05.10", picture))
                .isEqualTo(fingerprint("COPERNICUS/S2", "02.14", picture));
        assertThat(fingerprint("COPERNICUS/S2_HARMONIZED", "05.10", "bands = B8"))
                .isEqualTo(fingerprint("COPERNICUS/S2_HARMONIZED", "02.14", "bands = B8"));
    }

    private static String fingerprint(String collection, String baseline, String... settings) {
        Map<String, String> all = new HashMap<>();
        Setting.all().forEach(setting -> all.put(setting.key(), setting.defaultValue()));
        all.putAll(EmulatedRun.settings(
                "collection = " + collection,
                "area = centre 8.3958,-82.4350 side 0.005",
                "start = 2024-01-01",
                "end = 2024-02-01"));
        all.putAll(EmulatedRun.settings(settings));
        Job job = Job.from("a", SettingReader.of(key -> Optional.ofNullable(all.get(key))));
        String id = collection + "/20240110T160511_20240110T161014_T17PLK";
        return PixelFingerprint.of(
                job,
                new ImageAsset(
                        AssetName.of(id).name(),
                        id,
                        Instant.EPOCH,
                        Instant.parse("2024-01-10T16:10:14Z"),
                        Optional.empty(),
                        Map.of("PROCESSING_BASELINE", baseline),
                        List.of()));
    }
}
