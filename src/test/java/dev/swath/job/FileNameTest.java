package dev.swath.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

    private static final Instant ACQUIRED = Instant.parse("2024-01-10T23:59:32Z");
    private static final List<String> BANDS = List.of("B8", "B4", "B3");
    private static final Map<String, Object> PROPERTIES = Map.of(
            "MGRS_TILE", "17PLK",
            "SPACECRAFT_NAME", "Sentinel-2A",
            "PROCESSING_BASELINE", "05.10",
            "CLOUDY", 12.5,
            "ORBIT", 54L);

    @Test
    void placeholders_are_filled() {
        assertThat(name("{id}_L2A.tif", "20240110T160621_20240110T161055_T17PLK"))
                .isEqualTo("20240110T160621_20240110T161055_T17PLK_L2A.tif");
        assertThat(name("{job} {date} {id}.tiff", "T17PLK")).isEqualTo("david 2024-01-10 T17PLK.tiff");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/passwd", "..", ".", "", "/etc/passwd", "..\\..\\boot.ini", "C:\\x", "a/b", ".hidden",
                        "a\u0000b",
                "a\nb", "${file:name}", "a\u202Eb", "con", "COM1.x", "nul.", "trail ", "a:b*c?d\"e<f>g|h", "\uD800",
                        "....//"
            })
    void any_text_from_the_server_makes_one_plain_part_of_a_path(String index) {
        for (String template : new String[] {"{id}.tif", "{id}_L2A.tif", "x.{id}.tif", "{id}.x.tif"}) {
            String name = name(template, index);

            assertThat(Path.of("out").resolve(name).normalize()).hasParentRaw(Path.of("out"));
            assertThat(name)
                    .doesNotContain("..", "/", "\\", ":", "$", "\u0000", "\n", "*", "?", "\"", "<", ">", "|")
                    .doesNotStartWith(".")
                    .doesNotMatch("(?i)(con|com1|nul)\\..*")
                    .endsWith(".tif");
        }
    }

    @Test
    void an_image_says_when_where_and_by_whom_it_was_taken() {
        assertThat(name("{year}/{month}/{day}/{time}_{mgrs}_{spacecraft}_{bands}.tif", "x"))
                .isEqualTo("2024/01/10/235932_17PLK_Sentinel-2A_B8-B4-B3.tif");
        assertThat(name("{date}/{property:PROCESSING_BASELINE}_{property:CLOUDY}_{property:ORBIT}_{date}.tif", "x"))
                .isEqualTo("2024-01-10/05.10_12.5_54_2024-01-10.tif");
    }

    @Test
    void properties_make_no_folders_however_they_are_written() {
        String name = new FileName("{property:A}/{property:B}/{date}.tif")
                .of("david", BANDS, new NamedImage("x", "x", ACQUIRED, Map.of("A", "../../etc", "B", "con")));

        assertThat(name).matches("_[^/]*etc-[0-9a-f]{8}/_con/2024-01-10\\.tif").doesNotContain("..");
    }

    @Test
    void a_property_that_an_image_lacks_is_named_with_the_image() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> name("{date}_{property:ORBIT_NUMBER}.tif", "T17PLK"))
                .withMessageStartingWith("the image COLLECTION/T17PLK has no property ORBIT_NUMBER; take");
    }

    @Test
    void changed_ids_stay_different() {
        assertThat(name("{id}.tif", "a/b")).startsWith("a_b-").isNotEqualTo(name("{id}.tif", "a:b"));
        assertThat(name("{id}.tif", "a_b")).isEqualTo("a_b.tif");
    }

    @Test
    void names_have_at_most_200_bytes() {
        String first = name("{job}_{date}_{id}.tif", "ü".repeat(300) + "1");
        String second = name("{job}_{date}_{id}.tif", "ü".repeat(300) + "2");

        assertThat(first.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(190, 200);
        assertThat(first).endsWith(".tif").isNotEqualTo(second);
        String widest = "{job}{date}{id}" + "x".repeat(81) + ".tif";
        assertThat(new FileName(widest).of("j".repeat(100), BANDS, image("i".repeat(300))))
                .hasSizeBetween(190, 200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{id}",
                "{id}.json",
                "{job}.tif",
                "image.tif",
                "/{id}.tif",
                "a//{id}.tif",
                "a/../{id}.tif",
                "./{id}.tif",
                ".a/{id}.tif",
                "a./{id}.tif",
                "{id}.tif/",
                "{job}/{mgrs}.tif",
                "{daet}_{id}.tif",
                "{id:yyyy}.tif",
                "{property}.tif",
                "{id}_{property:}.tif",
                "{id_L2A.tif",
                "{property:A}{property:B}{property:C}{property:D}.tif",
                "..{id}.tif",
                ".{id}.tif",
                "{id}{id}.tif",
                "{name}_{id}.tif",
                "{id}\\x.tif",
                "${id}.tif",
                "{id} .tif\n.tif"
            })
    void a_template_that_makes_no_plain_tif_name_for_each_image_is_refused(String template) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FileName(template))
                .withMessageContaining("write it as {id}.tif");
    }

    private static String name(String template, String index) {
        return new FileName(template).of("david", BANDS, image(index));
    }

    private static NamedImage image(String index) {
        return new NamedImage("COLLECTION/" + index, index, ACQUIRED, PROPERTIES);
    }
}
