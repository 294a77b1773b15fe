package dev.swath.emulator;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;

/**
 * The place in a listing where the next page begins: behind an image. It holds all that is needed to go on, so the server
 * keeps nothing between pages.
 *
 * @param start of the last image seen
 * @param index of the last image seen
 * @param listing tells listings apart: a token of one serves no other
 */
record PageToken(Instant start, String index, int listing) {

    private static final int PARTS = 4;

    /** The token as clients get it. */
    String encode() {
        String text =
                String.format(Locale.ROOT, "%08x|%d|%d|%s", listing, start.getEpochSecond(), start.getNano(), index);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads a token of a listing. */
    static PageToken decode(String token, int listing) {
        try {
            String[] parts =
                    new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split("\\|", PARTS);
            if (parts.length == PARTS && Integer.parseUnsignedInt(parts[0], 16) == listing) {
                Instant start = Instant.ofEpochSecond(Long.parseLong(parts[1]), Long.parseLong(parts[2]));
                return new PageToken(start, parts[3], listing);
            }
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw invalid();
        }
        throw invalid();
    }

    /** Whether an image comes no later than the one this token stands for. */
    boolean isPast(Scene scene) {
        int order = scene.start().compareTo(start);
        return order < 0 || order == 0 && scene.index().compareTo(index) <= 0;
    }

    private static ApiException invalid() {
        return ApiException.invalid("Invalid page token: it belongs to another listing or is damaged.");
    }
}
