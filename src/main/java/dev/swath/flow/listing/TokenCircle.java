package dev.swath.flow.listing;

/**
 * Notices tokens that go round in a circle, in constant memory: each is compared with an earlier one, which is replaced
 * after 1, 2, 4, 8… steps (Brent, 1980).
 */
final class TokenCircle {

    private String mark = "";
    private long steps;
    private long limit = 1;

    /** Whether this token, the next one of the listing, was there before. */
    boolean repeats(String token) {
        if (token.equals(mark)) {
            return true;
        }
        if (++steps == limit) {
            mark = token;
            steps = 0;
            limit *= 2;
        }
        return false;
    }
}
