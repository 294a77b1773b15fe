package dev.swath.emulator;

import java.util.Locale;

/** A request that can't be served, with the reply that Earth Engine would give. */
final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;
    private final String status;

    private ApiException(int code, String status, String message) {
        // Part of a reply, not an error that needs a stack trace.
        super(message, null, false, false);
        this.code = code;
        this.status = status;
    }

    /** 400 INVALID_ARGUMENT. */
    static ApiException invalid(String message, Object... parts) {
        return new ApiException(400, "INVALID_ARGUMENT", String.format(Locale.ROOT, message, parts));
    }

    /** A request that is rejected before it reaches the API. */
    static ApiException rejected(int code, String message) {
        return new ApiException(code, "INVALID_ARGUMENT", message);
    }

    /** Google's reply if a field of the JSON has the wrong type. */
    static ApiException invalidValue(String field, String type, Object value) {
        return invalid("Invalid value at '%s' (%s), %s", field, type, value);
    }

    /** 401 UNAUTHENTICATED. */
    static ApiException unauthenticated(String message) {
        return new ApiException(401, "UNAUTHENTICATED", message);
    }

    /** 403 PERMISSION_DENIED for an asset, with Earth Engine's message. */
    static ApiException permissionDenied(String name) {
        return new ApiException(
                403,
                "PERMISSION_DENIED",
                "Permission 'earthengine.assets.get' denied on resource '" + name + "' (or it may not exist).");
    }

    /** 404 NOT_FOUND. */
    static ApiException notFound(String message) {
        return new ApiException(404, "NOT_FOUND", message);
    }

    /** 404 for an asset, with Earth Engine's message. */
    static ApiException assetNotFound(String name) {
        return notFound("Asset '" + name + "' does not exist or doesn't allow this operation.");
    }

    /** 429 RESOURCE_EXHAUSTED, with Earth Engine's message. */
    static ApiException tooManyRequests() {
        return new ApiException(
                429,
                "RESOURCE_EXHAUSTED",
                "Too Many Requests: Request was rejected because the request rate or concurrency limit was exceeded.");
    }

    /** 500 INTERNAL, without the cause, which is logged. */
    static ApiException internal() {
        return new ApiException(500, "INTERNAL", "An internal error has occurred");
    }

    /** 404: a method of Earth Engine that this emulator does not have. Clients would repeat a request answered with 501. */
    static ApiException unimplemented(String method) {
        return notFound("The emulator does not implement " + method + ".");
    }

    /** 503 UNAVAILABLE, with Earth Engine's message. */
    static ApiException unavailable() {
        return new ApiException(503, "UNAVAILABLE", "The service is currently unavailable.");
    }

    /** HTTP status. */
    int code() {
        return code;
    }

    /** The canonical name of the status. */
    String status() {
        return status;
    }
}
