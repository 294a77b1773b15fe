package dev.swath.run;

/**
 * How many requests of a kind were sent.
 *
 * @param requests requests sent, retries included
 * @param retries requests sent again after a failure
 * @param rejected replies with status 429
 */
public record RequestCounts(int requests, int retries, int rejected) {

    /** No requests. */
    public static final RequestCounts NONE = new RequestCounts(0, 0, 0);

    RequestCounts withRequest(boolean again) {
        return new RequestCounts(requests + 1, again ? retries + 1 : retries, rejected);
    }

    RequestCounts withRejection() {
        return new RequestCounts(requests, retries, rejected + 1);
    }
}
