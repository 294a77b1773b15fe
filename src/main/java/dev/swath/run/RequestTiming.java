package dev.swath.run;

/**
 * How long one request for pixels took, step by step. Seconds, unless it says otherwise.
 *
 * @param startSeconds when the request was sent, the last time if it was tried more often, counted from the start of the run
 * @param waitSeconds from the moment the tile was due to the moment a place among the requests in flight was free
 * @param fetchSeconds from sending the request to the last byte of its reply
 * @param decodeSeconds expanding the reply
 * @param encodeSeconds clipping and painting it and compressing it into blocks of the file
 * @param bytes length of the reply
 * @param tries how often it was sent
 * @param rejected how often it was answered with status 429 before
 */
public record RequestTiming(
        double startSeconds,
        double waitSeconds,
        double fetchSeconds,
        double decodeSeconds,
        double encodeSeconds,
        int bytes,
        int tries,
        int rejected)
        implements InFlight {

    @Override
    public double endSeconds() {
        return startSeconds + fetchSeconds;
    }

    @Override
    public double doneSeconds() {
        return endSeconds() + decodeSeconds + encodeSeconds;
    }

    /** The same, with the time that its pixels took. */
    public RequestTiming withSteps(double decode, double encode) {
        return new RequestTiming(startSeconds, waitSeconds, fetchSeconds, decode, encode, bytes, tries, rejected);
    }
}
