package dev.swath.flow.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swath.Slow;
import dev.swath.cli.SwathCommand;
import dev.swath.emulator.EarthEngineEmulator;
import dev.swath.emulator.EmulatorSettings;
import dev.swath.stac.StacSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Daily Sentinel-2 to a bucket: one command writes the job, the next one runs it. */
@Slow("Daily Sentinel-2 to a bucket, made by one command: the files are those of a folder, byte for byte.")
@Timeout(180)
class DailyBucketTest {

    private static final String PREFIX = "farm/daily/";

    @TempDir
    private Path folder;

    @Test
    void a_bucket_gets_the_files_that_a_folder_gets() throws IOException {
        Path routes = routes();
        try (S3Server s3 = S3Server.start(Files.createDirectory(folder.resolve("blobs")));
                EarthEngineEmulator emulator = EarthEngineEmulator.start(EmulatorSettings.defaults())) {
            assertThat(SwathCommand.execute(
                            "new",
                            "daily",
                            "--preset=s2-raw",
                            "--area=centre 8.3958,-82.4350 side 0.01",
                            "--cron=@daily",
                            "--output=" + address(s3),
                            "--set",
                            "swath.routes=" + routes))
                    .isZero();

            assertThat(once(routes, emulator, "swath.work=" + folder.resolve("work")))
                    .isZero();
            Path same = folder.resolve("same");
            assertThat(once(routes, emulator, "swath.output=" + same)).isZero();

            List<String> images = tiffs(same);
            assertThat(images).hasSizeGreaterThan(2);
            for (String image : images) {
                assertThat(s3.object(PREFIX + image).bytes()).isEqualTo(Files.readAllBytes(same.resolve(image)));
            }
            assertThat(s3.keys().stream().filter(key -> !key.contains("/runs/")))
                    .containsExactlyInAnyOrderElementsOf(expected(images));
            assertThat(s3.keys()).anyMatch(key -> key.matches(PREFIX + "runs/.*\\.html"));
            requireItem(s3, images.get(0).replace(".tif", ".json"));
        }
    }

    private static List<String> expected(List<String> images) {
        List<String> keys = new ArrayList<>(List.of(PREFIX + "catalog.json", PREFIX + "daily.collection.json"));
        for (String image : images) {
            String stem = PREFIX + image.replace(".tif", "");
            keys.addAll(List.of(stem + ".tif", stem + ".json", stem + ".png"));
        }
        return keys;
    }

    private static void requireItem(S3Server s3, String name) throws IOException {
        JsonNode item = new ObjectMapper().readTree(s3.object(PREFIX + name).bytes());
        assertThat(new StacSchemas().violations(item)).isEmpty();
        assertThat(new TreeSet<>(item.findValuesAsText("rel")))
                .contains("root", "collection", "derived_from", "license");
    }

    private static String address(S3Server s3) {
        return "s3://" + S3Server.BUCKET + "/" + PREFIX + "?overrideEndpoint=true&uriEndpointOverride=" + s3.url()
                + "&forcePathStyle=true&region=us-east-1&accessKey=" + S3Server.USER + "&secretKey=RAW("
                + S3Server.SECRET + ")";
    }

    private static int once(Path routes, EarthEngineEmulator emulator, String more) {
        return SwathCommand.execute(
                "once",
                "daily",
                "--set",
                "swath.routes=" + routes,
                "--set",
                "swath.earth-engine.url=" + emulator.url(),
                "--set",
                "swath.start=2024-01-01",
                "--set",
                "swath.end=2024-01-31",
                "--set",
                "swath.look-back=",
                "--set",
                "swath.ledger.url=jdbc:h2:mem:" + more.hashCode(),
                "--set",
                more);
    }

    private Path routes() throws IOException {
        Path routes = folder.resolve("routes");
        try (Stream<Path> files = Files.walk(Path.of("routes"))) {
            for (Path file : files.toList()) {
                Files.copy(
                        file, routes.resolve(Path.of("routes").relativize(file).toString()));
            }
        }
        return routes;
    }

    private static List<String> tiffs(Path output) throws IOException {
        try (Stream<Path> files = Files.list(output)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".tif"))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }
}
