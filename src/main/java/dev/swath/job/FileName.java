package dev.swath.job;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How files are called: a template with {@code {id}} (last part of the image's id), {@code {job}} (name of the job) and
 * {@code {date}} (day of acquisition in UTC, {@code yyyy-MM-dd}).
 *
 * @param template one name without folders that holds {@code {id}} and ends in {@code .tif}
 */
public record FileName(String template) {

    /** What holds where nothing else is set. */
    static final String DEFAULT = "{id}_L2A.tif";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(id|job|date)}");
    /** All but what no file system minds, in any alphabet; a dollar sign would be an expression to Camel's file component. */
    private static final Pattern UNSAFE = Pattern.compile("[^\\p{L}\\p{M}\\p{N}._~+@=,()&' -]|\\.(?=\\.)|^[. ]|[. ]$");

    private static final Pattern RESERVED_BY_WINDOWS =
            Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");
    private static final int LONGEST = 200;
    private static final int LONGEST_TEMPLATE = 100;

    public FileName {
        String literal = PLACEHOLDER.matcher(template).replaceAll("x");
        if (!template.contains("{id}")) {
            throw new IllegalArgumentException(
                    "lacks {id}, without which all images share one file; write it as " + DEFAULT);
        }
        if (!template.toLowerCase(Locale.ROOT).matches(".*\\.tiff?")) {
            throw new IllegalArgumentException("does not end in .tif; write it as " + DEFAULT);
        }
        boolean repeated = PLACEHOLDER
                        .matcher(template)
                        .results()
                        .map(MatchResult::group)
                        .distinct()
                        .count()
                < PLACEHOLDER.matcher(template).results().count();
        if (repeated || UNSAFE.matcher(literal).find() || bytes(template) > LONGEST_TEMPLATE) {
            throw new IllegalArgumentException(
                    "is no plain file name with {id}, {job} and {date} once each; write it as " + DEFAULT
                            + " (folders belong to swath.output)");
        }
    }

    /**
     * The name for an image. Whatever the image is called, the name is one part of a path, has no leading dot, no control
     * characters and nothing that Windows reserves, and is at most 200 bytes long in UTF-8. What had to be changed for
     * that is told apart by a part of its SHA-256.
     *
     * @param job name of the job
     * @param imageIndex last part of the image's id, as the server sent it
     * @param acquired when the image was taken
     */
    public String of(String job, String imageIndex, Instant acquired) {
        String date = DateTimeFormatter.ISO_LOCAL_DATE.format(acquired.atOffset(ZoneOffset.UTC));
        int room = LONGEST - 1 - bytes(fill("", job, date));
        String name = fill(safe(imageIndex, room), job, date);
        return RESERVED_BY_WINDOWS.matcher(name).matches() || name.startsWith(".") ? "_" + name : name;
    }

    private String fill(String id, String job, String date) {
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(found -> Matcher.quoteReplacement(
                        switch (found.group(1)) {
                            case "id" -> id;
                            case "job" -> safe(job, LONGEST / 4);
                            default -> date;
                        }));
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
