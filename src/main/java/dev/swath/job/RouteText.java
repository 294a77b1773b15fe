package dev.swath.job;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The text of a route file: YAML whose size and depth are limited, because Camel's reader makes a nested call for each level.
 *
 * @param text the whole text
 * @param jobs the names of the jobs in it, in their order
 */
public record RouteText(String text, List<String> jobs) {

    /** The ending of a route file's name. */
    public static final String ENDING = ".camel.yaml";

    /** In bytes; a normal route file has a few screens of text. */
    private static final int MOST_BYTES = 1 << 20;

    /** About 25 nested steps. */
    private static final int DEEPEST = 100;

    /** Aliases can refer to text with further aliases, and so expand without limit. */
    private static final int MOST_ALIASES = 20;

    private static final String JOB = "routeId";

    /** A text that has been checked. */
    public RouteText {
        jobs = List.copyOf(jobs);
    }

    /**
     * Reads a file and checks its text.
     *
     * @throws IOException if it can't be read
     * @throws IllegalArgumentException if it is not a route file; the message says why, without the file's name
     */
    public static RouteText read(Path file) throws IOException {
        return of(text(file));
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it can't be read
     * @throws IllegalArgumentException if it is too long, not UTF-8, or has a name that the locale does not have; the
     *     message does not have the file's name
     */
    public static String text(Path file) throws IOException {
        // Camel, which finds files by their names, would not find it.
        HostPaths.unknownCharacters(file.toString()).ifPresent(fault -> {
            throw new IllegalArgumentException(fault);
        });
        byte[] bytes;
        try (InputStream content = Files.newInputStream(file)) {
            bytes = content.readNBytes(MOST_BYTES + 1);
        }
        if (bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException("has more than 1 MiB, which is too long for a route file");
        }
        return decoded(bytes);
    }

    private static String decoded(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("is not UTF-8; save it in that encoding", e);
        }
    }

    /**
     * Checks a text.
     *
     * @throws IllegalArgumentException if it is not YAML, not a list, or nested too deeply; the message says where
     */
    public static RouteText of(String text) {
        Outline outline = new Outline();
        try {
            for (Event event : new Parse(LoadSettings.builder().build()).parseString(text)) {
                outline.take(event);
            }
            outline.requireList();
        } catch (MarkedYamlEngineException e) {
            throw new IllegalArgumentException(
                    "is not YAML: " + e.getProblem() + line(e.getProblemMark()) + "; correct it", e);
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException("is not YAML: " + e.getMessage(), e);
        }
        return new RouteText(text, outline.jobs);
    }

    private static String line(Optional<Mark> place) {
        return place.map(mark -> " in line " + (mark.getLine() + 1)).orElse("");
    }

    /** Follows the parts of a text without recursion. */
    private static final class Outline {

        private final List<String> jobs = new ArrayList<>();
        private final Deque<Level> levels = new ArrayDeque<>();
        private int aliases;
        private boolean mapping;

        void take(Event event) {
            switch (event.getEventId()) {
                case Scalar -> value(((ScalarEvent) event).getValue());
                case Alias -> alias();
                case MappingStart, SequenceStart -> {
                    mapping |= levels.isEmpty() && event.getEventId() == Event.ID.MappingStart;
                    value("");
                    open(event);
                }
                case MappingEnd, SequenceEnd -> levels.pop();
                default -> {
                    // The bounds of streams and documents, and comments, do not matter.
                }
            }
        }

        private void alias() {
            if (++aliases > MOST_ALIASES) {
                throw new IllegalArgumentException(
                        "has more than " + MOST_ALIASES + " aliases; write out what they stand for");
            }
            value("");
        }

        /** Camel reads nothing from another text, without a word. */
        void requireList() {
            if (mapping) {
                throw new IllegalArgumentException("is not a list of routes; begin each of them with '- '");
            }
        }

        private void open(Event event) {
            if (levels.size() == DEEPEST) {
                throw new IllegalArgumentException("is nested more than " + DEEPEST + " levels deep"
                        + line(event.getStartMark()) + "; make it flatter");
            }
            levels.push(new Level(event.getEventId() == Event.ID.MappingStart));
        }

        private void value(String text) {
            if (!levels.isEmpty() && levels.getFirst().isValueOf(JOB, text)) {
                jobs.add(text);
            }
        }
    }

    /** An open list or mapping; in a mapping, keys and values alternate. */
    private static final class Level {

        private final boolean mapping;
        private String key = "";
        private boolean valueIsNext;

        Level(boolean mapping) {
            this.mapping = mapping;
        }

        /** Takes the next key or value, and returns whether it is the value of this key. */
        boolean isValueOf(String wanted, String text) {
            if (!mapping) {
                return false;
            }
            boolean value = valueIsNext;
            valueIsNext = !value;
            key = value ? key : text;
            return value && key.equals(wanted);
        }
    }
}
