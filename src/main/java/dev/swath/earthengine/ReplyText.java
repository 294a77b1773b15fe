package dev.swath.earthengine;

/** Text that came from outside, made fit for a message. */
final class ReplyText {

    private ReplyText() {}

    /** One line without control characters, at most so many characters long. */
    static String line(String text, int limit) {
        // A cut before the replacement keeps the work small whatever was sent.
        String head = text.length() > 4 * limit ? text.substring(0, 4 * limit) : text;
        String line = head.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
        return line.length() > limit ? line.substring(0, limit) + "…" : line;
    }
}
