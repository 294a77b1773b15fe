package dev.swath.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The parameters of a listing.
 *
 * @param filter which images
 * @param pageSize most images on the page
 * @param after where the page begins; empty for the first page
 * @param basic whether only type, name and id are wanted
 * @param listing identifies the listing, whatever the page
 */
record ListQuery(FilterExpression filter, int pageSize, Optional<PageToken> after, boolean basic, int listing) {

    private static final int MOST_FULL = 1000;
    private static final int MOST_BASIC = 10_000;
    private static final Set<String> OF_ALL = Set.of("pageSize", "pageToken", "filter", "view");
    private static final Set<String> OF_IMAGES = Set.of("region", "startTime", "endTime");
    private static final Set<String> GENERIC = Set.of(
            "alt",
            "fields",
            "key",
            "prettyPrint",
            "quotaUser",
            "$.xgafv",
            "access_token",
            "oauth_token",
            "callback",
            "uploadType",
            "upload_protocol");

    /**
     * Reads the query of a request.
     *
     * @param images whether it is {@code listImages}, which has separate parameters for area and time
     */
    static ListQuery parse(ApiRequest request, boolean images) {
        checkNames(request, images);
        boolean basic =
                switch (request.parameter("view").orElse("FULL")) {
                    case "FULL", "EARTH_ENGINE_ASSET_VIEW_UNSPECIFIED" -> false;
                    case "BASIC" -> true;
                    default ->
                        throw ApiException.invalidValue(
                                "view",
                                "type.googleapis.com/google.earthengine.v1.EarthEngineAssetView",
                                '"' + request.query().get("view") + '"');
                };
        int listing = fingerprint(request);
        return new ListQuery(
                filter(request, images),
                pageSize(request, basic ? MOST_BASIC : MOST_FULL),
                request.parameter("pageToken").map(token -> PageToken.decode(token, listing)),
                basic,
                listing);
    }

    private static void checkNames(ApiRequest request, boolean images) {
        for (String name : request.query().keySet()) {
            if (!OF_ALL.contains(name) && !GENERIC.contains(name) && !(images && OF_IMAGES.contains(name))) {
                throw ApiException.invalid(
                        "Invalid JSON payload received. Unknown name \"%s\": Cannot bind query parameter. Field '%s'"
                                + " could not be found in request message.",
                        name, name);
            }
        }
    }

    private static FilterExpression filter(ApiRequest request, boolean images) {
        List<FilterExpression> parts = new ArrayList<>();
        if (images) {
            request.parameter("startTime")
                    .ifPresent(time -> parts.add(Comparison.start(Comparison.Operator.AT_LEAST, time)));
            request.parameter("endTime").ifPresent(time -> parts.add(Comparison.start(Comparison.Operator.LESS, time)));
            request.parameter("region")
                    .ifPresent(region -> parts.add(new FilterExpression.Intersects(Area.parse(region))));
        }
        request.parameter("filter").map(FilterParser::parse).ifPresent(parts::add);
        return new FilterExpression.And(parts);
    }

    private static int pageSize(ApiRequest request, int most) {
        String text = request.parameter("pageSize").orElse("0");
        try {
            int size = Integer.parseInt(text);
            if (size < 0) {
                throw ApiException.invalid("Page size must not be negative.");
            }
            return size == 0 ? most : Math.min(size, most);
        } catch (NumberFormatException e) {
            throw ApiException.invalidValue("page_size", "TYPE_INT32", '"' + text + '"');
        }
    }

    private static int fingerprint(ApiRequest request) {
        Map<String, String> relevant = new TreeMap<>(request.query());
        relevant.keySet().retainAll(Set.of("filter", "region", "startTime", "endTime"));
        return 31 * request.path().hashCode() + relevant.hashCode();
    }
}
