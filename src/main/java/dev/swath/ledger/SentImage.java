package dev.swath.ledger;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * An image that a run has sent to the workers.
 *
 * @param image Earth Engine id
 * @param acquired start of the acquisition
 * @param state how far it is
 * @param outcome the document that came back; empty if none did
 * @param earlier the document that came back before the image was sent again; empty if it was sent once
 */
public record SentImage(
        String image, Instant acquired, State state, Optional<String> outcome, Optional<String> earlier) {

    /** How far an image is. */
    public enum State {
        /** It may be in the queue. */
        SENDING,
        /** It is in the queue, or a worker has it. */
        SENT,
        /** Its outcome came back. */
        RETURNED;

        static State of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }
}
