package dev.swath.emulator;

import static dev.swath.emulator.Graph.call;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.geotiff.TiffImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Thumbnails, downloads, maps and computed collections, and what clients expect of all replies. */
class PictureRoutesTest {

    private static final ObjectNode IMAGE = Graph.image(Api.COLLECTION + "/IMAGE_00000");
    private static Api api;

    @BeforeAll
    static void start() {
        api = Api.start();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static String body(ObjectNode image, String more) {
        return "{\"expression\":" + Graph.of(image) + more.replace('\'', '"') + "}";
    }

    private static byte[] thumbnail(ObjectNode image, String more) {
        JsonNode created = Api.json(api.post("/v1/projects/p/thumbnails?fields=name&alt=json", body(image, more)));
        assertThat(created.size()).isEqualTo(1);
        HttpResponse<byte[]> pixels = api.get("/v1/" + created.path("name").asText() + ":getPixels");
        assertThat(pixels.statusCode()).as(Api.text(pixels)).isEqualTo(200);
        return pixels.body();
    }

    /** The image cut to columns 20 to 29 and rows 10 to 15. */
    private static ObjectNode cut() {
        ObjectNode box = call(
                "GeometryConstructors.Rectangle",
                "coordinates",
                List.of(340200, 929840, 340300, 929900),
                "crs",
                call("Projection", "crs", "EPSG:32617"));
        return call(
                "Image.clipToBoundsAndScale", "input", Graph.bands(IMAGE, "RED", "BLUE"), "geometry", box, "scale", 10);
    }

    @Test
    void a_download_has_the_pixels_and_the_grid_of_its_box() {
        TiffImage image = Api.image(thumbnail(cut(), ",'fileFormat':'GEO_TIFF','filenamePrefix':null"));

        assertThat(image.width()).isEqualTo(10);
        assertThat(image.height()).isEqualTo(6);
        assertThat(image.grid().orElseThrow().transform().translateX()).isEqualTo(340200);
        assertThat(Api.sample(image, 0, 0, 0)).isEqualTo(TestScene.value("RED", 0, 20, 10));
        assertThat(Api.sample(image, 9, 5, 1)).isEqualTo(TestScene.value("BLUE", 0, 29, 15));
    }

    @Test
    void an_archive_has_a_file_for_each_band() throws IOException {
        byte[] archive = thumbnail(cut(), ",'fileFormat':'ZIPPED_GEO_TIFF_PER_BAND','filenamePrefix':'x'");
        List<String> names = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
                assertThat(Api.sample(Api.image(zip.readAllBytes()), 0, 0, 0))
                        .isEqualTo(TestScene.value(names.size() == 1 ? "RED" : "BLUE", 0, 20, 10));
            }
        }

        assertThat(names).containsExactly("x.RED.tif", "x.BLUE.tif");
    }

    @Test
    void the_tiles_of_a_map_show_where_the_image_is() throws IOException {
        ObjectNode picture =
                call("Image.visualize", "image", IMAGE, "bands", List.of("RED", "GREEN", "BLUE"), "max", 3000);
        String map = Api.json(api.post(
                        "/v1/projects/p/maps?fields=name", body(picture, ",'fileFormat':'AUTO_JPEG_PNG','bandIds':[]")))
                .path("name")
                .asText();
        // Zoom 12: tile 1109, 1951 holds the image, which lies at 82.45 W, 8.41 N.
        HttpResponse<byte[]> tile = api.get("/v1/" + map + "/tiles/12/1109/1951");
        var shown = ImageIO.read(new ByteArrayInputStream(tile.body()));
        var empty = ImageIO.read(
                new ByteArrayInputStream(api.get("/v1/" + map + "/tiles/12/0/0").body()));

        assertThat(shown.getWidth()).isEqualTo(256);
        assertThat(opaque(shown)).isPositive();
        assertThat(opaque(empty)).isZero();
        assertThat(api.get("/v1/" + map + "/tiles/2/0/4").statusCode()).isEqualTo(400);
    }

    private static int opaque(java.awt.image.BufferedImage picture) {
        int opaque = 0;
        for (int i = 0; i < 256 * 256; i++) {
            opaque += picture.getRGB(i % 256, i / 256) >>> 24 == 255 ? 1 : 0;
        }
        return opaque;
    }

    @Test
    void pictures_need_no_token_but_their_creation_does() {
        try (Api closed = Api.start(EmulatorSettings.defaults().requiringToken())) {
            assertThat(closed.post("/v1/projects/p/thumbnails", body(cut(), "")).statusCode())
                    .isEqualTo(401);
            assertThat(closed.get("/v1/projects/p/thumbnails/unknown:getPixels").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void a_computed_collection_is_answered_page_by_page() {
        String expression =
                "{\"expression\":" + Graph.of(call("ImageCollection.load", "id", Api.COLLECTION)) + ",\"pageSize\":";
        JsonNode first = Api.json(api.post("/v1/projects/p/imageCollection:computeImages", expression + "20}"));
        JsonNode second = Api.json(api.post(
                "/v1/projects/p/imageCollection:computeImages",
                expression + "20,\"pageToken\":\"" + first.path("nextPageToken").asText() + "\"}"));

        assertThat(first.path("images")).hasSize(20);
        assertThat(second.path("images")).hasSize(5);
        assertThat(second.has("nextPageToken")).isFalse();
        assertThat(first.at("/images/0/bands/0/grid/affineTransform/translateX").asInt())
                .isEqualTo(340_000);
    }

    @Test
    void a_reply_has_the_fields_that_are_asked_for() {
        JsonNode image = api.json("/v1/" + Api.IMAGE_NAME + "?fields=id,bands(id,grid/crsCode)");

        assertThat(image.size()).isEqualTo(2);
        assertThat(image.at("/bands/0").toString()).isEqualTo("{\"id\":\"RED\",\"grid\":{\"crsCode\":\"EPSG:32617\"}}");
        assertThat(api.get("/v1/" + Api.IMAGE_NAME + "?fields=a(b").statusCode())
                .isEqualTo(400);
    }

    @Test
    void names_with_underscores_and_numbers_of_formats_are_accepted() {
        HttpResponse<byte[]> reply = api.post(
                "/v1/" + Api.IMAGE_NAME + ":getPixels",
                ("{'file_format':4,'band_ids':['RED','RED'],'grid':{'dimensions':{'width':2,'height':1},"
                                + "'affine_transform':{'scale_x':10,'scale_y':-10,'translate_x':340200,'translate_y':929900}}}")
                        .replace('\'', '"'));

        assertThat(reply.statusCode()).as(Api.text(reply)).isEqualTo(200);
        assertThat(new String(reply.body(), StandardCharsets.ISO_8859_1)).contains("('RED', '<u2'), ('RED_1', '<u2')");
    }

    @Test
    void the_root_of_the_callers_project_is_an_empty_folder() {
        assertThat(api.json("/v1/projects/my-project:listAssets").path("assets"))
                .isEmpty();
        assertThat(api.json("/v1/projects/my-project/assets").path("type").asText())
                .isEqualTo("FOLDER");
        assertThat(api.json("/v1/" + Api.COLLECTION_NAME).path("updateTime").asText())
                .isEqualTo("2024-01-26T16:00:00Z");
    }
}
