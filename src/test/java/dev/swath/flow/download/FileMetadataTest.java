package dev.swath.flow.download;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swath.Slow;
import dev.swath.earthengine.ImageAsset;
import dev.swath.flow.EmulatedRun;
import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.flow.ScriptedImages;
import dev.swath.geotiff.TiffReader;
import dev.swath.job.Job;
import dev.swath.job.Setting;
import dev.swath.job.SettingReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The metadata of a file: the writer that made it, and the properties of its image. */
@Timeout(120)
@Slow(
        "A file has its writer's fingerprint and its image's properties, and one of another writer is fetched again once.")
class FileMetadataTest {

    @TempDir
    private Path output;

    @Test
    void each_writer_has_a_fingerprint_of_its_own() throws Exception {
        Map<String, String> settings = new HashMap<>();
        Setting.all().forEach(setting -> settings.put(setting.key(), setting.defaultValue()));
        settings.putAll(EmulatedRun.settings(
                "collection = " + ScriptedEarthEngine.COLLECTION,
                "area = centre 8.3958,-82.4350 side 0.005",
                "start = 2024-01-01",
                "end = 2024-02-01",
                "bands = B8"));
        Job job = Job.from("a", SettingReader.of(key -> Optional.ofNullable(settings.get(key))));
        ImageAsset image = ImageAsset.parse(
                new ObjectMapper().readTree(ScriptedImages.asset(ScriptedEarthEngine.COLLECTION, "a", 0)));

        assertThat(PixelFingerprint.of(job, image))
                .isEqualTo(PixelFingerprint.of(job, image, PixelFingerprint.WRITER))
                .isNotEqualTo(PixelFingerprint.of(job, image, PixelFingerprint.WRITER - 1));
    }

    @Test
    void a_file_of_another_writer_is_fetched_again() throws IOException {
        try (ScriptedEarthEngine earthEngine = ScriptedEarthEngine.start().lists("a")) {
            List<Map<String, String>> settings =
                    List.of(EmulatedRun.settings("area = centre 8.3958,-82.4350 side 0.005", "scale ="));
            EmulatedRun first = EmulatedRun.once(earthEngine.url(), output, settings);
            changeFingerprint(output.resolve("a_L2A.tif"));
            forgetLedger();

            EmulatedRun again = EmulatedRun.once(earthEngine.url(), output, settings);

            assertThat(again.summary().path("stored").asInt()).isEqualTo(1);
            assertThat(again.images()).isEqualTo(first.images());
        }
    }

    @Test
    void a_property_of_more_than_a_kilobyte_is_left_out_of_the_file() throws IOException {
        String longText = "é".repeat(600);
        try (ScriptedEarthEngine earthEngine = ScriptedEarthEngine.start()) {
            earthEngine.answersListing(request -> ScriptedEarthEngine.assets(
                    List.of(ScriptedImages.asset(ScriptedEarthEngine.COLLECTION, "a", 0)
                            .replace(
                                    "\"MGRS_TILE\": \"17PLK\"",
                                    "\"MGRS_TILE\": \"17PLK\", \"LONG\": \"" + longText + "\", \"SHORT\": \""
                                            + "x".repeat(1024) + "\"")),
                    ""));

            EmulatedRun.once(
                    earthEngine.url(),
                    output,
                    List.of(EmulatedRun.settings("area = centre 8.3958,-82.4350 side 0.005", "scale =")));

            try (TiffReader reader = TiffReader.open(output.resolve("a_L2A.tif"))) {
                assertThat(reader.image().metadata())
                        .doesNotContainKey("LONG")
                        .containsEntry("SHORT", "x".repeat(1024))
                        .containsEntry("MGRS_TILE", "17PLK");
            }
            assertThat(Files.readString(output.resolve("a_L2A.json"))).doesNotContain(longText);
        }
    }

    /** A file that the ledger does not know is recognised by its metadata. */
    private static void changeFingerprint(Path file) throws IOException {
        String fingerprint;
        try (TiffReader reader = TiffReader.open(file)) {
            fingerprint = reader.image().metadata().get(ImageFile.FINGERPRINT);
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(text).containsOnlyOnce(fingerprint);
        Files.write(file, text.replace(fingerprint, "0".repeat(64)).getBytes(StandardCharsets.ISO_8859_1));
    }

    private void forgetLedger() throws IOException {
        try (Stream<Path> files = Files.list(output.resolve(".swath"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }
}
