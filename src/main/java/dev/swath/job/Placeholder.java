package dev.swath.job;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can stand in braces in a {@link FileName}. Times are in UTC. */
enum Placeholder {
    /** Last part of the image's id. */
    ID(true, Integer.MAX_VALUE),
    /** Name of the job. */
    JOB(false, 50),
    /** Day of acquisition, {@code yyyy-MM-dd}. */
    DATE(true, 10),
    /** Time of acquisition, {@code HHmmss}. */
    TIME(true, 6),
    YEAR(false, 4),
    MONTH(false, 2),
    DAY(true, 2),
    /** MGRS tile, such as {@code 17PLK}. */
    MGRS(false, 16),
    /** Satellite, such as {@code Sentinel-2A}. */
    SPACECRAFT(false, 30),
    /** The job's bands, joined by dashes. */
    BANDS(false, 50),
    /** Id or number of the feature of the area; after a colon, the name of its property to take instead. */
    FEATURE(false, 50),
    /** A property of the image, named after a colon. */
    PROPERTY(true, 50);

    private final boolean isDistinctive;
    private final int longest;

    Placeholder(boolean isDistinctive, int longest) {
        this.isDistinctive = isDistinctive;
        this.longest = longest;
    }

    static Optional<Placeholder> of(String word) {
        return Arrays.stream(values())
                .filter(placeholder -> placeholder.word().equals(word))
                .findFirst();
    }

    /** All placeholders as they are written, separated by commas. */
    static String known() {
        return Arrays.stream(values())
                .map(placeholder -> placeholder == PROPERTY
                        ? "{property:NAME}"
                        : placeholder == FEATURE ? "{feature}, {feature:NAME}" : "{" + placeholder.word() + "}")
                .collect(Collectors.joining(", "));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the value usually differs between two images of a job. */
    boolean isDistinctive() {
        return isDistinctive;
    }

    /** The most bytes that the value takes. */
    int longest() {
        return longest;
    }

    /**
     * The text for an image, as the server sent it.
     *
     * @param property name of the property; empty for every placeholder but {@link #PROPERTY} and {@link #FEATURE}
     * @throws IllegalArgumentException if the image has no such value
     */
    String text(String job, List<String> bands, NamedImage image, String property) {
        return switch (this) {
            case ID -> image.index();
            case JOB -> job;
            case DATE -> time("yyyy-MM-dd", image);
            case TIME -> time("HHmmss", image);
            case YEAR -> time("yyyy", image);
            case MONTH -> time("MM", image);
            case DAY -> time("dd", image);
            case MGRS -> property(image, "MGRS_TILE");
            case SPACECRAFT -> property(image, "SPACECRAFT_NAME", "SPACECRAFT_ID");
            case BANDS -> String.join("-", bands);
            case FEATURE ->
                image.feature()
                        .map(feature -> property.isEmpty() ? feature.key() : feature.named(property))
                        .orElseThrow(
                                () -> new IllegalArgumentException(
                                        "the file is for the whole area; set swath.area.split=feature, or take {feature} out of swath.file-name"));
            case PROPERTY -> property(image, property);
        };
    }

    private static String time(String pattern, NamedImage image) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                .format(image.acquired().atOffset(ZoneOffset.UTC));
    }

    private String property(NamedImage image, String... names) {
        return Arrays.stream(names)
                .filter(image.properties()::containsKey)
                .findFirst()
                .map(name -> String.valueOf(image.properties().get(name)))
                .orElseThrow(() -> new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "the image %s has no property %s; take {%s} out of swath.file-name, or name a property that it has",
                        image.id(),
                        String.join(" or ", names),
                        this == PROPERTY ? "property:" + names[0] : word())));
    }
}
