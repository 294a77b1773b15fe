package dev.swath.flow.describe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swath.Slow;
import dev.swath.flow.FlowTest;
import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.flow.ScriptedImages;
import dev.swath.flow.Standard;
import dev.swath.flow.With;
import dev.swath.geotiff.Samples;
import dev.swath.run.RunSummary;
import dev.swath.stac.StacSchemas;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** The files beside images: STAC Items, quicklooks, the Collection of the job and the contact sheet of a run. */
@Slow("STAC Items, quicklooks, Collections and contact sheets of real runs are correct.")
class SidecarsTest extends FlowTest {

    private static final String COLLECTION = JOB + ".collection.json";

    /** Files beside images, and contact sheets. */
    private static final String SIDECAR = "[^/]*json|.*png";

    private final StacSchemas schemas = new StacSchemas();

    @Test
    void each_image_has_an_item_that_keeps_to_the_published_schemas() throws Exception {
        earthEngine.lists("a b");

        run();

        for (String item : List.of("a_L2A.json", "b_L2A.json")) {
            assertThat(schemas.violations(json(item))).as(item).isEmpty();
        }
        JsonNode item = json("a_L2A.json");
        assertThat(texts(item.path("stac_extensions"))).hasSize(6);
        assertThat(item.path("id").asText()).isEqualTo("a_L2A");
        assertThat(item.at("/properties/swath:earth_engine_id").asText()).isEqualTo("COPERNICUS/S2_SR_HARMONIZED/a");
        assertThat(item.at("/properties/datetime").asText()).isEqualTo("2024-01-10T16:14:32Z");
        assertThat(item.at("/properties/eo:cloud_cover").asDouble()).isEqualTo(12.5);
        assertThat(item.at("/properties/grid:code").asText()).isEqualTo("MGRS-17PLK");
        assertThat(item.at("/properties/gsd").asDouble()).isEqualTo(10);
        assertThat(item.at("/properties/proj:code").asText()).isEqualTo("EPSG:32617");
        assertThat(item.at("/properties/processing:level").asText()).isEqualTo("L2A");
        assertThat(texts(item.findValues("eo:common_name"))).containsExactly("nir", "red", "green");
    }

