package dev.swath.earthengine;

/** Makes text from outside fit for a message. */
final class ReplyText {

    private ReplyText() {}

    /** One line without control characters, shortened to a limit. */
    static String line(String text, int limit) {
        // Cutting before replacing limits the work, however long the text is.
        String head = text.length() > 4 * limit ? text.substring(0, 4 * limit) : text;
        String line = head.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
        return line.length() > limit ? line.substring(0, limit) + "…" : line;
    }
}
