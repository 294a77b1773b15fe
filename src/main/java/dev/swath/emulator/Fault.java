package dev.swath.emulator;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What can go wrong with an answer of the emulator.
 *
 * <p>The JDK's HTTP server gives no hold on its sockets, so no fault sends a TCP reset. What a client sees instead is an
 * orderly end of the connection at the wrong moment, which HTTP clients report as the same kind of failure.
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
    /** The connection ends without a byte of an answer: no status line, no headers. */
    RESET_BEFORE_BODY("reset-before-body"),
    /** The connection ends after half of a body of unsaid length: chunked, without the last chunk. */
    RESET_MID_BODY("reset-mid-body"),
    /** The connection ends after half of the body; {@code Content-Length} promises all of it. */
    TRUNCATE("truncate"),
    /** Half of the body, with a {@code Content-Length} that agrees. */
    TRUNCATE_MATCHING("truncate-matching"),
    /** Good headers, then the good body at one byte a second. */
    DRIP("drip"),
    /** Status 500, its body at one byte a second. */
    DRIP_ERROR("drip-error"),
    /** The request is taken and never answered. */
    HANG("hang"),
    /** Status 200 with a page of HTML. */
    HTML("html"),
    /** Status 200 with the JSON of an error. */
    JSON_ERROR("json-error"),
    /** The good body in gzip, whether or not that was asked for. */
    GZIP("gzip"),
    /** The good body under a {@code Content-Encoding} that it does not have. */
    WRONG_ENCODING("wrong-encoding"),
    /** Status 200 with a body in gzip that expands to gigabytes. */
    GZIP_BOMB("gzip-bomb"),
    /** Status 200 with a chunked body that goes on as long as the client reads. */
    ENDLESS("endless"),
    /** Status 500 with a chunked body that goes on as long as the client reads. */
    ENDLESS_ERROR("endless-error"),
    /** A {@code Content-Length} of a tebibyte, half of the body, then the end of the connection. */
    HUGE_LENGTH("huge-length"),
    /** Flipped bits in the pixel data of a GeoTIFF. Its tags stay whole. */
    CORRUPT("corrupt"),
    /** A GeoTIFF whose tags declare far more pixels than the file can hold. */
    HUGE_TIFF("huge-tiff"),
    /** A GeoTIFF of the right size, one of whose blocks expands to megabytes. */
    DEFLATE_BOMB("deflate-bomb"),
    /** A valid GeoTIFF with one row too few, or too many where there is only one. */
    WRONG_SIZE("wrong-size"),
    /** A valid GeoTIFF with one band too few, or too many where there is only one. */
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

    /** Whether it can befall answers of this kind: what spoils a GeoTIFF befalls no listing, and the other way round. */
    public boolean befalls(FaultScope scope) {
        return scope == FaultScope.PIXELS ? this != OTHER_COLLECTION : !SPOIL_A_TIFF.contains(this);
    }

    /** The fault of a name. */
    static Optional<Fault> of(String id) {
        return Arrays.stream(values()).filter(fault -> fault.id.equals(id)).findFirst();
    }
}
