package dev.swath.earthengine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.client.http.HttpHeaders;
import com.google.api.client.http.HttpResponseException;
import dev.swath.Slow;
import dev.swath.fuzz.Damage;
import dev.swath.fuzz.JsonDamage;
import dev.swath.fuzz.Trial;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Replies of Earth Engine and of token servers, changed at random. See {@code TiffFuzzTest} for longer tries. */
@Slow("Any reply of Earth Engine or a token server is read or refused, within limits of time and memory.")
class ReplyFuzzTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final long MOST_BYTES = 64 << 20;
    private static final Trial LISTING = new Trial(LIMIT, MOST_BYTES, MalformedReplyException.class);
    private static final Trial ANY_BODY = new Trial(LIMIT, MOST_BYTES, Trial.Never.class);
    private static final Trial TOKEN = new Trial(LIMIT, MOST_BYTES, CredentialsException.class);
    private static final Trial FILTER = new Trial(LIMIT, MOST_BYTES, IllegalArgumentException.class);

    private static final String ERROR = "{\"error\":{\"code\":400,\"message\":\"User memory limit exceeded.\","
            + "\"status\":\"INVALID_ARGUMENT\",\"errors\":[{\"reason\":\"rateLimitExceeded\"}],\"details\":[{\"@type\":\"x\"}]}}";
    private static final String REFUSAL =
            "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid JWT eyJhbGciOiJSUzI1NiJ9.payload\"}";
    private static final String FILTERS =
            "CLOUDY_PIXEL_PERCENTAGE < 85 AND (MGRS_TILE = \"17PLK\" OR NOT system:index : 'a\\'b') AND intersects(\"{'type':1}\")";

    private final String listing = listing();

    @Property(generation = GenerationMode.RANDOMIZED, edgeCases = EdgeCasesMode.NONE)
    void a_listing_is_read_or_malformed(@ForAll("damages") List<JsonDamage> damages) {
        byte[] body = JsonDamage.all(damages, listing).getBytes(UTF_8);

        LISTING.run(() -> AssetPage.parse(body));
    }

    @Property(generation = GenerationMode.RANDOMIZED, edgeCases = EdgeCasesMode.NONE)
    void a_listing_of_changed_bytes_is_read_or_malformed(@ForAll("bytes") List<Damage> damages) {
        byte[] body = Damage.all(damages, listing.getBytes(UTF_8), ERROR.getBytes(UTF_8));

        LISTING.run(() -> AssetPage.parse(body));
    }

    @Property(generation = GenerationMode.RANDOMIZED, edgeCases = EdgeCasesMode.NONE)
    void an_error_is_recognised_with_any_body(
            @ForAll("statuses") int status,
            @ForAll("damages") List<JsonDamage> damages,
            @ForAll("bytes") List<Damage> more) {
        byte[] changed = JsonDamage.all(damages, ERROR).getBytes(UTF_8);
        byte[] body = damages.size() % 2 == 0 ? Damage.all(more, changed, listing.getBytes(UTF_8)) : changed;

        ANY_BODY.run(() -> {
            EarthEngineError error = EarthEngineError.parse(status, body);
            assertThat(error.kind()).isNotNull();
            assertThat(error.toString()).isNotBlank().doesNotContain("\n").hasSizeLessThan(1200);
            assertThat(error.remedy()).isNotNull();
        });
    }

    @Property(generation = GenerationMode.RANDOMIZED, edgeCases = EdgeCasesMode.NONE)
    void the_refusal_of_a_token_server_shows_no_token(
            @ForAll("statuses") int status, @ForAll("damages") List<JsonDamage> damages) {
        String body = JsonDamage.all(damages, REFUSAL);
        HttpResponseException refusal = new HttpResponseException.Builder(status, "", new HttpHeaders())
                .setContent(body)
                .build();

        TOKEN.run(() -> assertThat(ExchangeFailure.of("an account", refusal))
                .message()
                .hasSizeLessThan(500)
                .doesNotContain("eyJhbGciOiJSUzI1NiJ9"));
    }

    @Property(generation = GenerationMode.RANDOMIZED, edgeCases = EdgeCasesMode.NONE)
    void a_filter_is_read_or_refused(@ForAll("bytes") List<Damage> damages) {
        String filter = new String(Damage.all(damages, FILTERS.getBytes(UTF_8), listing.getBytes(UTF_8)), UTF_8);

        FILTER.run(() -> assertThat(new PropertyFilter(filter).prefixed()).isNotBlank());
    }

    @Provide
    Arbitrary<List<JsonDamage>> damages() {
        return JsonDamage.some();
    }

    @Provide
    Arbitrary<List<Damage>> bytes() {
        return Damage.some();
    }

    @Provide
    Arbitrary<Integer> statuses() {
        return Arbitraries.of(200, 302, 400, 401, 403, 404, 408, 429, 500, 503, 599);
    }

    private static String listing() {
        try (InputStream body = ReplyFuzzTest.class.getResourceAsStream("list-images.json")) {
            return new String(body.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
