package dev.swath.message;

import java.util.Optional;

/**
 * Which image of which run a message is about. The document says so once more in this form, and the message beside its document, so that
 * the image is still known where a part of the message was altered on its way.
 *
 * @param run id of the run
 * @param image Earth Engine id of the image
 */
public record TaskIdentity(String run, String image) {

    /** The header of a message that says it beside the document; brokers keep it. */
    public static final String HEADER = "JMSCorrelationID";

    private static final int LONGEST = 1000;

    /** Reads what {@link #text} has written; empty if it is anything else. The id of a run has no slash. */
    public static Optional<TaskIdentity> read(String text) {
        int slash = text.indexOf('/');
        return slash > 0 && slash < text.length() - 1 && text.length() <= LONGEST
                ? Optional.of(new TaskIdentity(text.substring(0, slash), text.substring(slash + 1)))
                : Optional.empty();
    }

    /**
     * Requires that a document is about the same.
     *
     * @param read what the document is about
     * @throws UnreadableMessageException if it is about something else
     */
    public void require(TaskIdentity read) {
        if (!equals(read)) {
            throw new UnreadableMessageException("the message can't be used: " + differsFrom(read), run, image, null);
        }
    }

    String differsFrom(TaskIdentity read) {
        return "it was altered on the way: it was sent about " + text() + ", and is about " + read.text();
    }

    /** Run and image in one text. */
    public String text() {
        return run + "/" + image;
    }
}
