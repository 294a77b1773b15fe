package dev.swath.emulator;

import dev.swath.emulator.archive.Scene;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;

/**
 * The position in a listing at which the next page begins, after an image. It contains everything needed to continue,
 * so the server keeps nothing between pages.
 *
 * @param start of the last image seen
 * @param index of the last image seen
 * @param listing identifies the listing: a token of one is not valid for another
 */
record PageToken(Instant start, String index, int listing) {

    private static final int PARTS = 4;

    /** The token as clients receive it. */
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

    /** Whether an image comes no later than the one in this token. */
    boolean isPast(Scene scene) {
        int order = scene.start().compareTo(start);
        return order < 0 || (order == 0 && scene.index().compareTo(index) <= 0);
    }

    private static ApiException invalid() {
        return ApiException.invalid("Invalid page token: it belongs to another listing or is damaged.");
    }
}
