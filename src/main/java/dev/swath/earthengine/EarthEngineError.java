package dev.swath.earthengine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * An error reply, in the form {@code {"error": {"code": …, "message": …, "status": …}}}.
 *
 * @param httpStatus HTTP status code
 * @param status canonical name such as {@code INVALID_ARGUMENT}; empty if the body has none
 * @param message the service's own text, on one line
 */
public record EarthEngineError(int httpStatus, String status, String message) {

    /** What to do about an error. */
    public enum Kind {
        /** Send the request again after a pause. */
        RETRY,
        /** Send the request again after a pause, and have fewer requests in flight. */
        SLOW_DOWN,
        /** Request the tile in parts. */
        SPLIT_TILE,
        /** Fetch a new token, once, and send the request again. */
        REFRESH_TOKEN,
        /** Another attempt would get the same reply: the image, or the listing, fails. */
        FAIL
    }

    private static final int MAX_MESSAGE = 1000;
    private static final int MAX_BODY = 1 << 20;
    private static final ObjectReader JSON = JsonMapper.builder().build().reader();

    /** Messages of errors that do not happen with a smaller tile. */
    private static final List<String> TOO_LARGE = List.of(
            "Total request size", "Pixel grid dimensions", "User memory limit exceeded", "Computation timed out");

    /** Who asks, and for what: the name of an asset may hold any text. */
    private static final Set<Integer> NOT_ABOUT_SIZE = Set.of(401, 403, 404);

    private static final List<String> TOO_MANY = List.of("Too many concurrent aggregations", "Too Many Requests");

    /** Reasons that Google gives with status 403 for a rate limit; its Python client retries them. */
    private static final Set<String> RATE_REASONS = Set.of("rateLimitExceeded", "userRateLimitExceeded");

    private static final String RATE_STATUS = "RESOURCE_EXHAUSTED";

    public EarthEngineError {
        message = ReplyText.line(message, MAX_MESSAGE);
        status = ReplyText.line(status, 60);
    }

    /** Reads the body of an error reply, which can be anything: a proxy's page has no message of Earth Engine's. */
    public static EarthEngineError parse(int httpStatus, byte[] body) {
        JsonNode error = error(body);
        String message = error.path("message").asText();
        if (message.isBlank()) {
            message = String.format(Locale.ROOT, "HTTP %d without a message from Earth Engine", httpStatus);
        }
        String status = isRateLimit(error) ? RATE_STATUS : error.path("status").asText();
        return new EarthEngineError(httpStatus, status, message);
    }

    /**
     * What to do about it. A text that asks for a smaller tile counts under every status that can be an answer to the size of
     * a request: the service's reference leaves open which one it comes with, and a pause would not help.
     */
    public Kind kind() {
        return !NOT_ABOUT_SIZE.contains(httpStatus) && httpStatus >= 400 && says(TOO_LARGE)
                ? Kind.SPLIT_TILE
                : kindOfWhole();
    }

    /** What to do about it if there are no smaller requests that could replace this one: what its status asks for. */
    public Kind kindOfWhole() {
        if (httpStatus == 429 || status.equals(RATE_STATUS) || says(TOO_MANY)) {
            return Kind.SLOW_DOWN;
        }
        if (httpStatus == 401) {
            return Kind.REFRESH_TOKEN;
        }
        return httpStatus == 408 || httpStatus >= 500 ? Kind.RETRY : Kind.FAIL;
    }

    /** The remedy, if one is known. */
    public Optional<String> remedy() {
        return switch (httpStatus) {
            case 401 -> Optional.of("set swath.earth-engine.credentials to an account that may use Earth Engine");
            case 403 ->
                message.contains("to use project")
                        ? Optional.of("grant the account roles/serviceusage.serviceUsageConsumer on the project,"
                                + " or set swath.earth-engine.project to one it may use")
                        : message.contains("has not been used in project")
                                ? Optional.of("enable the Earth Engine API in the project and register it,"
                                        + " or set swath.earth-engine.project to one where it is")
                                : Optional.of("grant the account roles/earthengine.viewer, and check that"
                                        + " swath.earth-engine.project is registered for Earth Engine");
            case 404 -> Optional.of("check the spelling of swath.collection; a single image is swath.image");
            default -> Optional.empty();
        };
    }

    /** Status and message, such as {@code 404 NOT_FOUND: Asset '…' not found.}. */
    @Override
    public String toString() {
        return status.isEmpty()
                ? httpStatus + ": " + message
                : String.format(Locale.ROOT, "%d %s: %s", httpStatus, status, message);
    }

    private boolean says(List<String> texts) {
        return texts.stream().anyMatch(message::contains);
    }

    private static JsonNode error(byte[] body) {
        if (body.length <= MAX_BODY) {
            try {
                JsonNode json = JSON.readTree(body);
                // A stream request is answered with an array whose first element is the error.
                return (json.isArray() ? json.path(0) : json).path("error");
            } catch (IOException e) {
                // Not JSON: a proxy's page, or a truncated body. The HTTP status is enough.
                return JSON.createObjectNode();
            }
        }
        return JSON.createObjectNode();
    }

    private static boolean isRateLimit(JsonNode error) {
        for (String list : List.of("errors", "details")) {
            for (JsonNode entry : error.path(list)) {
                if (RATE_REASONS.contains(entry.path("reason").asText())) {
                    return true;
                }
            }
        }
        return false;
    }
}
