package dev.swath.run;

/**
 * How long one request for pixels took, step by step. Seconds, unless noted.
 *
 * @param startSeconds when the request was sent (the last attempt if there were several), counted from the start of the
 *     run
 * @param waitSeconds from the moment the tile was due to the moment a slot for a request was free
 * @param fetchSeconds from sending the request to the last byte of its reply
 * @param decodeSeconds expanding the reply
 * @param encodeSeconds clipping and painting it and compressing it into blocks of the file
 * @param bytes length of the reply
 * @param tries number of attempts
 * @param rejected number of earlier attempts answered with status 429
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

    /** The same request, with the time that its pixels took. */
    public RequestTiming withSteps(double decode, double encode) {
        return new RequestTiming(startSeconds, waitSeconds, fetchSeconds, decode, encode, bytes, tries, rejected);
    }
}
