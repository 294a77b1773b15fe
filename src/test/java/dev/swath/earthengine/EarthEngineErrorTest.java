package dev.swath.earthengine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.earthengine.EarthEngineError.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EarthEngineErrorTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | Total request size (56623104 bytes) must be less than or equal to 50331648 bytes. | SPLIT_TILE",
                "400 | Pixel grid dimensions (103439x55072) must be less than or equal to 32768. | SPLIT_TILE",
                "400 | User memory limit exceeded. | SPLIT_TILE",
                "400 | Computation timed out. | SPLIT_TILE",
                "504 | Computation timed out. | SPLIT_TILE",
                "408 | Computation timed out. | SPLIT_TILE",
                "408 | User memory limit exceeded. | SPLIT_TILE",
                "413 | User memory limit exceeded. | SPLIT_TILE",
                "429 | User memory limit exceeded. | SPLIT_TILE",
                "500 | Computation timed out. | SPLIT_TILE",
                "503 | User memory limit exceeded. | SPLIT_TILE",
                "404 | Asset 'x/Computation timed out' not found. | FAIL",
                "403 | Permission denied on resource 'x/Computation timed out'. | FAIL",
                "401 | Computation timed out. | REFRESH_TOKEN",
                "302 | Computation timed out. | FAIL",
                "400 | Too many concurrent aggregations. | SLOW_DOWN",
                "429 | Too Many Requests: Request was rejected. | SLOW_DOWN",
                "400 | Invalid value at 'file_format' | FAIL",
                "401 | Request had invalid authentication credentials. | REFRESH_TOKEN",
                "403 | Permission 'earthengine.assets.get' denied on resource 'projects/x'. | FAIL",
                "404 | Asset 'x' not found. | FAIL",
                "408 | Request timeout | RETRY",
                "500 | An internal error has occurred | RETRY",
                "502 | Bad gateway | RETRY",
                "503 | The service is currently unavailable. | RETRY",
                "302 | Moved | FAIL"
            })
    void each_answer_has_its_rule(int status, String message, Kind kind) {
        EarthEngineError error = EarthEngineError.parse(
                status,
                "{\"error\":{\"code\":%d,\"message\":\"%s\",\"status\":\"X\"}}"
                        .formatted(status, message)
                        .getBytes(UTF_8));

        assertThat(error.message()).isEqualTo(message);
        assertThat(error.kind()).isEqualTo(kind);
    }

    /** A request without parts is treated as its status says. */
    @ParameterizedTest
    @CsvSource({"400, FAIL", "408, RETRY", "429, SLOW_DOWN", "503, RETRY"})
    void a_text_about_size_does_not_count_where_nothing_can_be_divided(int status, Kind kind) {
        EarthEngineError error = new EarthEngineError(status, "", "Computation timed out.");

        assertThat(error.kindOfWhole()).isEqualTo(kind);
    }

    @Test
    void a_rate_limit_reported_as_forbidden_is_recognised() {
        EarthEngineError error = EarthEngineError.parse(
                403,
                "{\"error\":{\"message\":\"Slow\",\"errors\":[{\"reason\":\"userRateLimitExceeded\"}]}}"
                        .getBytes(UTF_8));

        assertThat(error.kind()).isEqualTo(Kind.SLOW_DOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>502</html>", "null", "[]", "{}", "{\"error\":7}"})
    void a_body_without_an_error_gives_a_general_one(String body) {
        EarthEngineError error = EarthEngineError.parse(502, body.getBytes(UTF_8));

        assertThat(error).hasToString("502: HTTP 502 without a message from Earth Engine");
        assertThat(error.kind()).isEqualTo(Kind.RETRY);
    }

    @Test
    void a_message_stays_on_one_line_of_bounded_length() {
        EarthEngineError error = EarthEngineError.parse(
                400, ("{\"error\":{\"message\":\"a\\n\\u001b[31mb" + "c".repeat(5000) + "\"}}").getBytes(UTF_8));

        assertThat(error.message()).startsWith("a [31mbcc").hasSizeLessThanOrEqualTo(1001);
    }

    @Test
    void access_problems_come_with_a_remedy() {
        assertThat(new EarthEngineError(401, "UNAUTHENTICATED", "x").remedy().orElseThrow())
                .contains("swath.earth-engine.credentials");
        assertThat(new EarthEngineError(403, "", "Caller does not have required permission to use project X.")
                        .remedy()
                        .orElseThrow())
                .contains("serviceUsageConsumer");
        assertThat(new EarthEngineError(403, "", "Google Earth Engine API has not been used in project 7 before")
                        .remedy()
                        .orElseThrow())
                .contains("enable the Earth Engine API");
        assertThat(new EarthEngineError(403, "", "Permission denied").remedy().orElseThrow())
                .contains("roles/earthengine.viewer");
        assertThat(new EarthEngineError(404, "NOT_FOUND", "x").remedy().orElseThrow())
                .contains("swath.collection");
        assertThat(new EarthEngineError(500, "INTERNAL", "x").remedy()).isEmpty();
    }
}
