package dev.swath.earthengine;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Which images of a collection are wanted: the parameters of v1's {@code listAssets}.
 *
 * @param collection id or name of an image collection, such as {@code COPERNICUS/S2_SR_HARMONIZED}
 * @param geoJson the area as a GeoJSON geometry; images whose footprint intersects it are listed; empty for any place
 * @param start first instant, inclusive
 * @param end last instant, exclusive
 * @param userFilter a further filter on properties as {@link PropertyFilter} reads it; empty for none
 * @param pageSize most images on a page, 1 to {@link EarthEngineLimits#MAX_PAGE_SIZE}
 */
public record AssetListing(
        String collection,
        Optional<String> geoJson,
        Instant start,
        Instant end,
        Optional<String> userFilter,
        int pageSize) {

    /** Before and after anything that was acquired. */
    private static final Instant BEGINNING = Instant.parse("1900-01-01T00:00:00Z");

    private static final String AND = " AND ";
    /** How a service points into a filter. */
    private static final Pattern POSITION = Pattern.compile("position (\\d{1,6})(?!\\d)");

    private static final Instant END = Instant.parse("2200-01-01T00:00:00Z");

    /** Throws an IllegalArgumentException if a value can't be requested. */
    public AssetListing {
        AssetName.of(collection);
        userFilter.ifPresent(PropertyFilter::new);
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("the time from " + start + " to " + end + " is empty");
        }
        if (pageSize < 1 || pageSize > EarthEngineLimits.MAX_PAGE_SIZE) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "a page of %d images; 1 to %d", pageSize, EarthEngineLimits.MAX_PAGE_SIZE));
        }
    }

    /** The same without the user's filter. */
    public AssetListing withoutFilter() {
        return new AssetListing(collection, geoJson, start, end, Optional.empty(), pageSize);
    }

    /** The same without the time window. */
    public AssetListing atAnyTime() {
        return new AssetListing(collection, geoJson, BEGINNING, END, userFilter, pageSize);
    }

    /** The same without the area. */
    public AssetListing anywhere() {
        return new AssetListing(collection, Optional.empty(), start, end, userFilter, pageSize);
    }

    /** Path below the service's URL, without a leading slash. */
    public String path() {
        return "v1/" + AssetName.of(collection).name() + ":listAssets";
    }

    /**
     * The filter: time, area and the user's own. Its fields and the single quotes within {@code intersects} are those
     * of Google's Python client, which compares the end of the window with {@code endTime} too.
     */
    public String filter() {
        return ownFilter()
                + userFilter
                        .map(text -> AND + new PropertyFilter(text).conjunct())
                        .orElse("");
    }

    private String ownFilter() {
        String time = String.format(Locale.ROOT, "startTime >= \"%s\" AND endTime < \"%s\"", start, end);
        return time
                + geoJson.map(area -> AND + "intersects(\"" + area.replace('"', '\'') + "\")")
                        .orElse("");
    }

    /**
     * What the service says about the filter as a whole, about the user's own: a position in the whole filter becomes the column
     * of the user's text.
     */
    public String aboutUserFilter(String message) {
        return userFilter
                .map(text -> POSITION.matcher(message).replaceAll(position -> column(text, position)
                        .map(column -> "column " + column + " of swath.filter")
                        .orElse(position.group())))
                .orElse(message);
    }

    private Optional<Integer> column(String text, MatchResult position) {
        OptionalInt column = new PropertyFilter(text)
                .column(Integer.parseInt(position.group(1)) - ownFilter().length() - AND.length());
        return column.isPresent() ? Optional.of(column.getAsInt()) : Optional.empty();
    }

    /** The query of one page, percent-encoded. */
    public String query(Optional<String> pageToken) {
        String query = "pageSize=" + pageSize + "&filter=" + encode(filter());
        return pageToken.map(token -> query + "&pageToken=" + encode(token)).orElse(query);
    }

    /**
     * The request for one page: a GET, or a POST with the same form where the URI of a GET would be too long.
     *
     * @param service the service's URL, which counts towards the length of the URI
     * @param pageToken empty for the first page
     */
    public ListRequest request(URI service, Optional<String> pageToken) {
        String query = query(pageToken);
        int length = service.toString().length() + 1 + path().length() + 1 + query.length();
        if (length <= EarthEngineLimits.MAX_URI_LENGTH) {
            return ListRequest.get(this, query);
        }
        if (query.length() > EarthEngineLimits.MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "the outline of the area takes %d bytes; the service reads at most %d",
                    query.length(),
                    EarthEngineLimits.MAX_PAYLOAD_BYTES));
        }
        return ListRequest.post(this, query);
    }

    /**
     * Compares an image of the reply with the request.
     *
     * @throws MalformedReplyException if it is of another collection, or was acquired at another time
     */
    void require(ImageAsset image) throws MalformedReplyException {
        String parent = AssetName.of(collection).name() + "/";
        if (!image.name().startsWith(parent)) {
            throw new MalformedReplyException(
                    "the listing holds " + image.name() + "; images of " + collection + " were requested");
        }
        if (image.start().isBefore(start) || !image.start().isBefore(end)) {
            throw new MalformedReplyException("the listing holds " + image.name() + ", acquired at " + image.start()
                    + "; images from " + start + " to " + end + " were requested");
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
