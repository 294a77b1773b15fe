package dev.swath.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swath.geotiff.TiffException;
import dev.swath.geotiff.TiffImage;
import dev.swath.geotiff.TiffReader;
import dev.swath.grid.Window;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client gets if the emulator injects faults. For broken connections see {@link BrokenReplyTest}. */
class FaultInjectionTest {

    private static final String LISTING = "/v1/" + Api.COLLECTION_NAME + ":listAssets";
    private static final String RED = "{'bandIds':['RED'],'fileFormat':'GEO_TIFF'}";
    private static final String COLORS = "{'bandIds':['RED','GREEN','BLUE'],'fileFormat':'GEO_TIFF'}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429             | 429 | RESOURCE_EXHAUSTED | Too Many Requests: Request was rejected",
                "429-retry-after | 429 | RESOURCE_EXHAUSTED | Too Many Requests: Request was rejected",
                "429-retry-after-date | 429 | RESOURCE_EXHAUSTED | Too Many Requests: Request was rejected",
                "500             | 500 | INTERNAL           | An internal error has occurred",
                "503             | 503 | UNAVAILABLE        | The service is currently unavailable.",
                "401             | 401 | UNAUTHENTICATED    | Request had invalid authentication credentials.",
                "403             | 403 | PERMISSION_DENIED  | on resource 'projects/earthengine-public/assets/TEST/IMAGES",
                "404             | 404 | NOT_FOUND          | Asset 'projects/earthengine-public/assets/TEST/IMAGES",
                "memory          | 400 | INVALID_ARGUMENT   | User memory limit exceeded.",
                "size            | 400 | INVALID_ARGUMENT   | Total request size (56623104 bytes) must be less than or equal to",
                "timeout         | 400 | INVALID_ARGUMENT   | Computation timed out."
            })
    void an_error_has_the_status_and_the_words_of_earth_engine(String fault, int code, String status, String message) {
        try (Api api = faulty(FaultPlan.parse(fault + ":1"))) {
            for (HttpResponse<byte[]> response : List.of(api.get(LISTING), api.askPixels(RED))) {
                JsonNode error = Api.anyJson(response).path("error");

                assertThat(response.statusCode()).isEqualTo(code);
                assertThat(error.path("code").asInt()).isEqualTo(code);
                assertThat(error.path("status").asText()).isEqualTo(status);
                assertThat(error.path("message").asText()).contains(message);
                assertThat(response.headers().firstValue("Retry-After").isPresent())
                        .isEqualTo(fault.contains("retry-after"));
            }
        }
    }

    @Test
    void retry_after_is_one_second() {
        try (Api api = faulty(FaultPlan.always(Fault.TOO_MANY_REQUESTS_RETRY_AFTER))) {
            assertThat(api.askPixels(RED).headers().firstValue("Retry-After")).hasValue("1");
        }
    }

    @Test
    void retry_after_may_be_a_date_that_is_near() {
        try (Api api = faulty(FaultPlan.always(Fault.TOO_MANY_REQUESTS_RETRY_AFTER_DATE))) {
            Instant before = Instant.now();
            String date = api.askPixels(RED).headers().firstValue("Retry-After").orElseThrow();

            assertThat(date).matches("\\w{3}, \\d{2} \\w{3} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT");
            assertThat(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)))
                    .isBetween(
                            before.plusSeconds(1).truncatedTo(ChronoUnit.SECONDS),
                            Instant.now().plusSeconds(2));
        }
    }

    @Test
    void a_body_in_gzip_says_so_and_expands_to_the_good_one() throws IOException {
        try (Api good = Api.start();
                Api api = faulty(FaultPlan.always(Fault.GZIP))) {
            for (boolean listing : List.of(true, false)) {
                HttpResponse<byte[]> packed = listing ? api.get(LISTING) : api.askPixels(RED);
                byte[] whole = listing ? good.get(LISTING).body() : good.pixels(RED);

                assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
                assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
                        .isEqualTo(whole);
            }
        }
    }

    @Test
    void a_body_under_a_wrong_encoding_is_the_good_one() {
        try (Api good = Api.start();
                Api api = faulty(FaultPlan.always(Fault.WRONG_ENCODING))) {
            HttpResponse<byte[]> response = api.askPixels(RED);

            assertThat(response.headers().firstValue("Content-Encoding")).hasValue("br");
            assertThat(response.body()).isEqualTo(good.pixels(RED));
        }
    }

    @Test
    void a_huge_tiff_is_small_and_declares_what_it_can_not_hold() throws IOException {
        Set<String> words = new HashSet<>();
        try (Api api = faulty(FaultPlan.always(Fault.HUGE_TIFF))) {
            for (int width = 1; width < 20; width++) {
                byte[] huge = api.pixels(request(width, 40));
                assertThat(huge.length).isLessThan(100_000);
                try {
                    TiffImage image = TiffReader.of(huge, 1 << 20).image();
                    image.read(new Window(0, 0, image.width(), image.height()));
                    words.add("read");
                } catch (TiffException e) {
                    words.add(e.getMessage().contains("more than the") ? "pixels" : "file ends");
                }
            }
        }
        assertThat(words).containsExactlyInAnyOrder("pixels", "file ends");
    }

    @Test
    void a_deflate_bomb_has_the_right_size_and_a_block_that_expands_to_megabytes() throws IOException {
        try (Api good = Api.start();
                Api api = faulty(FaultPlan.always(Fault.DEFLATE_BOMB))) {
            byte[] bomb = api.pixels(RED);
            TiffImage image = Api.image(bomb);

            assertThat(bomb.length).isLessThan(good.pixels(RED).length + 40_000);
            assertThat(image.width()).isEqualTo(good.tiff(RED).width());
            assertThatThrownBy(() -> image.read(new Window(0, 0, image.width(), image.height())))
                    .isInstanceOf(TiffException.class)
                    .hasMessageContaining("more than its block");
            InflaterInputStream block =
                    new InflaterInputStream(new ByteArrayInputStream(bomb, good.pixels(RED).length, bomb.length));
            assertThat(block.readAllBytes()).hasSize(32 << 20);
        }
    }

    @Test
    void a_page_of_html_comes_with_status_200() {
        try (Api api = faulty(FaultPlan.always(Fault.HTML))) {
            for (HttpResponse<byte[]> response : List.of(api.get(LISTING), api.askPixels(RED))) {
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.headers().firstValue("Content-Type")).hasValue("text/html; charset=UTF-8");
                assertThat(Api.text(response)).startsWith("<!DOCTYPE html>");
            }
        }
    }

    @Test
    void an_error_in_json_comes_with_status_200() {
        try (Api api = faulty(FaultPlan.always(Fault.JSON_ERROR))) {
            for (HttpResponse<byte[]> response : List.of(api.get(LISTING), api.askPixels(RED))) {
                assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json; charset=UTF-8");
                assertThat(Api.json(response).path("error").path("status").asText())
                        .isEqualTo("INTERNAL");
            }
        }
    }

    @Test
    void half_a_body_may_have_a_length_that_agrees() {
        try (Api api = faulty(FaultPlan.firstOfEach(1, Fault.TRUNCATE_MATCHING))) {
            HttpResponse<byte[]> half = api.askPixels(RED);
            byte[] whole = api.pixels(RED);

            assertThat(half.statusCode()).isEqualTo(200);
            assertThat(half.headers().firstValueAsLong("Content-Length")).hasValue(whole.length / 2);
            assertThat(half.body()).isEqualTo(Arrays.copyOf(whole, whole.length / 2));
            assertThat(api.get(LISTING).body()).hasSize(api.get(LISTING).body().length / 2);
        }
    }

    @Test
    void a_corrupt_tiff_keeps_its_tags_and_length_but_can_not_be_decoded() {
        try (Api api = faulty(FaultPlan.firstOfEach(1, Fault.CORRUPT))) {
            for (String request : List.of(COLORS, RED, request(1, 1))) {
                byte[] corrupt = api.pixels(request);
                byte[] good = api.pixels(request);
                TiffImage image = Api.image(corrupt);

                assertThat(corrupt).hasSameSizeAs(good).isNotEqualTo(good);
                assertThat(image.grid()).isEqualTo(Api.image(good).grid());
                assertThatThrownBy(() -> image.read(new Window(0, 0, image.width(), image.height())))
                        .isInstanceOf(TiffException.class);
            }
        }
    }

    @Test
    void a_corrupt_tiff_is_the_same_in_each_emulator_of_a_plan() {
        FaultPlan plan = FaultPlan.always(Fault.CORRUPT);
        try (Api one = faulty(plan);
                Api other = faulty(plan)) {
            byte[] first = one.pixels(COLORS);

            assertThat(other.pixels(COLORS)).isEqualTo(first);
            assertThat(one.pixels(COLORS)).isNotEqualTo(first);
        }
    }

    @ParameterizedTest
    @CsvSource({"3, 2", "1, 2"})
    void a_tiff_of_the_wrong_size_has_a_row_too_few_or_too_many(int height, int wrongHeight) throws IOException {
        try (Api api = faulty(FaultPlan.firstOfEach(1, Fault.WRONG_SIZE))) {
            TiffImage wrong = api.tiff(request(4, height));
            TiffImage good = api.tiff(request(4, height));

            assertThat(good.height()).isEqualTo(height);
            assertThat(wrong.width()).isEqualTo(4);
            assertThat(wrong.height()).isEqualTo(wrongHeight);
            assertThat(wrong.grid().orElseThrow().transform())
                    .isEqualTo(good.grid().orElseThrow().transform());
            Window common = new Window(0, 0, 4, Math.min(height, wrongHeight));
            assertThat(wrong.read(common).data()).isEqualTo(good.read(common).data());
        }
    }

    @Test
    void a_tiff_of_the_wrong_bands_has_one_too_few_or_too_many() {
        try (Api api = faulty(FaultPlan.firstOfEach(1, Fault.WRONG_BANDS))) {
            TiffImage two = api.tiff(COLORS);
            TiffImage three = api.tiff(COLORS);

            assertThat(two.bands()).isEqualTo(2);
            assertThat(two.type()).isEqualTo(three.type());
            assertThat(Api.sample(two, 100, 100, 1)).isEqualTo(Api.sample(three, 100, 100, 1));
            assertThat(api.tiff(RED).bands()).isEqualTo(2);
            assertThat(api.tiff(RED).bands()).isEqualTo(1);
        }
    }

    @Test
    void a_tiff_from_elsewhere_has_the_good_pixels_under_another_georeference() throws IOException {
        for (Fault fault : List.of(Fault.ELSEWHERE, Fault.WRONG_CRS, Fault.NO_GEOREFERENCE, Fault.OTHER_BANDS)) {
            try (Api api = faulty(FaultPlan.firstOfEach(1, fault))) {
                TiffImage wrong = api.tiff(RED);
                TiffImage good = api.tiff(RED);
                Window all = new Window(0, 0, good.width(), good.height());

                assertThat(wrong.read(all).data()).isEqualTo(good.read(all).data());
                assertThat(wrong.grid().equals(good.grid())).as(fault.id()).isEqualTo(fault == Fault.OTHER_BANDS);
                assertThat(wrong.descriptions()).as(fault.id()).isNotEqualTo(good.descriptions());
            }
        }
    }

    @Test
    void a_reply_may_have_the_wrong_content_type() {
        try (Api api = faulty(FaultPlan.firstOfEach(1, Fault.WRONG_CONTENT_TYPE))) {
            HttpResponse<byte[]> wrong = api.askPixels(RED);
            HttpResponse<byte[]> good = api.askPixels(RED);

            assertThat(wrong.headers().firstValue("Content-Type")).hasValue("image/png");
            assertThat(good.headers().firstValue("Content-Type")).hasValue("image/tiff");
            assertThat(wrong.body()).isEqualTo(good.body());
        }
    }

    @Test
    void a_listing_may_be_of_another_collection() {
        try (Api api = faulty(FaultPlan.firstOfEach(1, Fault.OTHER_COLLECTION))) {
            String wrong = new String(api.get(LISTING).body(), StandardCharsets.UTF_8);
            String good = new String(api.get(LISTING).body(), StandardCharsets.UTF_8);

            String name = Api.COLLECTION_NAME.substring(Api.COLLECTION_NAME.lastIndexOf('/') + 1);
            assertThat(good).contains("/" + name + "/");
            assertThat(wrong)
                    .contains("/OTHER_" + name + "/")
                    .isEqualTo(good.replace("/" + name + "/", "/OTHER_" + name + "/"));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {
                "CORRUPT",
                "HUGE_TIFF",
                "DEFLATE_BOMB",
                "WRONG_SIZE",
                "WRONG_BANDS",
                "ELSEWHERE",
                "WRONG_CRS",
                "OTHER_BANDS",
                "NO_GEOREFERENCE"
            })
    void faults_of_tiffs_do_not_change_listings_and_other_formats(Fault fault) {
        String npy = RED.replace("GEO_TIFF", "NPY");
        try (Api good = Api.start();
                Api api = faulty(FaultPlan.always(fault))) {
            assertThat(api.get(LISTING).body()).isEqualTo(good.get(LISTING).body());
            assertThat(api.pixels(npy)).isEqualTo(good.pixels(npy));
        }
    }

    @Test
    void a_scope_confines_faults() {
        try (Api api = faulty(FaultPlan.parse("pixels.503:1,in-a-row:9"))) {
            assertThat(api.askPixels(RED).statusCode()).isEqualTo(503);
            assertThat(api.get(LISTING).statusCode()).isEqualTo(200);
        }
        try (Api api = faulty(FaultPlan.parse("listing.503:1,in-a-row:9"))) {
            assertThat(api.askPixels(RED).statusCode()).isEqualTo(200);
            assertThat(api.get(LISTING).statusCode()).isEqualTo(503);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/" + Api.COLLECTION_NAME, "/$discovery/rest?version=v1", "/v1/projects/p/config"})
    void requests_for_neither_listings_nor_pixels_are_answered_well(String path) {
        try (Api api = faulty(FaultPlan.always(Fault.UNAVAILABLE))) {
            assertThat(api.get(path).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_long_listing_sent_as_a_form_is_a_listing() {
        try (Api api = faulty(FaultPlan.firstOfEach(1, Fault.UNAVAILABLE))) {
            assertThat(List.of(
                            listingByPost(api, "pageSize=1"),
                            listingByPost(api, "pageSize=1"),
                            listingByPost(api, "pageSize=2")))
                    .containsExactly(503, 200, 503);
        }
    }

    @Test
    void retries_get_through() {
        try (Api api = faulty(FaultPlan.parse("503:1,seed:7"))) {
            List<Integer> statuses = IntStream.range(0, 5)
                    .mapToObj(i -> api.askPixels(RED).statusCode())
                    .toList();

            assertThat(statuses).containsExactly(503, 503, 503, 200, 503);
            assertThat(api.emulator().accessLog().faults()).isEqualTo(Map.of(Fault.UNAVAILABLE, 4L));
        }
    }

    @Test
    void clients_in_any_order_meet_the_same_faults() throws Exception {
        FaultPlan plan = FaultPlan.parse("429:0.2,500:0.2,503:0.2,seed:11");
        List<List<Integer>> inTurn;
        try (Api api = faulty(plan)) {
            inTurn = statuses(api, 1);
        }
        assertThat(inTurn.stream().flatMap(List::stream).distinct()).containsExactlyInAnyOrder(200, 429, 500, 503);
        try (Api api = faulty(plan)) {
            assertThat(statuses(api, 6)).isEqualTo(inTurn);
        }
    }

    @Test
    void without_a_plan_nothing_is_hit() {
        try (Api api = Api.start()) {
            assertThat(api.askPixels(RED).statusCode()).isEqualTo(200);
            assertThat(api.emulator().accessLog().faults()).isEmpty();
        }
    }

    @Test
    void changing_other_settings_keeps_the_fault_plan() {
        FaultPlan plan = FaultPlan.always(Fault.HTML);

        assertThat(EmulatorSettings.defaults().faults().isNone()).isTrue();
        assertThat(EmulatorSettings.defaults()
                        .withFaults(plan)
                        .withConcurrencyLimit(3)
                        .withLatency(Duration.ofMillis(1))
                        .withFolder(Path.of("."))
                        .requiringToken()
                        .faults())
                .isEqualTo(plan);
    }

    @Test
    void a_good_reply_that_is_an_error_stays_one() {
        try (Api api = faulty(FaultPlan.always(Fault.WRONG_SIZE))) {
            HttpResponse<byte[]> response = api.askPixels("{'bandIds':['NONE']}");

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(Api.text(response)).contains("Pattern 'NONE' did not match");
        }
    }

    private static Api faulty(FaultPlan plan) {
        return Api.start(EmulatorSettings.defaults().withFaults(plan));
    }

    private static String request(int width, int height) {
        return ("{'bandIds':['RED'],'fileFormat':'GEO_TIFF','grid':{'dimensions':{'width':%d,'height':%d},"
                        + "'affineTransform':{'scaleX':10,'scaleY':-10,'translateX':341000,'translateY':929000},"
                        + "'crsCode':'EPSG:32617'}}")
                .formatted(width, height);
    }

    private static int listingByPost(Api api, String form) {
        return api.send(api.request(LISTING)
                        .header("X-HTTP-Method-Override", "GET")
                        .POST(BodyPublishers.ofString(form)))
                .statusCode();
    }

    /** The replies for 12 tiles, each requested five times, by this many clients at once. */
    private static List<List<Integer>> statuses(Api api, int clients) throws Exception {
        List<Callable<List<Integer>>> tiles = new ArrayList<>();
        for (int tile = 1; tile <= 12; tile++) {
            String body = request(tile, 1);
            tiles.add(() -> {
                List<Integer> statuses = new ArrayList<>();
                for (int i = 0; i < 5; i++) {
                    statuses.add(api.askPixels(body).statusCode());
                }
                return statuses;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<List<Integer>> statuses = new ArrayList<>();
            for (Future<List<Integer>> tile : threads.invokeAll(tiles, 60, TimeUnit.SECONDS)) {
                statuses.add(tile.get());
            }
            return statuses;
        } finally {
            threads.shutdownNow();
        }
    }
}
