package dev.swath.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.fuzz.JsonDamage;
import dev.swath.fuzz.Trial;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Outlines of users and names of servers, changed or generated at random. See {@code TiffFuzzTest} for longer runs. */
@Slow("Random outlines of users and names of servers are read or refused, and file names stay plain.")
class JobTextFuzzTest {

    private static final Trial OUTLINE = new Trial(Duration.ofSeconds(10), 64 << 20, IllegalArgumentException.class);
    private static final Trial NAME = new Trial(Duration.ofSeconds(10), 16 << 20, Trial.Never.class);

    private static final String AREA =
            "{\"type\":\"FeatureCollection\",\"crs\":{\"properties\":{\"name\":\"EPSG:4326\"}},"
                    + "\"features\":[{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
                    + "[[[-82.48,8.35],[-82.39,8.35],[-82.39,8.44],[-82.48,8.35]],[[-82.4,8.36],[-82.4,8.37],[-82.41,8.37],[-82.4,8.36]]]}},"
                    + "{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"MultiPolygon\",\"coordinates\":"
                    + "[[[[0,0],[1,0],[1,1],[0,0]]]]}]}]}";

    private static Path folder;

    @BeforeContainer
    static void make_a_folder() throws IOException {
        folder = Files.createTempDirectory("job-fuzz");
    }

    @AfterContainer
    static void remove_it() throws IOException {
        Files.deleteIfExists(folder.resolve("area.json"));
        Files.delete(folder);
    }

    @Property(generation = GenerationMode.RANDOMIZED, edgeCases = EdgeCasesMode.NONE)
    void an_outline_is_read_or_refused(@ForAll("damages") List<JsonDamage> damages) throws IOException {
        Path file = Files.writeString(folder.resolve("area.json"), JsonDamage.all(damages, AREA));

        OUTLINE.run(() -> GeoJson.read(file)
                .forEach(feature -> assertThat(feature.geometries()).isNotEmpty()));
    }

    @Property(generation = GenerationMode.RANDOMIZED, edgeCases = EdgeCasesMode.NONE)
    void an_area_is_read_or_refused(@ForAll("damages") List<JsonDamage> damages) throws IOException {
        Path file = Files.writeString(folder.resolve("area.json"), JsonDamage.all(damages, AREA));

        OUTLINE.run(() -> AreaOfInterest.parse(file.toString()));
    }

    @Property(generation = GenerationMode.RANDOMIZED)
    void an_image_with_any_name_has_a_file_with_a_plain_name(
            @ForAll @StringLength(max = 2000) String image, @ForAll @StringLength(max = 100) String job) {
        NAME.run(() -> {
            String name = new FileName("{date}-{job}_{id}.tif")
                    .of(job, List.of(), new NamedImage(image, image, Instant.parse("2024-01-10T00:00:00Z"), Map.of()));

            assertThat(name)
                    .doesNotContain("/", "\\", "\0", "..", "$", "{", "\n")
                    .endsWith(".tif")
                    .doesNotStartWith(".");
            assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(200);
        });
    }

    @Provide
    Arbitrary<List<JsonDamage>> damages() {
        return JsonDamage.some();
    }
}
