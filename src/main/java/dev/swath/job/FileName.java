package dev.swath.job;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The template for file names: {@link Placeholder}s in braces, and slashes between folders.
 *
 * @param template a relative path that ends in {@code .tif} and has a placeholder that tells images apart
 */
public record FileName(String template) {

    /** The template used when none is set. */
    static final String DEFAULT = "{id}.tif";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)(?::([\\p{L}\\p{N}_.: -]{1,100}))?}");
    private static final Pattern BRACES = Pattern.compile("\\{[^}]*}?");
    /**
     * Characters that some file system refuses, in any alphabet. A dollar sign would start an expression in Camel's
     * file component.
     */
    private static final Pattern UNSAFE = Pattern.compile("[^\\p{L}\\p{M}\\p{N}._~+@=,()&' -]|\\.(?=\\.)|^[. ]|[. ]$");

    private static final Pattern RESERVED_BY_WINDOWS =
            Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");
    private static final Pattern ENDING = Pattern.compile("(?i)\\.tiff?$");
    private static final int LONGEST = 200;
    private static final int LONGEST_TEMPLATE = 200;
    /** The least room for a shortened id: a nine-byte hash suffix and a few letters to recognise it by. */
    private static final int SHORTEST_ID = 20;

    public FileName {
        BRACES.matcher(template).results().map(MatchResult::group).forEach(FileName::requireKnown);
        if (placeholders(template).noneMatch(Placeholder::isDistinctive)) {
            throw new IllegalArgumentException(
                    "needs {id}, {date}, {time} or a property, or all images would share one file; write it as "
                            + DEFAULT);
        }
        if (!template.toLowerCase(Locale.ROOT).matches("(?s).*\\.tiff?")) {
            throw new IllegalArgumentException("does not end in .tif; write it as " + DEFAULT);
        }
        boolean plain = Arrays.stream(
                        PLACEHOLDER.matcher(template).replaceAll("x").split("/", -1))
                .noneMatch(part -> part.isEmpty() || UNSAFE.matcher(part).find());
        if (!plain || placeholders(template).filter(Placeholder.ID::equals).count() > 1) {
            throw new IllegalArgumentException(
                    "is not a relative path of plain names with {id} at most once; write it as " + DEFAULT
                            + " or {year}/{month}/{id}.tif");
        }
        if (bytes(template) > LONGEST_TEMPLATE || room(template) < 0) {
            throw new IllegalArgumentException("may become longer than " + LONGEST + " bytes; write it as " + DEFAULT);
        }
    }

    private static void requireKnown(String braces) {
        Matcher written = PLACEHOLDER.matcher(braces);
        boolean known = written.matches()
                && Placeholder.of(written.group(1))
                        .filter(placeholder -> placeholder == Placeholder.FEATURE
                                || placeholder == Placeholder.PROPERTY == (written.group(2) != null))
                        .isPresent();
        if (!known) {
            throw new IllegalArgumentException("has the unknown placeholder " + braces + "; use one of "
                    + Placeholder.known() + ", or write it as " + DEFAULT);
        }
    }

    private static Stream<Placeholder> placeholders(String template) {
        return PLACEHOLDER.matcher(template).results().map(FileName::placeholder);
    }

    private static Placeholder placeholder(MatchResult found) {
        return Placeholder.of(found.group(1)).orElseThrow();
    }

    /** Bytes left for the id when every other placeholder is as long as it can be; below 0 if there are too few. */
    private static int room(String template) {
        int parts = template.split("/", -1).length;
        int literal = bytes(PLACEHOLDER.matcher(template).replaceAll(""));
        long others = placeholders(template)
                .filter(placeholder -> placeholder != Placeholder.ID)
                .mapToLong(Placeholder::longest)
                .sum();
        boolean id = placeholders(template).anyMatch(Placeholder.ID::equals);
        long left = LONGEST - parts - literal - others - (id ? SHORTEST_ID : 0);
        return (int) Math.max(-1, left);
    }

    /**
     * The name for an image, relative to the output. Whatever the server and the image are called, no part of the path
     * begins with a dot, has control characters or is reserved by Windows; only the template's own slashes separate
     * folders; and the whole name is at most 200 bytes long in UTF-8. A name that had to be changed gets a part of its
     * SHA-256, so that it stays unique.
     *
     * @param job name of the job
     * @param bands the job's bands
     * @param image the image to name
     * @throws IllegalArgumentException if the image lacks a property that the template names
     */
    public String of(String job, List<String> bands, NamedImage image) {
        int parts = template.split("/", -1).length;
        int room = LONGEST - parts - bytes(fill(job, bands, image, 0));
        return Arrays.stream(fill(job, bands, image, room).split("/", -1))
                .map(part -> RESERVED_BY_WINDOWS.matcher(part).matches() || part.startsWith(".") ? "_" + part : part)
                .collect(Collectors.joining("/"));
    }

    /** Whether files of different features of the area may get different names. */
    boolean namesFeatures() {
        return placeholders(template).anyMatch(Placeholder.FEATURE::equals);
    }

    /** What the name of a file has of a feature, as far as file systems tell it apart. */
    String featurePart(AreaFeature feature) {
        return PLACEHOLDER
                .matcher(template)
                .results()
                .filter(found -> placeholder(found) == Placeholder.FEATURE)
                .map(found -> found.group(2) == null ? feature.key() : feature.named(found.group(2)))
                .map(text -> safe(text, Placeholder.FEATURE.longest()).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("/"));
    }

    /**
     * The name of a file beside an image's file: the same name with another ending.
     *
     * @param image name of the image's file, slashes between folders
     * @param ending with its dot, such as {@code .json}
     */
    public static String beside(String image, String ending) {
        return ENDING.matcher(image).replaceFirst("") + ending;
    }

    /** How many levels below the output the file is: 1 is the output itself. */
    public int depth() {
        return template.split("/", -1).length;
    }

    private String fill(String job, List<String> bands, NamedImage image, int roomForId) {
        return PLACEHOLDER.matcher(template).replaceAll(found -> {
            Placeholder placeholder = placeholder(found);
            String property = found.group(2) == null ? "" : found.group(2);
            if (placeholder == Placeholder.ID && roomForId == 0) {
                return "";
            }
            String text = placeholder.text(job, bands, image, property);
            int room = placeholder == Placeholder.ID ? roomForId : placeholder.longest();
            return Matcher.quoteReplacement(safe(text, room));
        });
    }

    private static String safe(String text, int room) {
        String clean = UNSAFE.matcher(text).replaceAll("_");
        if (!clean.isEmpty() && clean.equals(text) && bytes(clean) <= room) {
            return clean;
        }
        String mark = "-" + digest(text);
        StringBuilder cut = new StringBuilder();
        int[] points = clean.codePoints().toArray();
        int used = mark.length();
        for (int i = 0; i < points.length && (used += bytes(Character.toString(points[i]))) <= room; i++) {
            cut.appendCodePoint(points[i]);
        }
        return cut + mark;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
