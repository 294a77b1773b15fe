package dev.swath.job;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * How clouds and their shadows are found, to be masked.
 *
 * @param source where it is written which pixels are cloudy
 * @param threshold most (of a probability) or least (of a score) that is still clear; empty for sources of classes or bits
 * @param buffer how far around them pixels are masked too, in metres
 */
public record CloudMask(Source source, OptionalDouble threshold, double buffer) {

    /** Where clouds are marked. */
    public enum Source {
        /** Sentinel-2's scene classification: shadows, clouds of medium and high probability, and cirrus. */
        SCL("scl", Optional.empty(), 0),
        /** Sentinel-2's bits for opaque clouds and cirrus. */
        QA60("qa60", Optional.empty(), 0),
        /** The probability of the collection COPERNICUS/S2_CLOUD_PROBABILITY, in percent. */
        CLOUD_PROBABILITY("cloud-probability", Optional.of("40"), 100),
        /** The score of the collection GOOGLE/CLOUD_SCORE_PLUS/V1/S2_HARMONIZED: 0 is cloudy, 1 is clear. */
        CLOUD_SCORE_PLUS("cloud-score-plus", Optional.of("0.6"), 1),
        /** Landsat's bits for dilated clouds, cirrus, clouds and shadows. */
        QA_PIXEL("qa-pixel", Optional.empty(), 0);

        private final String word;
        private final Optional<String> example;
        private final double most;

        Source(String word, Optional<String> example, double most) {
            this.word = word;
            this.example = example;
            this.most = most;
        }

        private String written() {
            return word + example.map(value -> ":" + value).orElse("");
        }
    }

    /** Widest buffer, in metres. */
    static final int LARGEST_BUFFER = 10_000;

    public CloudMask {
        if (threshold.isPresent() != source.example.isPresent()) {
            throw new IllegalArgumentException(
                    source.example.isPresent()
                            ? "has no threshold; write " + source.written()
                            : "takes no threshold; write " + source.word);
        }
        if (threshold.isPresent() && !(threshold.getAsDouble() >= 0 && threshold.getAsDouble() <= source.most)) {
            throw new IllegalArgumentException(
                    "is not a threshold from 0 to " + (int) source.most + "; write " + source.written());
        }
        if (!(buffer >= 0 && buffer <= LARGEST_BUFFER)) {
            throw new IllegalArgumentException(
                    "is not a distance from 0 to " + LARGEST_BUFFER + " metres; write one such as 100");
        }
    }

    /**
     * Reads a source, with a threshold after a colon where it has one.
     *
     * @param buffer in metres
     */
    static CloudMask parse(String text, double buffer) {
        int colon = text.indexOf(':');
        String word = colon < 0 ? text : text.substring(0, colon).strip();
        Source source = Arrays.stream(Source.values())
                .filter(candidate -> candidate.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("is not known; write "
                        + Arrays.stream(Source.values()).map(Source::written).collect(Collectors.joining(" or "))));
        return new CloudMask(
                source, colon < 0 ? OptionalDouble.empty() : number(source, text.substring(colon + 1)), buffer);
    }

    private static OptionalDouble number(Source source, String text) {
        try {
            return OptionalDouble.of(Double.parseDouble(text.strip()));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("has no number after the colon; write " + source.written(), e);
        }
    }

    /** The way that is usual for the images of a collection; empty if none is known. */
    static Optional<CloudMask> usual(String collection) {
        if (collection.startsWith("COPERNICUS/S2_SR")) {
            return Optional.of(new CloudMask(Source.SCL, OptionalDouble.empty(), 0));
        }
        // Of images without a scene classification some have no cloud bits either: those of 2022 to 2024.
        if (collection.startsWith("COPERNICUS/S2")) {
            return Optional.of(parse(Source.CLOUD_SCORE_PLUS.written(), 0));
        }
        return collection.matches("LANDSAT/L[A-Z]\\d\\d/C02/T\\w+")
                ? Optional.of(new CloudMask(Source.QA_PIXEL, OptionalDouble.empty(), 0))
                : Optional.empty();
    }

    /**
     * Whether the images of a collection can have what marks the clouds. Of collections beside those of the large catalogues nothing
     * is known.
     */
    boolean mayFit(String collection) {
        return switch (source) {
            case SCL -> !isOfCatalogue(collection) || collection.startsWith("COPERNICUS/S2_SR");
            case QA60 -> !isOfCatalogue(collection) || collection.startsWith("COPERNICUS/S2");
            case CLOUD_PROBABILITY, CLOUD_SCORE_PLUS -> collection.startsWith("COPERNICUS/S2");
            case QA_PIXEL -> !isOfCatalogue(collection) || collection.startsWith("LANDSAT/");
        };
    }

    private static boolean isOfCatalogue(String collection) {
        return collection.matches("(COPERNICUS|LANDSAT|MODIS|NASA|NOAA|ESA|JAXA|USGS|GOOGLE)(/.*)?");
    }

    /** The same clouds, and nothing around them. */
    CloudMask withoutBuffer() {
        return new CloudMask(source, threshold, 0);
    }

    /** As a job writes it. */
    @Override
    public String toString() {
        String value = threshold.isPresent() ? ":" + threshold.getAsDouble() : "";
        return source.word + value + (buffer == 0 ? "" : " with " + buffer + " m around");
    }
}
