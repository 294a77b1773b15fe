package dev.swath.run;

/**
 * How long one request for pixels took, step by step. All numbers are seconds.
 *
 * @param startSeconds when the request was sent, counted from the start of the run
 * @param waitSeconds from the moment the tile was due to the moment a place among the requests in flight was free
 * @param fetchSeconds from sending the request to the last byte of its reply
 * @param decodeSeconds expanding the reply
 * @param encodeSeconds clipping and painting it and compressing it into blocks of the file
 */
public record RequestTiming(
        double startSeconds, double waitSeconds, double fetchSeconds, double decodeSeconds, double encodeSeconds) {

    /** When the last byte of the reply had arrived, in seconds from the start of the run. */
    public double endSeconds() {
        return startSeconds + fetchSeconds;
    }
}
