package dev.swath.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.earthengine.Band;
import dev.swath.earthengine.ImageAsset;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import dev.swath.job.Job;
import dev.swath.job.SettingException;
import dev.swath.job.SettingReader;
import dev.swath.job.TimeWindow;
import dev.swath.run.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

class TaskMessageTest {

    private static final Run RUN = Run.of("fields", "parallel", Instant.parse("2024-03-01T06:00:00.123Z"));
    private static final Instant DEADLINE = Instant.parse("2024-03-02T05:00:00Z");
    private static final String NAME =
            "projects/earthengine-public/assets/COPERNICUS/S2_SR_HARMONIZED/20240110T1_T17PLK";

    private final ObjectMapper json = new ObjectMapper();

    @TempDir
    private Path folder;

    private static Job job(Map<String, String> settings) {
        return Job.from(
                "fields", SettingReader.of(key -> Optional.ofNullable(settings.get(key.substring("swath.".length())))));
    }

    private static Job job(String... settings) {
        Map<String, String> map = new HashMap<>(Map.of("collection", "COPERNICUS/S2_SR_HARMONIZED"));
        map.putAll(Map.of("bands", "B4,B8", "area", "-82.51,8.31,-82.42,8.4", "start", "P30D", "end", "now"));
        for (String setting : settings) {
            map.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }
        return job(map);
    }

    private static ImageAsset image() {
        return image(List.of());
    }

