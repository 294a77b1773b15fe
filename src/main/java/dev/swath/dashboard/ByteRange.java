package dev.swath.dashboard;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a file.
 *
 * @param first position of its first byte, from 0
 * @param length how many bytes it has, at least 1
 */
record ByteRange(long first, long length) {

    /** A single range, in the form of RFC 9110, section 14.1.2. */
    private static final Pattern SINGLE = Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

    /** Thrown if a file has none of the bytes that are asked for. */
    static final class Unsatisfiable extends Exception {
        private static final long serialVersionUID = 1;
    }

    /**
     * The part that a header {@code Range} asks for; empty for the whole file, which also answers what is not understood and several
     * ranges at once.
     *
     * @param header value of the header
     * @param size of the file in bytes
     * @throws Unsatisfiable if the range begins behind the end of the file
     */
    static Optional<ByteRange> of(String header, long size) throws Unsatisfiable {
        Matcher range = SINGLE.matcher(header);
        if (!range.matches() || range.group(1).isEmpty() && range.group(2).isEmpty()) {
            return Optional.empty();
        }
        if (range.group(1).isEmpty()) {
            long last = Math.min(size, Long.parseLong(range.group(2)));
            return satisfiable(size - last, last);
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(range.group(2)));
        if (!range.group(2).isEmpty() && Long.parseLong(range.group(2)) < first) {
            return Optional.empty();
        }
        return satisfiable(first, last - first + 1);
    }

    private static Optional<ByteRange> satisfiable(long first, long length) throws Unsatisfiable {
        if (length < 1) {
            throw new Unsatisfiable();
        }
        return Optional.of(new ByteRange(first, length));
    }

    /** As the header {@code Content-Range} says it. */
    String of(long size) {
        return "bytes " + first + "-" + (first + length - 1) + "/" + size;
    }
}
