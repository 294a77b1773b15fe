package dev.swath.earthengine;

import java.io.IOException;
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
 * @param listing what is listed; empty if one image is requested
 */
public record ListRequest(
        String method,
        String path,
        Optional<String> query,
        Optional<String> body,
        Map<String, String> headers,
        Optional<AssetListing> listing) {

    private static final String VERSION = "v1/";

    public ListRequest {
        headers = Map.copyOf(headers);
    }

    static ListRequest get(AssetListing listing, String query) {
        return new ListRequest(
                "GET", listing.path(), Optional.of(query), Optional.empty(), Map.of(), Optional.of(listing));
    }

    /** The request for one image by its id. */
    public static ListRequest image(String id) {
        return new ListRequest(
                "GET",
                VERSION + AssetName.of(id).name(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty());
    }

    /**
     * Reads the reply and compares it with the request.
     *
     * @param reply the body
     * @return the page; for an image requested by its id, a page with only this image, malformed if it is an asset of another type
     * @throws MalformedReplyException if it is not such a reply, or is about other images
     */
    public AssetPage read(byte[] reply) throws IOException {
        if (listing.isEmpty()) {
            AssetPage page = AssetPage.parseImage(reply);
            String found = page.images().isEmpty()
                    ? page.malformed().get(0).name()
                    : page.images().get(0).name();
            if (!found.equals(path.substring(VERSION.length()))) {
                throw new MalformedReplyException(
                        "the reply is about " + found + "; " + path.substring(VERSION.length()) + " was requested");
            }
            return page;
        }
        AssetPage page = AssetPage.parse(reply);
        for (ImageAsset image : page.images()) {
            listing.get().require(image);
        }
        return page;
    }

    /** How Google's clients send a query of any length: the server reads the form as if it were the URI's query. */
    static ListRequest post(AssetListing listing, String query) {
        return new ListRequest(
                "POST",
                listing.path(),
                Optional.empty(),
                Optional.of(query),
                Map.of("X-HTTP-Method-Override", "GET", "Content-Type", "application/x-www-form-urlencoded"),
                Optional.of(listing));
    }
}
