package dev.swath.flow.listing;

import java.util.Locale;
import java.util.Optional;

/** Notices a service that would keep a run listing until its limit: pages in a circle, or empty ones each with a token for another. */
final class EndlessPages {

    /** Pages in a row without a new image after which a listing is given up. */
    private static final int MOST_EMPTY = 200;

    private final TokenCircle tokens = new TokenCircle();
    private int empty;

    /**
     * Why a listing should not go on.
     *
     * @param token of the next page
     * @param isEmpty whether the page before it has no new image
     */
    Optional<String> reason(String token, boolean isEmpty) {
        empty = isEmpty ? empty + 1 : 0;
        if (tokens.repeats(token)) {
            return Optional.of("the service names a page as the next one that was there before");
        }
        return Optional.of(empty).filter(pages -> pages == MOST_EMPTY).map(EndlessPages::tooMany);
    }

    private static String tooMany(int pages) {
        return String.format(
                Locale.ROOT,
                "the service has sent %d pages in a row without a new image, and still names a next one; shorten the time"
                        + " between swath.start and swath.end, or try again later",
                pages);
    }
}
