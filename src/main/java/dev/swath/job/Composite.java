package dev.swath.job;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Many images of a job in one.
 *
 * @param method how the samples of a pixel become one
 * @param argument the band of {@code QUALITY}, or the percentile; empty for other methods
 * @param period which images go together
 * @param open whether a period that has not ended is composed too
 * @param grid its reference system, unless the job sets one for all its files
 */
public record Composite(
        Method method, Optional<String> argument, CompositePeriod period, boolean open, CompositeGrid grid) {

    /** Ways to make one sample of many; masked ones do not count. */
    public enum Method {
        MEDIAN,
        MEAN,
        MIN,
        MAX,
        /** How many there are. */
        COUNT,
        /** The last in the order of the listing. */
        MOSAIC,
        /** The one acquired last. */
        LATEST,
        /** All bands of the image in which a band is largest. */
        QUALITY,
        PERCENTILE;

        private boolean hasArgument() {
            return this == QUALITY || this == PERCENTILE;
        }

        private String written() {
            String word = name().toLowerCase(Locale.ROOT);
            return switch (this) {
                case QUALITY -> word + ":BAND";
                case PERCENTILE -> word + ":25";
                default -> word;
            };
        }
    }

    /**
     * Reads a method, with its argument after a colon.
     *
     * @throws IllegalArgumentException if it is not one
     */
    static Composite parse(String text, CompositePeriod period, boolean open, CompositeGrid grid) {
        int colon = text.indexOf(':');
        String word = (colon < 0 ? text : text.substring(0, colon)).strip();
        Method method = Arrays.stream(Method.values())
                .filter(candidate -> candidate.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("is not known; write "
                        + Arrays.stream(Method.values()).map(Method::written).collect(Collectors.joining(" or "))));
        Optional<String> argument =
                Optional.of(colon < 0 ? "" : text.substring(colon + 1).strip()).filter(value -> !value.isEmpty());
        if (argument.isPresent() != method.hasArgument()) {
            throw new IllegalArgumentException(
                    (method.hasArgument() ? "needs an argument" : "takes no argument") + "; write " + method.written());
        }
        if (method == Method.PERCENTILE
                && !argument.filter(Composite::isPercentile).isPresent()) {
            throw new IllegalArgumentException("is not a percentile from 0 to 100; write " + method.written());
        }
        return new Composite(method, argument, period, open, grid);
    }

    private static boolean isPercentile(String text) {
        return text.matches("\\d{1,2}(\\.\\d+)?|100");
    }

    /** The last part of the ids of its images, such as {@code median} or {@code percentile-25}. */
    public String label() {
        return method.name().toLowerCase(Locale.ROOT)
                + argument.map(value -> "-" + value).orElse("");
    }
}