    private static ImageAsset image(List<ImageAsset> sources) {
        RasterGrid grid = new RasterGrid(
                Projection.of("EPSG:32617"),
                new AffineTransform(10, 0, 300_000.1 + 0.2, 0, -10, 1_000_020 / 3.0),
                10980,
                10980);
        try {
            return new ImageAsset(
                    NAME,
                    "COPERNICUS/S2_SR_HARMONIZED/20240110T1_T17PLK",
                    Instant.parse("2024-01-11T01:02:03.456789Z"),
                    Instant.parse("2024-01-10T16:06:21.024Z"),
                    Optional.of(
                            new WKTReader()
                                    .read(
                                            "POLYGON ((-82.8 8.1, -81.7999999999999 8.1, -81.8 9.0333333333333334, -82.8 9, -82.8 8.1))")),
                    Map.of("CLOUDY_PIXEL_PERCENTAGE", 12.345678901234567, "ORBIT", 97L, "TILE", "17PLK", "GOOD", true),
                    List.of(new Band("B4", SampleType.UINT16, grid), new Band("B8", SampleType.UINT16, grid)),
                    Map.of("QA", "its samples have an unknown precision"),
                    sources,
                    Optional.empty());
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TaskMessage sent(Job job) {
        return TaskMessage.of(RUN, DEADLINE, job, image());
    }

    private static Job received(TaskMessage message) {
        return TaskMessage.read(message.toJson()).job().job("fields", key -> Optional.empty());
    }

    private byte[] changed(TaskMessage message, Consumer<ObjectNode> change) throws IOException {
        ObjectNode document = (ObjectNode) json.readTree(message.toJson());
        change.accept(document);
        return json.writeValueAsBytes(document);
    }

    @Test
    void a_task_is_read_as_it_was_written() {
        TaskMessage message = sent(job());

        TaskMessage read = TaskMessage.read(message.toJson());

        assertThat(read).isEqualTo(message);
        assertThat(read.image().properties()).isEqualTo(image().properties());
        assertThat(read.toJson()).isEqualTo(message.toJson());
    }

    @Test
    void a_task_is_as_its_schema_says() throws IOException {
        assertThat(Schemas.violationsOfTask(sent(job("visualization.min=0", "visualization.max=3000", "bands=B4"))
                        .toJson()))
                .isEmpty();
        assertThat(Schemas.violationsOfTask(changed(sent(job()), document -> document.remove("image"))))
                .isNotEmpty();
    }

    @Test
    void a_worker_makes_the_same_pixels_of_the_job() {
        Job job = job(
                "scale=20",
                "crs=EPSG:32617",
                "mask=nodata",
                "nodata=7",
                "compression=zstd",
                "file-name={date}_{id}.tif");

        assertThat(whatMakesPixels(received(sent(job)))).isEqualTo(whatMakesPixels(job));
    }

    private static List<Object> whatMakesPixels(Job job) {
        return List.of(
                job.area().geoJson(),
                job.bands(),
                job.computing().toString(),
                job.visualization(),
                job.scale(),
                job.crs().map(Projection::code),
                job.clip(),
                job.clipRule(),
                job.outline(),
                job.mask(),
                job.maskSource(),
                job.nodata(),
                job.compression(),
                job.fetch(),
                job.tileMaxBytes(),
                job.fileName().template(),
                job.sidecars());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "178.5,-17,-178.25,-16",
                "-180,-60,180,60",
                "centre 8.3958,-82.4350 side 0.09",
                "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,0],[1,0.1],[0.3333333333333333,1],[0,0]]],[[[3,3],[4,3],[4,4],[3,3]]]]}",
                "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[179,0],[180,0],[180,1],[179,0]]],[[[-180,0],[-179,0],[-180,1],[-180,0]]]]}"
            })
    void the_area_is_the_same_to_the_last_digit(String area) {
        Job job = job("area=" + area);

        assertThat(received(sent(job)).area().geoJson()).isEqualTo(job.area().geoJson());
        assertThat(received(sent(job)).area().geometry().equalsExact(job.area().geometry()))
                .isTrue();
    }

    @Test
    void an_area_in_a_file_with_a_margin_needs_no_file_at_the_worker() throws IOException {
        Path file = folder.resolve("wells.geojson");
        Files.writeString(file, "{\"type\":\"Point\",\"coordinates\":[-82.4,8.4]}");
        Job job = job("area=" + file, "area.buffer=500");
        TaskMessage message = sent(job);
        Files.delete(file);

        assertThat(received(message).area().geoJson()).isEqualTo(job.area().geoJson());
    }

    @Test
    void of_many_fields_the_one_of_the_image_is_sent() throws IOException {
        Path file = folder.resolve("fields.geojson");
        Files.writeString(file, """
                {"type":"FeatureCollection","features":[
                 {"type":"Feature","properties":{"owner":"Ana"},
                  "geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}},
                 {"type":"Feature","properties":{"owner":"Íñigo"},
                  "geometry":{"type":"Polygon","coordinates":[[[5,5],[6,5],[6,6],[5,5]]]}}]}""");
        Job job = job("area=" + file, "area.split=feature", "file-name={id}_{feature:owner}.tif");
        TaskMessage message = TaskMessage.of(RUN, DEADLINE, job, image().ofFeature("2"));

        TaskMessage read = TaskMessage.read(message.toJson());

        assertThat(read.image().id()).isEqualTo(image().ofFeature("2").id());
        Job received = read.job().job("fields", key -> Optional.empty());
        assertThat(received.features()).hasSize(1);
        assertThat(received.ofFeature("2").area().geoJson())
                .isEqualTo(job.ofFeature("2").area().geoJson());
        assertThat(received.ofFeature("2").feature())
                .get()
                .extracting(part -> part.named("owner"))
                .isEqualTo("Íñigo");
        assertThat(new String(message.toJson(), UTF_8)).doesNotContain("Ana");
    }

    @Test
    void a_composite_comes_with_the_images_it_is_made_of() {
        TaskMessage message = TaskMessage.of(RUN, DEADLINE, job(), image(List.of(image(), image())));

        assertThat(TaskMessage.read(message.toJson()).image()).isEqualTo(image(List.of(image(), image())));
    }

    @Test
    void an_image_whose_pixels_depend_on_the_dates_of_the_run_comes_with_them() throws IOException {
        ImageAsset dated = image().within(
                        new TimeWindow(Instant.parse("2024-01-01T00:00:00Z"), Instant.parse("2024-01-31T12:00:00.5Z")));
        TaskMessage message = TaskMessage.of(RUN, DEADLINE, job(), dated);

        assertThat(TaskMessage.read(message.toJson()).image()).isEqualTo(dated);
        assertThat(Schemas.violationsOfTask(message.toJson())).isEmpty();
    }

    @Test
    void an_expression_in_a_file_needs_no_file_at_the_worker(@TempDir Path elsewhere) throws IOException {
        Path file = Files.writeString(elsewhere.resolve("my-index.json"), "{\"constantValue\": \"${image}\"}");
        Job job = job("expression=" + file, "type=int16");
        TaskMessage message = sent(job);
        Files.delete(file);

        Job received = received(message);

        assertThat(received.computing().expression()).isEqualTo(job.computing().expression());
        assertThat(whatMakesPixels(received)).isEqualTo(whatMakesPixels(job));
    }

    @Test
    void relative_times_and_paths_are_resolved_where_the_run_is() {
        Job received = received(sent(job("look-back=P10D", "output=images")));

        assertThat(received.start()).isEqualTo("2024-01-21T06:00:00.123Z");
        assertThat(received.end()).isEqualTo("2024-03-01T06:00:00.123Z");
        assertThat(received.output())
                .isEqualTo(Path.of("images").toAbsolutePath().toString());
    }

    @Test
    void a_secret_stays_at_home_and_the_worker_uses_its_own() {
        String output = "sftp://swath:pa55word-7@example.org/images";
        TaskMessage message = sent(job("output=" + output));

        assertThat(new String(message.toJson(), UTF_8)).doesNotContain("pa55word-7");
        assertThat(TaskMessage.read(message.toJson())
                        .job()
                        .job("fields", key -> Optional.of(output))
                        .output())
                .isEqualTo(output);
    }

    @ParameterizedTest
    @ValueSource(strings = {"output", "sftp://swath:pa55word-7@example.org/elsewhere"})
    void a_worker_with_another_output_does_not_guess(String own) {
        SentJob job = TaskMessage.read(sent(job("output=sftp://swath:pa55word-7@example.org/images"))
                        .toJson())
                .job();

        assertThatThrownBy(() -> job.job("fields", key -> Optional.of(own)))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("swath.output")
                .hasMessageNotContaining("pa55word-7");
    }

    @Test
    void who_gets_the_summary_is_not_sent() {
        TaskMessage message = sent(job("summary-to=https://example.org/hook", "alert-to=https://example.org/hook"));

        assertThat(new String(message.toJson(), UTF_8)).doesNotContain("hook");
    }

    @Test
    void a_task_of_the_next_minor_version_is_read_and_its_new_fields_are_ignored() throws IOException {
        byte[] next = changed(sent(job()), document -> {
            document.put("version", "1.7").put("priority", 3);
            ((ObjectNode) document.get("run")).put("tenant", "north");
            ((ObjectNode) document.get("image")).putObject("thumbnail").put("width", 3);
            ((ObjectNode) document.at("/job/settings")).put("sharpen", "true");
        });

        assertThat(TaskMessage.read(next).image()).isEqualTo(image());
        assertThat(TaskMessage.read(next)
                        .job()
                        .job("fields", key -> Optional.empty())
                        .bands())
                .containsExactly("B4", "B8");
    }

    @Test
    void what_is_optional_may_be_missing() throws IOException {
        byte[] lean = changed(sent(job()), document -> {
            ((ObjectNode) document.get("run")).remove("split");
            ((ObjectNode) document.get("job")).remove("withheld");
            ((ObjectNode) document.at("/job/settings")).remove(List.of("compression", "scale", "quicklook"));
            ((ObjectNode) document.get("image"))
                    .remove(List.of("updated", "footprint", "properties", "unusableBands", "sources"));
        });

        assertThat(Schemas.violationsOfTask(lean)).isEmpty();
        TaskMessage read = TaskMessage.read(lean);
        assertThat(read.run()).isEqualTo(RUN);
        assertThat(read.image().updated()).isEqualTo(image().start());
        assertThat(received(read).compression()).isEqualTo(job().compression());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0", "0.9", "10.0", "1", "", "one"})
    void another_version_is_refused_and_the_refusal_says_for_which_image(String version) throws IOException {
        byte[] other = changed(sent(job()), document -> document.put("version", version));

        UnreadableMessageException refusal =
                catchThrowableOfType(UnreadableMessageException.class, () -> TaskMessage.read(other));

        assertThat(refusal).hasMessageContaining("'" + version + "'").hasMessageContaining("reads 1.x");
        assertThat(refusal.run()).contains(RUN.id());
        assertThat(refusal.image()).contains(image().id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/run/id", "/run/started", "/run/deadline", "/job/area", "/image/name", "/image/start", "/type"})
    void a_task_without_what_it_needs_is_refused(String pointer) throws IOException {
        byte[] lacking = changed(sent(job()), document -> {
            int last = pointer.lastIndexOf('/');
            ((ObjectNode) document.at(pointer.substring(0, last))).remove(pointer.substring(last + 1));
        });

        assertThatThrownBy(() -> TaskMessage.read(lacking)).isInstanceOf(UnreadableMessageException.class);
        assertThat(Schemas.violationsOfTask(lacking)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "{\"type\":\"swath.image-outcome\"}", "\u00ac\u00ed\u0000\u0005sr"})
    void anything_else_is_refused(String text) {
        assertThatThrownBy(() -> TaskMessage.read(text.getBytes(UTF_8))).isInstanceOf(UnreadableMessageException.class);
    }

    @Test
    void a_name_that_a_camel_uri_would_resolve_is_refused() throws IOException {
        byte[] hostile = changed(sent(job()), document -> ((ObjectNode) document.get("image"))
                .put("name", "projects/p/assets/{{sys:user.name}}"));

        assertThatThrownBy(() -> TaskMessage.read(hostile)).isInstanceOf(UnreadableMessageException.class);
    }
}