    @Test
    void an_item_has_length_and_checksum_of_its_file() throws Exception {
        earthEngine.lists("a");

        run();

        byte[] file = Files.readAllBytes(output().resolve("a_L2A.tif"));
        JsonNode asset = json("a_L2A.json").at("/assets/image");
        assertThat(asset.path("file:size").asLong()).isEqualTo(file.length);
        assertThat(asset.path("file:checksum").asText())
                .isEqualTo("1220"
                        + HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(file)));
    }

    @Test
    @With({"file-name = {year}/{month}/{id}, once.tif", "visualization.min =", "visualization.max ="})
    void links_are_relative_and_lead_to_files_also_from_folders_below() throws Exception {
        earthEngine.lists("a b");

        run();

        assertThat(files()).containsExactly("2024/01/a, once.tif", "2024/01/b, once.tif");
        assertThat(schemas.violations(json("2024/01/a, once.json"))).isEmpty();
        for (String file : List.of("2024/01/a, once.json", "2024/01/b, once.json", COLLECTION)) {
            Path from = output().resolve(file);
            assertThat(texts(json(file).findValues("href")).stream().filter(href -> !href.startsWith("https://")))
                    .hasSizeGreaterThan(3)
                    .allSatisfy(href -> {
                        assertThat(href).startsWith(".");
                        assertThat(Path.of(from.toUri().resolve(href))).isRegularFile();
                    });
        }
        assertThat(items(COLLECTION)).containsExactly("./2024/01/a,%20once.json", "./2024/01/b,%20once.json");
    }

    @Test
    void the_root_catalog_links_the_collections_of_all_jobs_that_share_an_output() throws Exception {
        earthEngine.lists("a");
        Files.createDirectories(output());
        Files.writeString(output().resolve("other.collection.json"), "{}");

        run();

        assertThat(schemas.violations(json("catalog.json"))).isEmpty();
        assertThat(texts(json("catalog.json").findValues("href")))
                .containsExactly("./catalog.json", "./" + COLLECTION, "./other.collection.json");

        Files.delete(output().resolve("other.collection.json"));
        run();
        assertThat(texts(json("catalog.json").findValues("href"))).doesNotContain("./other.collection.json");
    }

    @Test
    void a_catalog_of_somebody_else_is_left_alone() throws Exception {
        earthEngine.lists("a");
        Files.createDirectories(output());
        Files.writeString(output().resolve("catalog.json"), "{\"type\": \"Catalog\", \"id\": \"mine\"}");

        run();

        assertThat(json("catalog.json").path("id").asText()).isEqualTo("mine");
        assertThat(json(COLLECTION).path("id").asText()).isEqualTo(JOB);
    }

    @Test
    void the_collection_of_a_job_spans_its_items() throws Exception {
        earthEngine.lists("a b c");

        run();

        JsonNode collection = json(COLLECTION);
        assertThat(schemas.violations(collection)).isEmpty();
        assertThat(collection.path("id").asText()).isEqualTo(JOB);
        assertThat(items(COLLECTION)).containsExactly("./a_L2A.json", "./b_L2A.json", "./c_L2A.json");
        assertThat(texts(collection.at("/extent/temporal/interval/0")))
                .containsExactly("2024-01-10T16:14:32Z", "2024-01-12T16:14:32Z");
        assertThat(collection.at("/extent/spatial/bbox/0"))
                .isEqualTo(json("a_L2A.json").path("bbox"));
        assertThat(json("a_L2A.json").path("collection").asText()).isEqualTo(JOB);
    }

    @Test
    void an_item_has_the_clipped_footprint_counter_clockwise() throws Exception {
        earthEngine.lists("a");

        run();

        JsonNode item = json("a_L2A.json");
        assertThat(item.path("bbox").toString()).isEqualTo("[-82.4375,8.3933,-82.4325,8.3983]");
        assertThat(item.at("/geometry/type").asText()).isEqualTo("Polygon");
        double turn = 0;
        JsonNode ring = item.at("/geometry/coordinates/0");
        for (int i = 0; i + 1 < ring.size(); i++) {
            turn += ring.get(i).get(0).asDouble() * ring.get(i + 1).get(1).asDouble()
                    - ring.get(i + 1).get(0).asDouble() * ring.get(i).get(1).asDouble();
        }
        assertThat(turn).isPositive();
    }

    @Test
    void a_second_run_leaves_all_of_it_untouched() throws Exception {
        earthEngine.lists("a b");
        run();
        List<Path> sidecars = sidecars();
        assertThat(sidecars).hasSize(6);
        for (Path file : sidecars) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        }

        RunSummary again = run();

        assertThat(again.skipped()).isEqualTo(2);
        assertThat(sidecars()).isEqualTo(sidecars).allSatisfy(file -> assertThat(Files.getLastModifiedTime(file))
                .isEqualTo(FileTime.from(Instant.EPOCH)));
        assertThat(output().resolve("runs/" + again.run() + ".png")).doesNotExist();
    }

    /** As after a crash between the image and its item. */
    @Test
    void what_is_missing_beside_a_stored_image_is_made_without_fetching_it_again() throws Exception {
        earthEngine.lists("a b");
        run();
        byte[] item = Files.readAllBytes(output().resolve("a_L2A.json"));
        byte[] quicklook = Files.readAllBytes(output().resolve("b_L2A.png"));
        Files.delete(output().resolve("a_L2A.json"));
        Files.delete(output().resolve("b_L2A.png"));
        Files.delete(output().resolve(COLLECTION));
        int asked = earthEngine.pixelRequests().size();

        RunSummary again = run();

        assertThat(again.skipped()).isEqualTo(2);
        assertThat(earthEngine.pixelRequests()).hasSize(asked);
        assertThat(output().resolve("a_L2A.json")).hasBinaryContent(item);
        assertThat(output().resolve("b_L2A.png")).hasBinaryContent(quicklook);
        assertThat(items(COLLECTION)).hasSize(2);
    }

    /** After a power cut names may be on the disk without their bytes. */
    @Test
    void what_a_power_cut_has_emptied_is_made_again() throws Exception {
        earthEngine.lists("a b");
        run();
        byte[] item = Files.readAllBytes(output().resolve("a_L2A.json"));
        byte[] quicklook = Files.readAllBytes(output().resolve("b_L2A.png"));
        Files.write(output().resolve("a_L2A.json"), new byte[0]);
        Files.write(output().resolve("b_L2A.png"), new byte[quicklook.length]);

        assertThat(run().skipped()).isEqualTo(2);

        assertThat(output().resolve("a_L2A.json")).hasBinaryContent(item);
        assertThat(output().resolve("b_L2A.png")).hasBinaryContent(quicklook);
    }

    @Test
    void an_image_that_is_stored_again_has_a_new_item() throws Exception {
        earthEngine.lists("a");
        run();
        String before = json("a_L2A.json").at("/properties/swath:fingerprint").asText();
        ingestAnew();

        assertThat(run().stored()).isEqualTo(1);

        assertThat(json("a_L2A.json").at("/properties/swath:fingerprint").asText())
                .isNotEqualTo(before);
        assertThat(schemas.violations(json(COLLECTION))).isEmpty();
    }

    @Test
    void an_item_is_never_beside_the_file_of_another_image() throws Exception {
        AtomicBoolean full = new AtomicBoolean();
        beforeOffering(".*tif", exchange -> {
            if (full.get()) {
                throw new FileSystemException("No space left on device");
            }
        });
        earthEngine.lists("a");
        run();
        ingestAnew();
        full.set(true);

        assertThat(run().failed()).isEqualTo(1);

        assertThat(output().resolve("a_L2A.tif")).exists();
        assertThat(output().resolve("a_L2A.json")).doesNotExist();
        assertThat(output().resolve("a_L2A.png")).doesNotExist();
    }

    /** The same image after a change by Earth Engine. */
    private void ingestAnew() {
        earthEngine.answersListing(request -> ScriptedEarthEngine.assets(
                List.of(ScriptedImages.asset(ScriptedEarthEngine.COLLECTION, "a", 0)
                        .replace("2024-08-01T00:00:00Z", "2024-09-01T00:00:00Z")),
                ""));
    }

    @Test
    void what_can_not_be_written_beside_an_image_harms_nothing_and_is_made_by_the_next_run() throws Exception {
        AtomicBoolean full = new AtomicBoolean(true);
        beforeOffering(SIDECAR, exchange -> {
            if (full.get()) {
                throw new FileSystemException("No space left on device");
            }
        });
        earthEngine.lists("a b");

        String log = Standard.errorOf(() -> {
            assertThat(run().stored()).isEqualTo(2);
            return this;
        });

        assertThat(log)
                .contains("file=a_L2A.tif is stored, but not all that should lie beside it", "No space left on device");
        assertThat(sidecars()).isEmpty();
        full.set(false);
        assertThat(run().skipped()).isEqualTo(2);
        assertThat(sidecars()).hasSize(6);
    }

    @Test
    void a_quicklook_shows_a_picture_as_it_is_and_is_transparent_outside_the_area() throws Exception {
        earthEngine.lists("a");

        run();

        Samples pixels = pixels("a_L2A.tif");
        BufferedImage quicklook = ImageIO.read(output().resolve("a_L2A.png").toFile());
        assertThat(List.of(quicklook.getWidth(), quicklook.getHeight()))
                .containsExactly(pixels.width(), pixels.height());
        int transparent = 0;
        for (int pixel = 0; pixel < pixels.width() * pixels.height(); pixel++) {
            int argb = quicklook.getRGB(pixel % pixels.width(), pixel / pixels.width());
            int rgb = (pixels.data()[3 * pixel] & 0xFF) << 16
                    | (pixels.data()[3 * pixel + 1] & 0xFF) << 8
                    | pixels.data()[3 * pixel + 2] & 0xFF;
            transparent += rgb == 0 ? 1 : 0;
            assertThat(argb).isEqualTo(rgb == 0 ? 0 : 0xFF << 24 | rgb);
        }
        assertThat(transparent).isPositive();
    }

    @Test
    @With("quicklook = 20")
    void a_quicklook_is_no_larger_than_asked_for() throws Exception {
        earthEngine.lists("a");

        run();

        BufferedImage quicklook = ImageIO.read(output().resolve("a_L2A.png").toFile());
        assertThat(Math.max(quicklook.getWidth(), quicklook.getHeight())).isEqualTo(20);
        assertThat(json("a_L2A.json").at("/assets/thumbnail/href").asText()).isEqualTo("./a_L2A.png");
    }

    @Test
    @With({"stac = false", "quicklook = 0"})
    void who_wants_none_of_it_gets_none() throws Exception {
        earthEngine.lists("a");

        RunSummary summary = run();

        assertThat(sidecars()).isEmpty();
        assertThat(output().resolve("runs/" + summary.run() + ".png")).doesNotExist();
    }

    @Test
    @With("quicklook = 0")
    void an_item_without_a_quicklook_names_none() throws Exception {
        earthEngine.lists("a");

        run();

        assertThat(json("a_L2A.json").path("assets").has("thumbnail")).isFalse();
        assertThat(schemas.violations(json("a_L2A.json"))).isEmpty();
    }

    @Test
    void a_run_that_stored_images_leaves_a_contact_sheet() throws Exception {
        earthEngine.lists("a b c");

        RunSummary summary = run();

        BufferedImage sheet =
                ImageIO.read(output().resolve("runs/" + summary.run() + ".png").toFile());
        assertThat(List.of(sheet.getWidth(), sheet.getHeight())).containsExactly(344, 388);
    }

    @Test
    void no_file_of_it_has_its_name_before_it_is_whole() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        beforeOffering(
                SIDECAR,
                exchange -> seen.add(exchange.getMessage().getHeader(Exchange.FILE_NAME, String.class)
                        + " after "
                        + sidecars().stream()
                                .map(file -> file.getFileName().toString())
                                .toList()));
        earthEngine.lists("a");

        run();

        assertThat(seen).hasSize(3);
        assertThat(seen.subList(0, 2)).containsExactly("a_L2A.png after []", "a_L2A.json after [a_L2A.png]");
    }

    private List<Path> sidecars() throws IOException {
        try (Stream<Path> files = Files.list(output())) {
            return files.filter(file -> file.toString().matches(".*\\.(json|png)"))
                    .sorted()
                    .toList();
        }
    }

    private JsonNode json(String file) throws IOException {
        return new ObjectMapper().readTree(output().resolve(file).toFile());
    }

    private List<String> items(String collection) throws IOException {
        return StreamSupport.stream(json(collection).path("links").spliterator(), false)
                .filter(link -> link.path("rel").asText().equals("item"))
                .map(link -> link.path("href").asText())
                .toList();
    }

    private static List<String> texts(Iterable<JsonNode> nodes) {
        return StreamSupport.stream(nodes.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
