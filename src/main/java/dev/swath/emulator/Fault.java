package dev.swath.emulator;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The faults that the emulator can inject into a reply.
 *
 * <p>No fault sends a TCP reset. Instead, the connection is closed at the wrong moment, which HTTP clients report as the
 * same kind of failure.
 */
public enum Fault {
    /** Status 429 without {@code Retry-After}. */
    TOO_MANY_REQUESTS("429"),
    /** Status 429 with {@code Retry-After: 1}. */
    TOO_MANY_REQUESTS_RETRY_AFTER("429-retry-after"),
    /** Status 429 with {@code Retry-After} as a date, one to two seconds away. */
    TOO_MANY_REQUESTS_RETRY_AFTER_DATE("429-retry-after-date"),
    /** Status 500. */
    INTERNAL_ERROR("500"),
    /** Status 503. */
    UNAVAILABLE("503"),
    /** Status 401. */
    UNAUTHENTICATED("401"),
    /** Status 403. */
    PERMISSION_DENIED("403"),
    /** Status 404. */
    NOT_FOUND("404"),
    /** Status 400, {@code User memory limit exceeded.} */
    MEMORY("memory"),
    /** Status 400, {@code Total request size (… bytes) must be less than or equal to … bytes.} */
    SIZE("size"),
    /** Status 400, {@code Computation timed out.} */
    TIMEOUT("timeout"),
    /** The connection is closed before a byte of the reply: no status line, no headers. */
    RESET_BEFORE_BODY("reset-before-body"),
    /** The connection is closed after half of a body of unstated length: chunked, without the last chunk. */
    RESET_MID_BODY("reset-mid-body"),
    /** The connection is closed after half of the body; {@code Content-Length} promises all of it. */
    TRUNCATE("truncate"),
    /** Half of the body, with a matching {@code Content-Length}. */
    TRUNCATE_MATCHING("truncate-matching"),
    /** Correct headers, then the correct body at one byte a second. */
    DRIP("drip"),
    /** Status 500, its body at one byte a second. */
    DRIP_ERROR("drip-error"),
    /** The request is accepted and never answered. */
    HANG("hang"),
    /** Status 200 with an HTML page. */
    HTML("html"),
    /** Status 200 with a JSON error. */
    JSON_ERROR("json-error"),
    /** The correct body in gzip, whether or not that was requested. */
    GZIP("gzip"),
    /** The correct body with a {@code Content-Encoding} that it does not have. */
    WRONG_ENCODING("wrong-encoding"),
    /** Status 200 with a gzip body that expands to gigabytes. */
    GZIP_BOMB("gzip-bomb"),
    /** Status 200 with a chunked body that goes on as long as the client reads. */
    ENDLESS("endless"),
    /** Status 500 with a chunked body that goes on as long as the client reads. */
    ENDLESS_ERROR("endless-error"),
    /** A {@code Content-Length} of a tebibyte and half of the body, then the connection is closed. */
    HUGE_LENGTH("huge-length"),
    /** Flipped bits in the pixel data of a GeoTIFF. Its tags are intact. */
    CORRUPT("corrupt"),
    /** A GeoTIFF whose tags declare far more pixels than the file can hold. */
    HUGE_TIFF("huge-tiff"),
    /** A GeoTIFF of the right size with a block that expands to megabytes. */
    DEFLATE_BOMB("deflate-bomb"),
    /** A valid GeoTIFF with one row too few, or one too many if there is only one. */
    WRONG_SIZE("wrong-size"),
    /** A valid GeoTIFF with one band too few, or one too many if there is only one. */
    WRONG_BANDS("wrong-bands"),
    /** A valid GeoTIFF whose georeference is that of the pixels one column further east. */
    ELSEWHERE("elsewhere"),
    /** A valid GeoTIFF that names another reference system than the one asked for. */
    WRONG_CRS("wrong-crs"),
    /** A valid GeoTIFF that says that its bands are others. */
    OTHER_BANDS("other-bands"),
    /** A valid GeoTIFF without a georeference. */
    NO_GEOREFERENCE("no-georeference"),
    /** The good GeoTIFF, called a picture by its content type. */
    WRONG_CONTENT_TYPE("wrong-content-type"),
    /** A listing whose images are of another collection than the one asked for. */
    OTHER_COLLECTION("other-collection");

    private static final Set<Fault> SPOIL_A_TIFF = EnumSet.of(
            CORRUPT,
            HUGE_TIFF,
            DEFLATE_BOMB,
            WRONG_SIZE,
            WRONG_BANDS,
            ELSEWHERE,
            WRONG_CRS,
            OTHER_BANDS,
            NO_GEOREFERENCE,
            WRONG_CONTENT_TYPE);

    private final String id;

    Fault(String id) {
        this.id = id;
    }

    /** Its name in the text of a plan. */
    public String id() {
        return id;
    }

    /** Whether it applies to replies of this kind: faults of GeoTIFFs do not apply to listings, and vice versa. */
    public boolean appliesTo(FaultScope scope) {
        return scope == FaultScope.PIXELS ? this != OTHER_COLLECTION : !SPOIL_A_TIFF.contains(this);
    }

    /** The fault with this name. */
    static Optional<Fault> of(String id) {
        return Arrays.stream(values()).filter(fault -> fault.id.equals(id)).findFirst();
    }
}
