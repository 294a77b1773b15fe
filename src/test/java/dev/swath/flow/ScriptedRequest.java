package dev.swath.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as {@link ScriptedEarthEngine} saw it.
 *
 * @param method HTTP method
 * @param path without the leading slash
 * @param query decoded
 * @param headers names in small letters, first value of each
 * @param body as text
 * @param attempt number of this request for the same thing, from 1
 * @param nanos when it arrived
 */
public record ScriptedRequest(
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        String body,
        int attempt,
        long nanos) {

    static ScriptedRequest of(HttpExchange exchange, String body, int attempt) {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return new ScriptedRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath().substring(1),
                fields(Optional.ofNullable(exchange.getRequestURI().getRawQuery())
                        .orElse("")),
                headers,
                body,
                attempt,
                System.nanoTime());
    }

    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String field : text.split("&")) {
            String[] parts = field.split("=", 2);
            if (parts.length == 2) {
                fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return fields;
    }

    /** Whether it requests pixels. */
    public boolean asksForPixels() {
        return path.endsWith(":getPixels");
    }

    /** Whether it requests one image by its id. */
    public boolean asksForImage() {
        return method.equals("GET") && path.matches("v1/projects/[^/]+/assets/[^:]+");
    }

    /** Last part of the id of the requested image. */
    public String image() {
        return path.substring(path.lastIndexOf('/') + 1).replace(":getPixels", "");
    }

    /** The number of the requested page, from 0. */
    public int page() {
        return query.containsKey("pageToken")
                ? Integer.parseInt(query.get("pageToken").replace("page-", ""))
                : 0;
    }

    /** The body as JSON. */
    public JsonNode json() {
        try {
            return new ObjectMapper().readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
