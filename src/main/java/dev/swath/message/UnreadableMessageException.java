package dev.swath.message;

import java.util.Optional;

/** A message that is not a document this version can read. Another attempt would end likewise. */
public final class UnreadableMessageException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final String run;
    private final String image;

    /**
     * Says what is wrong.
     *
     * @param run the run that it names; empty if it names none
     * @param image the id of the image that it names; empty if it names none
     */
    UnreadableMessageException(String message, String run, String image, Exception cause) {
        super(message, cause);
        this.run = run;
        this.image = image;
    }

    /** The id of the run that the message is of, where that much can be read. */
    public Optional<String> run() {
        return Optional.of(run).filter(id -> !id.isEmpty());
    }

    /** The id of the image that the message is about, where that much can be read. */
    public Optional<String> image() {
        return Optional.of(image).filter(id -> !id.isEmpty());
    }
}
