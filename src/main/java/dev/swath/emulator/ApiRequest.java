package dev.swath.emulator;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.swath.earthengine.EarthEngineLimits;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
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

    /** Reads a complete request. */
    static ApiRequest read(HttpExchange exchange) throws IOException {
        byte[] body = payload(exchange.getRequestBody());
        URI uri = exchange.getRequestURI();
        Headers headers = exchange.getRequestHeaders();
        String path = decode(uri.getRawPath().replace("+", "%2B"));
        Optional<String> authorization = Optional.ofNullable(headers.getFirst("Authorization"));
        String override = headers.getFirst("X-HTTP-Method-Override");
        Map<String, String> query = form(Optional.ofNullable(uri.getRawQuery()).orElse(""));
        if (override == null || !exchange.getRequestMethod().equals("POST")) {
            return new ApiRequest(exchange.getRequestMethod(), path, query, authorization, body);
        }
        // A query of a GET request that was too long for a URI.
        query.putAll(form(new String(body, StandardCharsets.UTF_8)));
        return new ApiRequest(override, path, query, authorization, new byte[0]);
    }

    /** The body as a form. */
    Map<String, String> form() {
        return form(new String(body, StandardCharsets.UTF_8));
    }

    /** A parameter of the query; an empty one counts as absent. */
    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
    }

    private static byte[] payload(InputStream stream) throws IOException {
        byte[] body = stream.readNBytes(EarthEngineLimits.MAX_PAYLOAD_BYTES + 1);
        if (body.length > EarthEngineLimits.MAX_PAYLOAD_BYTES) {
            throw ApiException.invalid(
                    "Request payload size exceeds the limit: %d bytes.", EarthEngineLimits.MAX_PAYLOAD_BYTES);
        }
        return body;
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
