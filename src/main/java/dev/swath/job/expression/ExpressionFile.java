package dev.swath.job.expression;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/**
 * An expression as {@code ee.serializer.encode} or {@code image.serialize()} writes it: a graph of function calls, in which some string
 * constants are {@linkplain Variable variables}.
 *
 * @param name of the file, without its ending: letters, digits, dots, dashes and underscores
 * @param json {@code {"result": KEY, "values": {KEY: node}}}, every reference of which has been followed
 * @param variables those that it uses
 */
public record ExpressionFile(String name, String json, Set<Variable> variables) {

    static final String RESULT = "result";
    static final String VALUES = "values";

    private static final int MOST_BYTES = 1 << 20;
    private static final int LONGEST_NAME = 100;
    private static final String OTHER_CHARACTERS = "[^A-Za-z0-9_-]+";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final String REMEDY =
            "write it with json.dump(ee.serializer.encode(image), file), or image.serialize() in the Code Editor";

    public ExpressionFile {
        variables = Set.copyOf(variables);
    }

    /** Whether a text is an expression itself, and not the path of a file. */
    public static boolean isDocument(String text) {
        return text.startsWith("{");
    }

    /** The name and the expression, to be read in another process, which does not have the file. */
    public String document() {
        try {
            ObjectNode document = JSON.createObjectNode().put("name", name);
            document.set("expression", JSON.readTree(json));
            return document.toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the expression was read before", e);
        }
    }

    /**
     * Reads a file, or a {@linkplain #document document}.
     *
     * @throws IllegalArgumentException if it can't be read, is not JSON or not an expression, or can't be computed: a value refers to
     *     itself or to a missing one, or a placeholder is not known. The message says which and what to write
     */
    public static ExpressionFile read(String file) {
        if (isDocument(file)) {
            return of(json(file).path("name").asText("expression").replaceAll(OTHER_CHARACTERS, "-"), file);
        }
        try {
            Path path = Path.of(file);
            byte[] bytes;
            try (InputStream in = Files.newInputStream(path)) {
                bytes = in.readNBytes(MOST_BYTES + 1);
            }
            if (bytes.length > MOST_BYTES) {
                throw new IllegalArgumentException(
                        "has more than 1 MiB; store intermediate results as assets, and load them in the expression");
            }
            return of(nameOf(path), new String(bytes, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(
                    "is not there, seen from " + Path.of("").toAbsolutePath()
                            + "; name the file of an expression, such as expression.json",
                    e);
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException(
                    "can't be read (" + e.getMessage() + "); name the file of an expression, such as expression.json",
                    e);
        }
    }

    private static String nameOf(Path path) {
        String file = path.getFileName() == null ? "" : path.getFileName().toString();
        String name = file.replaceFirst("\\.[A-Za-z]*$", "").replaceAll(OTHER_CHARACTERS, "-");
        return name.isEmpty() ? "expression" : name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }

    /**
     * Reads a text.
     *
     * @param name of the result
     * @throws IllegalArgumentException as {@link #read}
     */
    static ExpressionFile of(String name, String text) {
        ObjectNode expression = expression(json(text));
        Set<Variable> variables = EnumSet.noneOf(Variable.class);
        new GraphCheck(expression.get(VALUES), variables)
                .check(expression.get(RESULT).asText());
        return new ExpressionFile(name, expression.toString(), variables);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            String place = e.getLocation() == null
                    ? ""
                    : String.format(
                            Locale.ROOT,
                            " in line %d, column %d",
                            e.getLocation().getLineNr(),
                            e.getLocation().getColumnNr());
            throw new IllegalArgumentException(
                    "is not JSON" + place + ": " + firstLine(e.getOriginalMessage()) + "; " + REMEDY, e);
        }
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("").strip();
    }

    /** The graph with keys; one without, in which each node stands where it is used, gets the key of its result. */
    private static ObjectNode expression(JsonNode read) {
        JsonNode json = read.has("expression") ? read.get("expression") : read;
        if (json.has("type") || (!json.isObject() && !json.isMissingNode())) {
            throw new IllegalArgumentException(
                    json.isObject()
                            ? "is in the older form of Earth Engine's clients; " + REMEDY
                            : "is not an expression, which is a JSON object; " + REMEDY);
        }
        if (json.has(RESULT) || json.has(VALUES)) {
            if (!json.path(RESULT).isTextual() || !json.path(VALUES).isObject()) {
                throw new IllegalArgumentException(
                        "lacks \"" + (json.path(RESULT).isTextual() ? VALUES : RESULT) + "\"; " + REMEDY);
            }
            return JSON.createObjectNode()
                    .<ObjectNode>set(RESULT, json.get(RESULT))
                    .set(VALUES, json.get(VALUES));
        }
        if (json.isEmpty()) {
            throw new IllegalArgumentException("is empty; " + REMEDY);
        }
        ObjectNode compound = JSON.createObjectNode().put(RESULT, "0");
        compound.putObject(VALUES).set("0", json);
        return compound;
    }

    /** Whether each image of the listing has a result of its own. Otherwise a run has one. */
    public boolean isOfImage() {
        return variables.contains(Variable.IMAGE);
    }

    /** Whether the result depends on which images are listed. */
    public boolean usesCollection() {
        return variables.contains(Variable.COLLECTION);
    }

    /** Whether the result depends on the time window by itself. */
    public boolean usesWindow() {
        return variables.contains(Variable.START) || variables.contains(Variable.END);
    }

    /** A hash by which a change shows. */
    @Override
    public String toString() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
