package dev.swath.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.earthengine.AssetName;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * What all documents have in common: JSON in UTF-8, a type, and a version of two numbers. Another second number adds fields that may be
 * ignored or missing; another first number means something else.
 */
final class Documents {

    static final String TYPE = "type";
    static final String VERSION = "version";
    private static final String ID = "id";

    private static final int MAJOR = 1;
    private static final int MINOR = 0;
    /** A composite of a thousand images of 26 bands takes 13 MB. */
    private static final long MOST_BYTES = 64L << 20;

    private static final int DEEPEST = 100;
    private static final int SHOWN = 40;

    private static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(MOST_BYTES)
                    .maxNestingDepth(DEEPEST)
                    .build())
            .build());

    private Documents() {}

    /** A document of this version that says nothing yet. */
    static ObjectNode begin(String type) {
        return JSON.createObjectNode().put(TYPE, type).put(VERSION, String.format(Locale.ROOT, "%d.%d", MAJOR, MINOR));
    }

    /** An object that is a part of a document. */
    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static byte[] write(ObjectNode document) {
        try {
            return JSON.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message can't be written as JSON", e);
        }
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("is not JSON", e);
        }
    }

    /**
     * Reads a document.
     *
     * @param named what it is called in messages
     * @param reader makes something of its fields
     * @throws UnreadableMessageException if it is not of this type and of a version that is known, or the reader refuses it
     */
    static <T> T read(byte[] bytes, String type, String named, Function<JsonNode, T> reader) {
        JsonNode document = tree(bytes, named);
        try {
            requireKnown(document, type);
            return reader.apply(document);
        } catch (IllegalArgumentException e) {
            TaskIdentity about = identity(document)
                    .orElseGet(() ->
                            new TaskIdentity(document.path("run").path(ID).asText(), image(document.path("image"))));
            throw new UnreadableMessageException(
                    "the message is not " + named + " that this Swath can read: " + e.getMessage(),
                    about.run(),
                    about.image(),
                    e);
        }
    }

    private static Optional<TaskIdentity> identity(JsonNode document) {
        return TaskIdentity.read(document.path(ID).asText());
    }

    /** Says at the end of a document once more which image of which run it is about. */
    static ObjectNode identify(ObjectNode document, TaskIdentity identity) {
        return document.put(ID, identity.text());
    }

    /**
     * Compares run and image of a document with what it says of them once more, if it does.
     *
     * @throws IllegalArgumentException if one of them was altered
     */
    static void requireUnaltered(JsonNode document, TaskIdentity read) {
        identity(document).filter(identity -> !identity.equals(read)).ifPresent(identity -> {
            throw new IllegalArgumentException(identity.differsFrom(read));
        });
    }

    private static JsonNode tree(byte[] bytes, String named) {
        try {
            JsonNode document = JSON.readTree(bytes);
            if (document != null && document.isObject()) {
                return document;
            }
            throw new UnreadableMessageException("the message is not " + named + " in JSON", "", "", null);
        } catch (IOException e) {
            throw new UnreadableMessageException("the message is not " + named + " in JSON", "", "", e);
        }
    }

    private static void requireKnown(JsonNode document, String type) {
        if (!document.path(TYPE).asText().equals(type)) {
            throw new IllegalArgumentException("it is not of the type " + type);
        }
        String version = document.path(VERSION).asText();
        if (!version.matches(MAJOR + "\\.\\d{1,4}")) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "its version is '%s', and this Swath reads %d.x; use one version of Swath for schedulers and workers",
                    version.substring(0, Math.min(version.length(), SHOWN)).replaceAll("\\p{Cntrl}", " "),
                    MAJOR));
        }
    }

    /** The id of an image, as far as it can be read: a task describes its image, an outcome has the id. */
    private static String image(JsonNode image) {
        if (image.isTextual()) {
            return image.asText();
        }
        try {
            String feature = image.path("feature").asText();
            return new AssetName(image.path("name").asText()).id() + (feature.isEmpty() ? "" : "#" + feature);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** A text that has to be there. */
    static String text(JsonNode json, String field) {
        return Optional.of(json.path(field).asText())
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new IllegalArgumentException("it lacks the field " + field));
    }

    /** A time that has to be there. */
    static Instant time(JsonNode json, String field) {
        String text = text(json, field);
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("its field " + field + " is not a time", e);
        }
    }
}
