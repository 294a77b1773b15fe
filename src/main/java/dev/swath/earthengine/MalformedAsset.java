package dev.swath.earthengine;

/**
 * An entry of a listing that is no image as documented: it is set aside, and the others stand.
 *
 * @param name the name that it gives, whatever it is, on one line; {@code unknown image} where it gives none
 * @param cause what is wrong with it, on one line
 */
public record MalformedAsset(String name, String cause) {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_CAUSE = 300;

    public MalformedAsset {
        name = name.isBlank() ? "unknown image" : ReplyText.line(name, LONGEST_NAME);
        cause = ReplyText.line(cause, LONGEST_CAUSE);
    }
}
