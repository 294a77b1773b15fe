package dev.swath.earthengine;

import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request for one page of a listing, or for one image.
 *
 * @param method {@code GET}, or {@code POST} if the query is too long for a URI
 * @param path path below the service's URL, without a leading slash
 * @param query percent-encoded query; empty with POST
 * @param body the same query as a form; empty with GET
 * @param headers headers that go with the body; empty with GET
 */
public record ListRequest(
        String method, String path, Optional<String> query, Optional<String> body, Map<String, String> headers) {

    public ListRequest {
        headers = Map.copyOf(headers);
    }

    static ListRequest get(String path, String query) {
        return new ListRequest("GET", path, Optional.of(query), Optional.empty(), Map.of());
    }

    /** The request for one image by its id. */
    public static ListRequest image(String id) {
        return new ListRequest("GET", "v1/" + AssetName.of(id).name(), Optional.empty(), Optional.empty(), Map.of());
    }

    /** Whether the reply is a page of a listing; otherwise it is one image. */
    public boolean isForPage() {
        return path.endsWith(":listAssets");
    }

    /**
     * The form in which Google's clients send a query of any length: the server reads it as if it were the URI's query.
     */
    static ListRequest post(String path, String query) {
        return new ListRequest(
                "POST",
                path,
                Optional.empty(),
                Optional.of(query),
                Map.of("X-HTTP-Method-Override", "GET", "Content-Type", "application/x-www-form-urlencoded"));
    }
}
