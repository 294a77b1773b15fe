package dev.swath.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swath.grid.Fetch;
import dev.swath.grid.Projection;
import dev.swath.grid.SampleType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobTest {

    private static final Map<String, String> DAVID = Map.of(
            "swath.collection", "COPERNICUS/S2_SR_HARMONIZED",
            "swath.area", "centre 8.3958,-82.4350 side 0.09",
            "swath.start", "2024-01-01",
            "swath.end", "2024-07-31",
            "swath.bands", "B8, B4, B3",
            "swath.visualization.min", "0",
            "swath.visualization.max", "5000",
            "swath.visualization.gamma", "1.35",
            "swath.outline.width", "2",
            "swath.scale", "2");

    @Test
    void settings_become_a_job() {
        Job job = job(Map.of("swath.filter", "CLOUDY_PIXEL_PERCENTAGE < 85", "swath.time-zone", "America/Panama"));

        assertThat(job.name()).isEqualTo("david");
        assertThat(job.source()).isEqualTo(ImageSource.listing("COPERNICUS/S2_SR_HARMONIZED"));
        assertThat(job.filter()).hasValue("CLOUDY_PIXEL_PERCENTAGE < 85");
        assertThat(job.bands()).containsExactly("B8", "B4", "B3");
        assertThat(job.visualization()).hasValue(new Visualization(List.of(0.0), List.of(5000.0), 1.35, List.of()));
        assertThat(job.scale()).hasValue(2);
        assertThat(job.outline()).hasValue(new Outline(0, 0, 255, 2));
        assertThat(job.timeZone()).isEqualTo(ZoneId.of("America/Panama"));
    }

    @Test
    void images_can_be_named_in_place_of_a_collection(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("ids.txt"), "# two\n\nUSGS/SRTMGL1_003\n users/me/dem \n");

        assertThat(named("swath.image", "USGS/SRTMGL1_003").source())
                .isEqualTo(ImageSource.of(List.of("USGS/SRTMGL1_003")));
        assertThat(named("swath.images", "a/b, projects/my-project/assets/c,a/b")
                        .source()
                        .images())
                .containsExactly("a/b", "projects/my-project/assets/c");
        assertThat(named("swath.images.file", file.toString()).source().images())
                .containsExactly("USGS/SRTMGL1_003", "users/me/dem");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "image | USGS/SRTMGL1_003 | collection | A/B | swath.image = 'USGS/SRTMGL1_003': is set beside swath.collection",
                "image | a/b | images | c/d | swath.images = 'c/d': is set beside swath.image = 'a/b'",
                "image | a/b | start | P30D | swath.start = 'P30D': is for the images of a collection",
                "images | a/b | end | 2024-01-01 | swath.end = '2024-01-01': is for the images of a collection",
                "images | a/b | filter | CLOUD < 3 | swath.filter = 'CLOUD < 3': is for the images of a collection",
                "images | a/b | look-back | P7D | swath.look-back = 'P7D': is for the images of a collection",
                "image | a/../b | order | listed | swath.image = 'a/../b': is not an image id",
                "images | , | order | listed | swath.images = ',': names no image",
                "images.file | none.txt | order | listed | swath.images.file = 'none.txt': is not there"
            })
    void what_does_not_go_with_named_images_is_refused(
            String source, String named, String key, String value, String message) {
        Map<String, String> settings = new HashMap<>(Map.of("swath." + source, named, "swath." + key, value));

        assertThatThrownBy(() -> named(settings)).hasMessageContaining(message);
    }

    @Test
    void a_file_without_ids_is_refused_with_the_line(@TempDir Path folder) throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong.txt"), "a/b\n\na b\n");
        Path empty = Files.writeString(folder.resolve("empty.txt"), "# nothing yet\n");

        assertThatThrownBy(() -> named("swath.images.file", wrong.toString())).hasMessageContaining("in line 3");
        assertThatThrownBy(() -> named("swath.images.file", empty.toString())).hasMessageContaining("names no image");
    }

    private static Job named(String key, String value) {
        return named(Map.of(key, value));
    }

    private static Job named(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("swath.collection", "", "swath.start", "", "swath.end", ""));
        all.putAll(settings);
        return job(all);
    }

    @Test
    void what_is_not_set_has_its_default() {
        Job job = job(Map.of("swath.fetch", "", "swath.clip", " "));

        assertThat(job.filter()).isEmpty();
        assertThat(job.crs()).isEmpty();
        assertThat(job.clip()).isTrue();
        assertThat(job.mask()).isEmpty();
        assertThat(job.mask(SampleType.UINT8)).isEqualTo(Mask.INTERNAL);
        assertThat(job.maskSource()).isEqualTo(MaskSource.AUTO);
        assertThat(job.nodata()).isEmpty();
        assertThat(job.fetch()).isEqualTo(Fetch.AUTO);
        assertThat(job.split()).isEqualTo(Split.PARALLEL);
        assertThat(job.pageSize()).isEqualTo(100);
        assertThat(job.tileMaxBytes()).isEqualTo(25_165_824);
        assertThat(job.output()).isEqualTo("output");
        assertThat(job.fileName()).isEqualTo(new FileName("{id}.tif"));
        assertThat(job.selection()).isEqualTo(new Selection(0, Order.LISTED, OptionalInt.empty(), false));
        assertThat(job.lookBack()).isEmpty();
        assertThat(job.cron()).isEmpty();
        assertThat(job.timeZone()).isEqualTo(ZoneId.of("UTC"));
        assertThat(job.misfire()).isEqualTo(Misfire.FIRE_ONCE);
    }

    @Test
    void which_images_are_wanted_is_read() {
        Job job = job(Map.of(
                "swath.min-coverage", "0.25",
                "swath.order", "newest-first",
                "swath.max-images", "20",
                "swath.one-per-day", "true",
                "swath.misfire", "skip"));

        assertThat(job.selection()).isEqualTo(new Selection(0.25, Order.NEWEST_FIRST, OptionalInt.of(20), true));
        assertThat(job.misfire()).isEqualTo(Misfire.SKIP);
    }

    @Test
    void a_window_may_be_open_only_because_of_its_look_back() {
        Job job = job(Map.of("swath.start", "now", "swath.end", "now", "swath.look-back", "P7D"));

        TimeWindow window = job.timeWindow(Clock.fixed(Instant.parse("2024-07-31T12:00:00Z"), ZoneOffset.UTC));

        assertThat(window.start()).isEqualTo(Instant.parse("2024-07-24T12:00:00Z"));
    }

    @Test
    void words_are_read_in_any_case() {
        Job job = job(Map.of(
                "swath.fetch", "As-Asked", "swath.split", "SEQUENTIAL", "swath.mask", "NoData", "swath.nodata", "0"));

        assertThat(job.fetch()).isEqualTo(Fetch.AS_ASKED);
        assertThat(job.split()).isEqualTo(Split.SEQUENTIAL);
        assertThat(job.mask()).hasValue(Mask.NODATA);
        assertThat(job.nodata()).hasValue(0);
    }

    @Test
    void without_range_and_palette_the_bands_come_raw_and_unpainted() {
        Job job = job(Map.of(
                "swath.visualization.min", "",
                "swath.visualization.max", "",
                "swath.visualization.gamma", "1.1,1.2",
                "swath.bands", "B8A,B6,B5,B11",
                "swath.nodata", "nan"));

        assertThat(job.visualization()).isEmpty();
        assertThat(job.outline()).isEmpty();
        assertThat(job.mask()).hasValue(Mask.NODATA);
        assertThat(job.nodata()).hasValue(Double.NaN);
    }

    @Test
    void ranges_and_gammas_may_differ_between_bands() {
        Job job = job(Map.of("swath.visualization.max", "3000, 4000, 5000", "swath.visualization.gamma", "1.35,1.2,1"));

        assertThat(job.visualization())
                .hasValue(new Visualization(
                        List.of(0.0, 0.0, 0.0), List.of(3000.0, 4000.0, 5000.0), List.of(1.35, 1.2, 1.0), List.of()));
    }

    @Test
    void a_single_band_may_have_a_palette() {
        Job job = job(Map.of("swath.bands", "SCL", "swath.visualization.palette", "black, #FF0000,00ff00"));

        assertThat(job.visualization().orElseThrow().palette()).containsExactly("000000", "ff0000", "00ff00");
    }

    @Test
    void an_outline_of_width_0_is_none() {
        assertThat(job(Map.of("swath.outline.width", "0")).outline()).isEmpty();
    }

    @Test
    void the_reference_system_is_read() {
        assertThat(job(Map.of("swath.crs", "EPSG:32617")).crs()).hasValue(Projection.utm(17, true));
    }

    @Test
    void the_time_window_moves_with_the_run() {
        Job job = job(Map.of("swath.start", "P30D", "swath.end", "now"));

        TimeWindow window = job.timeWindow(Clock.fixed(Instant.parse("2024-07-31T12:00:00Z"), ZoneOffset.UTC));

        assertThat(window)
                .isEqualTo(
                        new TimeWindow(Instant.parse("2024-07-01T12:00:00Z"), Instant.parse("2024-07-31T12:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "swath.collection | a b | write it as in Earth Engine's catalogue",
                "swath.collection | ../secret | write it as in Earth Engine's catalogue",
                "swath.area | somewhere | write west,south,east,north",
                "swath.area | -82.39,8.35,-82.48,8.44 | not west of its east",
                "swath.area | missing.geojson | does not exist; name a GeoJSON file",
                "swath.start | yesterday | is not a time; write a date such as 2024-01-31",
                "swath.start | 2024-13-01 | is not a time; write a date such as 2024-01-31",
                "swath.end | 2023-12-31 | is not after swath.start = '2024-01-01'; write a later one",
                "swath.end | 2024-01-01 | is not after swath.start = '2024-01-01'; write a later one",
                "swath.look-back | 7 | is not a period; write one such as P7D or PT36H",
                "swath.look-back | P-7D | is not a time",
                "swath.min-coverage | 50 | is not a share; write a number from 0 to 1, such as 0.5 for half of"
                        + " the area",
                "swath.min-coverage | half | is not a number; write one such as 0.5",
                "swath.one-per-day | 1 | is neither true nor false",
                "swath.order | newest | is not known; write listed or oldest-first or newest-first",
                "swath.max-images | 0 | is not a whole number from 1 to",
                "swath.misfire | twice | is not known; write fire-once or skip",
                "swath.file-name | {dat}_{id}.tif | has the unknown placeholder {dat}; use one of {id}, {job}, {date}",
                "swath.bands | B8,,B3 | remove the comma or write a name",
                "swath.bands | B8,B4 | are 2 bands, but a picture needs 1 or 3",
                "swath.visualization.min | 5000 | is not below swath.visualization.max = '5000'; write a smaller one",
                "swath.visualization.min | low | is not a number; write one such as 0",
                "swath.visualization.min | NaN | is not a number; write one such as 0",
                "swath.visualization.max | 1,2 | has 2 values for 3 bands; write one for all or one for each",
                "swath.visualization.gamma | 0 | is not above 0; write 1 for none",
                "swath.visualization.gamma | 1.1,0,1.3 | is not above 0; write 1 for none",
                "swath.visualization.gamma | 1,1 | has 2 values for 3 bands; write one for all or one for each",
                "swath.render | google | is not known; write local or server",
                "swath.method | get | is not known; write auto or getPixels or computePixels",
                "swath.visualization.palette | red,blue | colours one band, but there are 3; name one in swath.bands",
                "swath.scale | 0 | write metres above 0",
                "swath.scale | -10 | write metres above 0",
                "swath.scale | ten | is not a number; write one such as 2",
                "swath.crs | EPSG:2 | or write native for the band's own",
                "swath.crs | EPSG:32647 | choose the UTM zone it is in",
                "swath.clip | yes | is neither true nor false; write true or false",
                "swath.outline.color | bleu | is not a colour; write #rrggbb or a CSS name",
                "swath.outline.width | -1 | is below 0; write pixels, 0 for no outline",
                "swath.mask | alpha | is not known; write internal or nodata or none",
                "swath.fetch | fast | is not known; write auto or as-asked",
                "swath.split | both | is not known; write parallel or sequential",
                "swath.list.page-size | 0 | is not a whole number from 1 to 1000",
                "swath.list.page-size | 10.5 | is not a whole number from 1 to 1000",
                "swath.tile.max-bytes | 24MB | is not a whole number from 1",
                "swath.file-name | image.tif | needs {id}",
                "swath.file-name | ../{id}.tif | is not a relative path of plain names",
                "swath.time-zone | Panama City | is not a time zone; write one such as UTC"
            })
    void a_bad_value_is_refused_with_key_value_and_remedy(String key, String value, String remedy) {
        assertThatThrownBy(() -> job(Map.of(key, value)))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith(key + " = '" + value + "': ")
                .hasMessageContaining(remedy)
                .satisfies(thrown -> {
                    assertThat(thrown.getMessage()).doesNotContain("\n", "null", "Exception");
                    assertThat(((SettingException) thrown).key()).isEqualTo(key);
                    assertThat(((SettingException) thrown).value()).isEqualTo(value);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"swath.collection", "swath.area", "swath.start", "swath.bands", "swath.visualization.max"})
    void what_has_to_be_set_is_named_with_an_example(String key) {
        assertThatThrownBy(() -> job(Map.of(key, "")))
                .isInstanceOf(SettingException.class)
                .hasMessage(key + " = '': is not set; write for example "
                        + Setting.find(key).orElseThrow().example());
    }

    @Test
    void a_nodata_value_of_a_picture_has_to_fit_into_a_byte() {
        assertThatThrownBy(() -> job(Map.of("swath.mask", "nodata", "swath.nodata", "-9999")))
                .isInstanceOf(SettingException.class)
                .hasMessage("swath.nodata = '-9999': does not fit an 8-bit sample; write a whole number from 0 to 255");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "swath.bands | a=B8-B4,B4,B3 | the band 'a' is a formula",
                "swath.cloud-mask | scl | swath.cloud-mask is computed",
                "swath.render | server | swath.render=server is computed",
                "swath.visualization.gamma | 1.35,1.2,1 | a swath.visualization.gamma for each band is computed",
            })
    void a_method_that_reads_stored_bands_is_refused_for_what_is_computed(String key, String value, String why) {
        assertThat(job(Map.of(key, value)).method()).isEqualTo(Method.AUTO);
        assertThatThrownBy(() -> job(Map.of(key, value, "swath.method", "getPixels")))
                .isInstanceOf(SettingException.class)
                .hasMessage(
                        "swath.method = 'getPixels': reads stored bands, but " + why + "; write auto or computePixels");
    }

    @Test
    void the_server_draws_pictures_only_and_clips_by_centres() {
        assertThat(job(Map.of("swath.render", "Server")).render()).isEqualTo(Render.SERVER);
        assertThatThrownBy(() -> job(
                        Map.of("swath.render", "server", "swath.visualization.min", "", "swath.visualization.max", "")))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("swath.render = 'server': is for pictures, and the bands are raw; set");
        assertThatThrownBy(() -> job(Map.of("swath.render", "server", "swath.clip.rule", "touched")))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("swath.clip.rule = 'touched': is not how Earth Engine clips; write centre");
        assertThat(job(Map.of("swath.render", "server", "swath.clip.rule", "touched", "swath.clip", "false"))
                        .clip())
                .isFalse();
    }

    @Test
    void a_job_whose_name_leaves_its_folder_is_refused() {
        assertThatThrownBy(() -> Job.from("../david", SettingReader.of(key -> Optional.ofNullable(DAVID.get(key)))))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("job = '../david': is not a job name; use letters");
    }

    @Test
    void messages_stay_on_one_line_and_short() {
        SettingException thrown =
                new SettingException("swath.filter", "a\nb" + "c".repeat(1000), "is wrong;\r\n write");

        assertThat(thrown.getMessage()).startsWith("swath.filter = 'a b").endsWith("c…': is wrong; write");
        assertThat(thrown.getMessage()).hasSizeLessThan(300);
    }

    private static Job job(Map<String, String> changes) {
        Map<String, String> settings = new HashMap<>(DAVID);
        settings.putAll(changes);
        return Job.from("david", SettingReader.of(key -> Optional.ofNullable(settings.get(key))));
    }

    @ParameterizedTest
    @CsvSource({
        "B4,       UINT16,  INTERNAL",
        "B4,       FLOAT32, NODATA",
        "'B4,B8',  UINT16,  NODATA",
        "'B4,B8',  UINT8,   INTERNAL",
        "'B4,B8',  FLOAT64, NODATA"
    })
    void raw_samples_are_marked_in_the_way_that_suits_them(String bands, SampleType type, Mask mask) {
        Job job = job(Map.of("swath.bands", bands, "swath.visualization.min", "", "swath.visualization.max", ""));

        assertThat(job.mask(type)).isEqualTo(mask);
    }
}
