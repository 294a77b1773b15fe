package dev.swath.emulator;

import dev.swath.earthengine.EarthEngineLimits;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request to the API.
 *
 * @param method HTTP method, or the one in {@code X-HTTP-Method-Override}
 * @param path decoded
 * @param query decoded; of several parameters with one name, the last
 * @param authorization header {@code Authorization}
 * @param body at most as long as the payload limit
 */
record ApiRequest(String method, String path, Map<String, String> query, Optional<String> authorization, byte[] body) {

    private static final String POST = "POST";

    /** Reads a request whose body has arrived; of a body that is too long, at least one byte more than the limit. */
    static ApiRequest of(HttpServerRequest request, byte[] body) {
        if (body.length > EarthEngineLimits.MAX_PAYLOAD_BYTES) {
            throw ApiException.invalid(
                    "Request payload size exceeds the limit: %d bytes.", EarthEngineLimits.MAX_PAYLOAD_BYTES);
        }
        String method = request.method().name();
        String path = decode(request.path().replace("+", "%2B"));
        Optional<String> authorization = Optional.ofNullable(request.getHeader("Authorization"));
        Optional<String> override = Optional.ofNullable(request.getHeader("X-HTTP-Method-Override"));
        Map<String, String> query = form(Optional.ofNullable(request.query()).orElse(""));
        if (override.isEmpty() || !method.equals(POST)) {
            // HEAD is answered like GET; the server leaves out the body.
            return new ApiRequest(method.equals("HEAD") ? "GET" : method, path, query, authorization, body);
        }
        // A query of a GET request that was too long for a URI.
        query.putAll(form(new String(body, StandardCharsets.UTF_8)));
        return new ApiRequest(override.get(), path, query, authorization, new byte[0]);
    }

    /** The body as a form. */
    Map<String, String> form() {
        return form(new String(body, StandardCharsets.UTF_8));
    }

    /** A parameter of the query; an empty one counts as absent. */
    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
    }

    private static Map<String, String> form(String encoded) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : encoded.strip().split("&", -1)) {
            if (!field.isEmpty()) {
                int equals = field.indexOf('=');
                String name = equals < 0 ? field : field.substring(0, equals);
                fields.put(decode(name), equals < 0 ? "" : decode(field.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid("The request holds a malformed percent-encoding.");
        }
    }
}
