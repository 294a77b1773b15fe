package dev.swath.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swath.earthengine.ImageAsset;
import dev.swath.emulator.archive.SceneCollection;
import dev.swath.grid.SampleType;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;

class AssetRoutesTest {

    private final Api api = Api.start();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void an_image_is_shown_with_everything_a_client_needs() throws Exception {
        JsonNode json = api.json("/v1/" + Api.IMAGE_NAME);

        assertThat(json.path("type").asText()).isEqualTo("IMAGE");
        assertThat(json.path("id").asText()).isEqualTo("TEST/IMAGES/IMAGE_00000");
        assertThat(json.path("sizeBytes").asText()).isEqualTo("690000");
        assertThat(json.path("properties").path("SENSING_ORBIT_NUMBER").toString())
                .isEqualTo("54");
        ImageAsset asset = ImageAsset.parse(json);
        assertThat(asset.start()).isEqualTo(TestCollection.FIRST);
        assertThat(asset.bands()).hasSize(6);
        assertThat(asset.bands().get(0).type()).isEqualTo(SampleType.UINT16);
        assertThat(asset.bands().get(3).type()).isEqualTo(SampleType.UINT8);
        assertThat(asset.bands().get(4).type()).isEqualTo(SampleType.FLOAT32);
        assertThat(asset.bands().get(5).grid()).isEqualTo(TestScene.COARSE);
        Geometry footprint = new TestScene("", TestCollection.FIRST, Map.of()).footprint();
        assertThat(asset.footprint()).hasValueSatisfying(shown -> assertThat(shown.equalsExact(footprint))
                .isTrue());
    }

    @Test
    void fields_that_are_zero_are_absent() {
        JsonNode band = api.json("/v1/" + Api.IMAGE_NAME).path("bands").path(0);

        assertThat(band.path("dataType").toString()).isEqualTo("{\"precision\":\"INT\",\"range\":{\"max\":65535}}");
        assertThat(band.path("grid").path("affineTransform").toString())
                .isEqualTo("{\"scaleX\":10,\"translateX\":340000,\"scaleY\":-10,\"translateY\":930000}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v1beta", "v1alpha"})
    void every_version_has_collections_folders_and_images(String version) {
        String assets = "/" + version + "/projects/earthengine-public/assets/";

        assertThat(api.json(assets + "TEST/IMAGES").path("type").asText()).isEqualTo("IMAGE_COLLECTION");
        assertThat(api.json(assets + "TEST").path("type").asText()).isEqualTo("FOLDER");
        assertThat(api.json(assets + "TEST/IMAGES/IMAGE_00003")
                        .path("startTime")
                        .asText())
                .isEqualTo("2024-01-04T16:00:00Z");
    }

