package dev.swath.earthengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AssetListingTest {

    private static final URI SERVICE = URI.create("https://earthengine-highvolume.googleapis.com");
    private static final String POINT = "{\"type\": \"Point\", \"coordinates\": [-82.435, 8.3958]}";
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2024-02-01T00:00:00Z");

    @Test
    void the_filter_is_the_one_seen_from_the_python_client() {
        assertThat(listing(POINT, Optional.of("CLOUDY_PIXEL_PERCENTAGE<20")).filter())
                .isEqualTo("startTime >= \"2024-01-01T00:00:00Z\" AND endTime < \"2024-02-01T00:00:00Z\""
                        + " AND intersects(\"{'type': 'Point', 'coordinates': [-82.435, 8.3958]}\")"
                        + " AND properties.CLOUDY_PIXEL_PERCENTAGE<20");
    }

    @Test
    void a_page_is_requested_by_its_token() {
        AssetListing listing = listing(POINT, Optional.empty());

        ListRequest first = listing.request(SERVICE, Optional.empty());
        ListRequest next = listing.request(SERVICE, Optional.of("a+b/c=&d"));

        assertThat(first.method()).isEqualTo("GET");
        assertThat(first.path())
                .isEqualTo("v1/projects/earthengine-public/assets/COPERNICUS/S2_SR_HARMONIZED:listAssets");
        assertThat(first.query().orElseThrow()).startsWith("pageSize=100&filter=startTime%20%3E%3D%20%22");
        assertThat(first.body()).isEmpty();
        assertThat(first.headers()).isEmpty();
        assertThat(next.query()).contains(first.query().orElseThrow() + "&pageToken=a%2Bb%2Fc%3D%26d");
    }

    @Test
    void the_query_is_a_uri_that_reads_back_as_the_filter() {
        AssetListing listing = listing(POINT, Optional.of("NAME = \"ä & 100% + x\""));

        URI uri = URI.create(SERVICE + "/" + listing.path() + "?" + listing.query(Optional.empty()));

        String filter = uri.getRawQuery().replaceFirst(".*&filter=", "");
        assertThat(URLDecoder.decode(filter, StandardCharsets.UTF_8)).isEqualTo(listing.filter());
    }

    @Test
    void a_query_too_long_for_a_uri_is_posted_as_a_form() {
        String line = "{\"type\":\"LineString\",\"coordinates\":[" + "[0,0],".repeat(400) + "[1,1]]}";
        AssetListing listing = listing(line, Optional.empty());

        ListRequest request = listing.request(SERVICE, Optional.of("next"));

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.query()).isEmpty();
        assertThat(request.body()).contains(listing.query(Optional.of("next")));
        assertThat(request.headers())
                .containsEntry("X-HTTP-Method-Override", "GET")
                .containsEntry("Content-Type", "application/x-www-form-urlencoded");
    }

    @Test
    void the_longest_uri_sent_with_get_has_2048_characters() {
        AssetListing plain = listing(POINT, Optional.empty());
        int rest = 2048 - (SERVICE + "/" + plain.path() + "?" + plain.query(Optional.of(""))).length();

        assertThat(plain.request(SERVICE, Optional.of("x".repeat(rest))).method())
                .isEqualTo("GET");
        assertThat(plain.request(SERVICE, Optional.of("x".repeat(rest + 1))).method())
                .isEqualTo("POST");
    }

    @Test
    void an_impossible_request_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AssetListing("A", Optional.of(POINT), END, START, Optional.empty(), 100))
                .withMessageContaining("is empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AssetListing("A", Optional.of(POINT), START, END, Optional.empty(), 1001))
                .withMessageContaining("1 to 1000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AssetListing("A?b", Optional.of(POINT), START, END, Optional.empty(), 100))
                .withMessageContaining("A?b'")
                .withMessageContaining("not the name");
    }

    private static AssetListing listing(String geoJson, Optional<String> filter) {
        return new AssetListing("COPERNICUS/S2_SR_HARMONIZED", Optional.of(geoJson), START, END, filter, 100);
    }
}
