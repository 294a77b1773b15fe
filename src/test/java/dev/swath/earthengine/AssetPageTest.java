package dev.swath.earthengine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swath.grid.AffineTransform;
import dev.swath.grid.SampleType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssetPageTest {

    private static final String GOOD = "{\"name\":\"projects/p/assets/good\",\"startTime\":\"2024-01-10T00:00:00Z\"}";

    @Test
    void the_documented_answer_is_read_completely() throws Exception {
        AssetPage page;
        try (InputStream body = AssetPageTest.class.getResourceAsStream("list-images.json")) {
            page = AssetPage.parse(body);
        }

        assertThat(page.nextPageToken()).contains("opaque");
        assertThat(page.images()).singleElement().satisfies(image -> {
            assertThat(image.id()).isEqualTo("COPERNICUS/S2_SR_HARMONIZED/20240110T160621_20240110T161055_T17PLK");
            assertThat(image.index()).isEqualTo("20240110T160621_20240110T161055_T17PLK");
            assertThat(image.start()).isEqualTo(Instant.parse("2024-01-10T16:14:32.519Z"));
            assertThat(image.updated()).isEqualTo(Instant.parse("2024-01-11T04:12:33.123456Z"));
            assertThat(image.properties())
                    .containsEntry("CLOUDY_PIXEL_PERCENTAGE", 12.483)
                    .containsEntry("MGRS_TILE", "17PLK")
                    .containsEntry("SENSING_ORBIT_NUMBER", 54L);
            assertThat(image.footprint().orElseThrow().getEnvelopeInternal().getMinX())
                    .isEqualTo(-82.8195);
            assertThat(image.bands()).extracting(Band::id).containsExactly("B1", "B2", "B5");
            Band blue = image.bands().get(1);
            assertThat(blue.type()).isEqualTo(SampleType.UINT16);
            assertThat(blue.grid().projection().code()).isEqualTo("EPSG:32617");
            assertThat(blue.grid().transform()).isEqualTo(AffineTransform.northUp(300000, 1000020, 10, 10));
            assertThat(blue.grid().width()).isEqualTo(10980);
            assertThat(blue.grid().height()).isEqualTo(10980);
        });
    }

    @Test
    void a_listing_without_a_match_is_an_empty_last_page() throws Exception {
        assertThat(parse("{}")).isEqualTo(new AssetPage(List.of(), List.of(), Optional.empty()));
        assertThat(parse("{\"nextPageToken\":\"\"}").nextPageToken()).isEmpty();
    }

    @Test
    void assets_that_are_not_images_are_passed_over() throws Exception {
        AssetPage page = parse(
                "{\"kind\":{\"a\":[1]},\"assets\":[{\"type\":\"FOLDER\",\"name\":\"projects/p/assets/f\"},"
                        + "{\"type\":\"IMAGE\",\"name\":\"projects/p/assets/i\",\"startTime\":\"2024-01-10T00:00:00Z\"}]}");

        assertThat(page.images()).extracting(ImageAsset::id).containsExactly("projects/p/assets/i");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "<html>proxy</html>",
                "\0\0\0{\"assets\":[]}",
                "{\"assets\":[{\"name\":",
                "{\"assets\":7}",
                "{\"assets\":[],\"nextPageToken\":7}",
                "{\"assets\":["
            })
    void a_body_that_is_not_a_listing_is_malformed(String body) {
        assertThatThrownBy(() -> parse(body)).isInstanceOf(MalformedReplyException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "null                                                          | unknown image       | unusable name",
                "\"text\"                                                        | unknown image       | unusable name",
                "[[[]]]                                                        | unknown image       | unusable name",
                "{}                                                            | unknown image       | unusable name",
                "{\"name\":\"projects/p/assets/a b\"}                            | projects/p/assets/a b |"
                        + " unusable name",
                "{\"name\":\"projects/p/assets/../x\",\"startTime\":\"2024-01-10T00:00:00Z\"} |"
                        + " projects/p/assets/../x | unusable name",
                "{\"name\":\"projects/p/assets/i\"}                              | projects/p/assets/i | has no startTime",
                "{\"name\":\"projects/p/assets/i\",\"startTime\":7}              | projects/p/assets/i | '7' is not a time"
            })
    void an_invalid_entry_is_set_aside_and_the_others_are_kept(String entry, String name, String cause)
            throws Exception {
        AssetPage page = parse("{\"assets\":[%s,%s],\"nextPageToken\":\"t\"}".formatted(entry, GOOD));

        assertThat(page.images()).extracting(ImageAsset::id).containsExactly("projects/p/assets/good");
        assertThat(page.nextPageToken()).hasValue("t");
        assertThat(page.malformed()).singleElement().satisfies(asset -> {
            assertThat(asset.name()).isEqualTo(name);
            assertThat(asset.cause()).contains(cause).doesNotContain("\n");
        });
    }

    @Test
    void huge_numbers_and_repeated_names_do_not_make_an_image_malformed() throws Exception {
        AssetPage page =
                parse("{\"assets\":[{\"name\":\"projects/p/assets/x\",\"name\":\"projects/p/assets/i\",\"startTime\":"
                        + "\"2024-01-10T00:00:00Z\",\"properties\":{\"huge\":1e999999,\"long\":%s},"
                                .formatted("9".repeat(900))
                        + "\"bands\":[{\"id\":\"B\",\"dataType\":{\"precision\":\"FLOAT\"},\"grid\":{\"crsCode\":"
                        + "\"EPSG:32617\",\"affineTransform\":{\"scaleX\":1e999,\"scaleY\":1}}}],"
                        + "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1e999,0],[1,1],[0,0]]]}}]}");

        assertThat(page.images()).singleElement().satisfies(image -> {
            assertThat(image.id()).isEqualTo("projects/p/assets/i");
            assertThat(image.unusableBands()).containsOnlyKeys("B");
            assertThat(image.footprint()).isEmpty();
            assertThat(image.properties()).containsEntry("huge", Double.POSITIVE_INFINITY);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 100_000})
    void what_is_nested_too_deeply_is_malformed(int depth) {
        assertThatThrownBy(() -> parse("{\"assets\":[" + "[".repeat(depth) + "]".repeat(depth) + "]}"))
                .isInstanceOf(MalformedReplyException.class)
                .hasMessageContaining("depth");
        assertThatThrownBy(() -> parse("{\"other\":" + "[".repeat(depth) + "]".repeat(depth) + "}"))
                .isInstanceOf(MalformedReplyException.class)
                .hasMessageContaining("depth");
    }

    @Test
    void too_many_values_are_refused_before_they_fill_the_memory() {
        String values = "[],".repeat(5_000_000);

        assertThatThrownBy(() -> parse("{\"assets\":[{\"bands\":[" + values + "[]]}]}"))
                .isInstanceOf(MalformedReplyException.class)
                .hasMessageContaining("Token count");
    }

    @Test
    void a_body_without_an_end_is_given_up() {
        InputStream endless = new InputStream() {
            private int position;

            @Override
            public int read() {
                return "{\"a\":[".charAt(Math.min(position++, 5));
            }
        };

        assertThatThrownBy(() -> AssetPage.parse(endless)).isInstanceOf(MalformedReplyException.class);
    }

    private static AssetPage parse(String body) throws IOException {
        return AssetPage.parse(body.getBytes(UTF_8));
    }

    @Test
    void an_image_requested_by_its_id_is_a_page_with_one_image() throws Exception {
        AssetPage page = AssetPage.parseImage(GOOD.getBytes(UTF_8));

        assertThat(page.images()).extracting(ImageAsset::index).containsExactly("good");
        assertThat(page.nextPageToken()).isEmpty();
        assertThat(ListRequest.image("COPERNICUS/S2/x"))
                .satisfies(request ->
                        assertThat(request.path()).isEqualTo("v1/projects/earthengine-public/assets/COPERNICUS/S2/x"))
                .satisfies(request -> assertThat(request.listing()).isEmpty());
    }

    @Test
    void an_asset_that_is_not_an_image_is_set_aside_with_its_type() throws Exception {
        String table = "{\"type\":\"TABLE\",\"name\":\"projects/p/assets/t\",\"startTime\":\"2024-01-10T00:00:00Z\"}";

        AssetPage page = AssetPage.parseImage(table.getBytes(UTF_8));

        assertThat(page.images()).isEmpty();
        assertThat(page.malformed()).singleElement().satisfies(asset -> {
            assertThat(asset.name()).isEqualTo("projects/p/assets/t");
            assertThat(asset.cause()).contains("has the type TABLE");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "<html>",
                "{\"name\":",
                "{\"error\": {\"code\": 503}}",
                "{\"name\":\"projects/p/assets/undated\"}"
            })
    void anything_but_the_requested_image_is_refused(String body) {
        assertThatThrownBy(() -> AssetPage.parseImage(body.getBytes(UTF_8)))
                .isInstanceOf(MalformedReplyException.class);
    }
}