    @Test
    void folders_list_their_direct_members() {
        assertThat(api.json("/v1/projects/earthengine-public:listAssets")
                        .path("assets")
                        .toString())
                .isEqualTo(
                        "[{\"type\":\"FOLDER\",\"name\":\"projects/earthengine-public/assets/TEST\",\"id\":\"TEST\"}]");
        assertThat(api.json("/v1/projects/earthengine-public/assets/TEST:listAssets")
                        .path("assets")
                        .path(0)
                        .path("type")
                        .asText())
                .isEqualTo("IMAGE_COLLECTION");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TEST/IMAGES/IMAGE_99999", "TEST/OTHER", "TEST/IMAGES/IMAGE_00000/DEEPER"})
    void what_is_not_there_is_not_found_in_earth_engines_words(String id) {
        HttpResponse<byte[]> response = api.get("/v1/projects/earthengine-public/assets/" + id);

        assertThat(response.statusCode()).isEqualTo(404);
        JsonNode error = Api.anyJson(response).path("error");
        assertThat(error.path("code").asInt()).isEqualTo(404);
        assertThat(error.path("status").asText()).isEqualTo("NOT_FOUND");
        assertThat(error.path("message").asText()).endsWith("does not exist or doesn't allow this operation.");
    }

    @Test
    void a_collection_that_is_not_there_is_answered_with_those_that_are() {
        HttpResponse<byte[]> response = api.get("/v1/projects/earthengine-public/assets/TEST/OTHER:listAssets");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(Api.anyJson(response).path("error").path("message").asText())
                .contains("does not exist or doesn't allow this operation. This emulator has TEST/IMAGES");
    }

    @Test
    void every_image_is_listed_once_over_all_pages() {
        List<String> found = new ArrayList<>();
        Optional<String> token = Optional.empty();
        List<Integer> sizes = new ArrayList<>();
        do {
            JsonNode page = api.json("/v1/" + Api.COLLECTION_NAME + ":listAssets?pageSize=10"
                    + token.map(text -> "&pageToken=" + Api.encoded(text)).orElse(""));
            page.path("assets").forEach(asset -> found.add(asset.path("name").asText()));
            sizes.add(page.path("assets").size());
            token = Optional.ofNullable(page.get("nextPageToken")).map(JsonNode::asText);
        } while (token.isPresent());

        assertThat(sizes).containsExactly(10, 10, 5);
        assertThat(found).doesNotHaveDuplicates().isSorted().hasSize(25);
    }

    @Test
    void a_page_that_ends_with_the_last_image_has_no_token() {
        JsonNode page = api.json("/v1/" + Api.COLLECTION_NAME + ":listAssets?pageSize=25");

        assertThat(page.path("assets")).hasSize(25);
        assertThat(page.has("nextPageToken")).isFalse();
    }

    @Test
    void a_listing_without_a_match_is_an_empty_object() {
        assertThat(api.json(filtered("startTime >= \"2030-01-01T00:00:00Z\"")).toString())
                .isEqualTo("{}");
    }

    @Test
    void list_images_answers_under_its_own_key_and_takes_time_and_region() {
        String region = Api.encoded(
                "{ \"type\": \"Polygon\", \"coordinates\": [ [ [ -83, 8 ], [ -82, 8 ], [ -82, 9 ], [ -83, 9 ], [ -83, 8 ] ] ] }");
        JsonNode page = api.json("/v1alpha/" + Api.COLLECTION_NAME + ":listImages?region=" + region
                + "&startTime=2024%2D01%2D03T16%3A00%3A00Z&endTime=2024%2D01%2D05T16%3A00%3A00Z");

        assertThat(page.path("images"))
                .extracting(image -> image.path("startTime").asText())
                .containsExactly("2024-01-03T16:00:00Z", "2024-01-04T16:00:00Z");
    }

    @Test
    void list_images_leaves_out_what_misses_the_region() {
        String region = Api.encoded("{\"type\":\"Point\",\"coordinates\":[10,50]}");

        assertThat(api.json("/v1alpha/" + Api.COLLECTION_NAME + ":listImages?region=" + region)
                        .toString())
                .isEqualTo("{}");
    }

    @Test
    void the_basic_view_shows_type_name_and_id() {
        JsonNode page = api.json("/v1/" + Api.COLLECTION_NAME + ":listAssets?view=BASIC&pageSize=1");

        assertThat(page.path("assets").path(0).properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("type", "name", "id");
    }

    @Test
    void a_query_too_long_for_a_uri_may_come_as_a_form() {
        HttpResponse<byte[]> response = api.send(api.request("/v1/" + Api.COLLECTION_NAME + ":listAssets")
                .header("X-HTTP-Method-Override", "GET")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("pageSize=3&filter="
                        + Api.encoded("intersects(\"POINT (-82.445 8.41)\") AND properties.MGRS_TILE=\"17PLL\""))));

        assertThat(Api.json(response).path("assets"))
                .extracting(asset -> asset.path("id").asText())
                .containsExactly("TEST/IMAGES/IMAGE_00001", "TEST/IMAGES/IMAGE_00003", "TEST/IMAGES/IMAGE_00005");
    }

    @Test
    void a_listing_that_finds_nothing_for_long_ends_its_page_and_goes_on_there() {
        try (Api large = Api.start(EmulatorSettings.defaults(), new TestCollection(Api.COLLECTION, 50_000))) {
            String path = filtered("properties.system:index = \"IMAGE_49999\"") + "&view=BASIC";
            assertThat(sizes(large, path)).containsExactly(0, 0, 1);
        }
    }

    @Test
    void a_page_of_names_ends_after_100_tiles_whose_clouds_were_counted_and_the_next_goes_on_there() {
        SceneCollection tiles = new SyntheticSentinel2(
                SyntheticSentinel2.HARMONIZED, 0, Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC));
        try (Api world = Api.start(EmulatorSettings.defaults(), tiles)) {
            String path =
                    "/v1/projects/earthengine-public/assets/COPERNICUS/S2_SR_HARMONIZED:listAssets?view=BASIC&filter="
                            + Api.encoded(
                                    "startTime >= \"2024-01-01T10:00:00Z\" AND startTime < \"2024-01-01T10:10:00Z\""
                                            + " AND CLOUDY_PIXEL_PERCENTAGE >= 0");

            List<Integer> cold = sizes(world, path);
            assertThat(cold.subList(0, cold.size() - 1)).isNotEmpty().allMatch(size -> size == 100);
            assertThat(sizes(world, path))
                    .as("counts are kept")
                    .containsExactly(cold.stream().mapToInt(size -> size).sum());
        }
    }

