package dev.swath.earthengine;

/**
 * An entry of a listing that is not an image as documented. It is set aside; the other entries remain.
 *
 * @param name the name that the entry gives, in any form, on one line; {@code unknown image} if it gives none
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
