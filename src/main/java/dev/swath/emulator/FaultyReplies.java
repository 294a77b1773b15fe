package dev.swath.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.earthengine.EarthEngineLimits;
import dev.swath.earthengine.ServiceAssumptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** Applies the faults that affect a reply's status, headers or body. */
final class FaultyReplies {

    private static final String HTML = "<!DOCTYPE html>\n<html><head><title>Error</title></head><body><h1>Error</h1>"
            + "<p>The server is temporarily unable to service your request.</p></body></html>\n";
    private static final Reply NOTHING = new Reply(0, "", new byte[0]);
    /** The size in a message that was observed. */
    private static final long TOO_LARGE = 56_623_104;

    private static final String RETRY_AFTER = "Retry-After";
    private static final String CONTENT_ENCODING = "Content-Encoding";
    /** An HTTP date (RFC 9110). Unlike Java's own format, it has a two-digit day. */
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private FaultyReplies() {}

    /** The reply of a fault that replaces the correct one; empty for a fault that modifies it. */
    static Optional<Reply> instead(Fault fault, ApiRequest request) {
        return switch (fault) {
            case TOO_MANY_REQUESTS -> error(ApiException.tooManyRequests());
            case TOO_MANY_REQUESTS_RETRY_AFTER ->
                error(ApiException.tooManyRequests()).map(reply -> reply.withHeader(RETRY_AFTER, "1"));
            case TOO_MANY_REQUESTS_RETRY_AFTER_DATE ->
                error(ApiException.tooManyRequests()).map(reply -> reply.withHeader(RETRY_AFTER, soon()));
            case INTERNAL_ERROR, DRIP_ERROR, ENDLESS_ERROR -> error(ApiException.internal());
            case UNAVAILABLE -> error(ApiException.unavailable());
            case UNAUTHENTICATED ->
                error(ApiException.unauthenticated("Request had invalid authentication credentials."));
            case PERMISSION_DENIED -> error(ApiException.permissionDenied(asset(request)));
            case NOT_FOUND -> error(ApiException.assetNotFound(asset(request)));
            case MEMORY -> error(ApiException.invalid("User memory limit exceeded."));
            case SIZE ->
                error(ApiException.invalid(
                        "Total request size (%d bytes) must be less than or equal to %d bytes.",
                        TOO_LARGE, EarthEngineLimits.MAX_REQUEST_BYTES));
            case TIMEOUT -> error(ApiException.invalid("Computation timed out."));
            case HTML -> Optional.of(new Reply(200, "text/html; charset=UTF-8", HTML.getBytes(StandardCharsets.UTF_8)));
            case JSON_ERROR -> Optional.of(Reply.json(errorBody()));
            case RESET_BEFORE_BODY, HANG -> Optional.of(NOTHING);
            default -> Optional.empty();
        };
    }

    /** A correct reply, modified; unchanged for a fault that only affects delivery. */
    static Reply spoiled(Reply good, FaultSchedule.Hit hit) {
        return switch (hit.fault()) {
            case TRUNCATE_MATCHING -> good.withBody(Arrays.copyOf(good.body(), good.body().length / 2));
            case GZIP -> good.withBody(gzip(good.body())).withHeader(CONTENT_ENCODING, "gzip");
            case GZIP_BOMB -> good.withHeader(CONTENT_ENCODING, "gzip");
            case WRONG_ENCODING -> good.withHeader(CONTENT_ENCODING, "br");
            case HUGE_TIFF -> good.withBody(DamagedTiff.huge(good.body(), hit.seed()));
            case DEFLATE_BOMB -> good.withBody(DamagedTiff.deflateBomb(good.body()));
            case CORRUPT -> good.withBody(DamagedTiff.corrupt(good.body(), hit.seed()));
            case WRONG_SIZE -> good.withBody(DamagedTiff.wrongSize(good.body()));
            case WRONG_BANDS -> good.withBody(DamagedTiff.wrongBands(good.body()));
            case ELSEWHERE -> good.withBody(DamagedTiff.elsewhere(good.body()));
            case WRONG_CRS -> good.withBody(DamagedTiff.wrongReferenceSystem(good.body()));
            case OTHER_BANDS -> good.withBody(DamagedTiff.otherBands(good.body()));
            case NO_GEOREFERENCE -> good.withBody(DamagedTiff.withoutGeoreference(good.body()));
            case WRONG_CONTENT_TYPE ->
                new Reply(good.status(), ServiceAssumptions.PNG_CONTENT_TYPE, good.body(), good.headers());
            case OTHER_COLLECTION -> good.withBody(otherCollection(good.body()));
            default -> good;
        };
    }

    /** The same listing, of a collection that was not asked for. */
    private static byte[] otherCollection(byte[] listing) {
        String text = new String(listing, StandardCharsets.UTF_8);
        return text.replaceAll("(\"(?:name|id)\": ?\"(?:[^\"]*/)?)([^/\"]+/[^/\"]+\")", "$1OTHER_$2")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Two seconds from now, less the fraction that an HTTP date can't express. */
    private static String soon() {
        return HTTP_DATE.format(Instant.now().plusSeconds(2));
    }

    private static byte[] gzip(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Optional<Reply> error(ApiException error) {
        return Optional.of(Reply.error(error));
    }

    private static ObjectNode errorBody() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("error")
                .put("code", 500)
                .put("message", "An internal error has occurred")
                .put("status", "INTERNAL");
        return body;
    }

    /** The asset of a request: its path without version and verb. */
    private static String asset(ApiRequest request) {
        return request.path().replaceFirst("^/v[^/]*/", "").replaceFirst(":[^:/]*$", "");
    }
}