    private static List<Integer> sizes(Api api, String path) {
        List<Integer> sizes = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = api.json(path + (token.isEmpty() ? "" : "&pageToken=" + token));
            sizes.add(page.path("assets").size());
            token = page.path("nextPageToken").asText();
        } while (!token.isEmpty());
        return sizes;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "pageSize=ten; Invalid value at 'page_size' (TYPE_INT32), \"ten\"",
                "pageSize=-1; Page size must not be negative.",
                "pageToken=abc; Invalid page token: it belongs to another listing or is damaged.",
                "view=ALL; Invalid value at 'view' (type.googleapis.com/google.earthengine.v1.EarthEngineAssetView), \"ALL\"",
                "filter=startTime%20%3C%201; Invalid filter: '1' is not a time as RFC 3339 has it.",
                "filter=A%20%3C; Invalid filter: unexpected 'the end' at position 3.",
                "filter=%zz; The request holds a malformed percent-encoding."
            })
    void a_query_that_makes_no_sense_is_refused(String query, String message) {
        HttpResponse<byte[]> response = api.send(api.request("/v1/" + Api.COLLECTION_NAME + ":listAssets")
                .header("X-HTTP-Method-Override", "GET")
                .POST(BodyPublishers.ofString(query)));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Api.anyJson(response).path("error").path("message").asText()).isEqualTo(message);
        assertThat(Api.anyJson(response).path("error").path("status").asText()).isEqualTo("INVALID_ARGUMENT");
    }

    @Test
    void v1_lists_no_images_by_time_outside_the_filter() {
        HttpResponse<byte[]> response =
                api.get("/v1/" + Api.COLLECTION_NAME + ":listAssets?startTime=2024-01-01T00:00:00Z");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Api.text(response)).contains("Unknown name \\\"startTime\\\": Cannot bind query parameter.");
    }

    @Test
    void a_token_serves_its_own_listing_only() {
        String token = api.json(filtered("MGRS_TILE = \"17PLK\"") + "&pageSize=2")
                .path("nextPageToken")
                .asText();

        assertThat(api.get(filtered("MGRS_TILE = \"17PLL\"") + "&pageToken=" + token)
                        .statusCode())
                .isEqualTo(400);
        assertThat(api.get(filtered("MGRS_TILE = \"17PLK\"") + "&pageToken=" + token)
                        .statusCode())
                .isEqualTo(200);
    }

    private static String filtered(String filter) {
        return "/v1/" + Api.COLLECTION_NAME + ":listAssets?filter=" + Api.encoded(filter);
    }
}
