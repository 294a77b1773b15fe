package dev.swath.quicklook;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How the bands of a file become a picture.
 *
 * @param kind what is made of the bands
 * @param bands their positions in the file, in the order in which the kind wants them
 * @param brightest the value of each band above which all of them together are taken for cloud; empty if it is not known
 * @param legend how the values of a ramp are written beside it
 */
public record Composite(Kind kind, List<Integer> bands, Optional<List<Double>> brightest, Legend legend) {

    /** What is made of the bands. */
    public enum Kind {
        /** Red, green and blue, ready to show. */
        PICTURE,
        /** Three bands as red, green and blue, each stretched. */
        COLOURS,
        /** Two polarizations in decibels, and their difference. */
        DECIBELS,
        /** Two polarizations, and their ratio. */
        INTENSITIES,
        /** One band in a ramp of colours, with a legend below. */
        RAMP
    }

    /**
     * The physical value of a ramp: stored value × scale + offset.
     *
     * @param scale 1 if values are stored as they are
     * @param offset 0 likewise
     */
    public record Legend(double scale, double offset) {

        /** Values are stored as they are. */
        public static final Legend PLAIN = new Legend(1, 0);
    }

    public Composite {
        bands = List.copyOf(bands);
        brightest = brightest.map(List::copyOf);
        int wanted =
                switch (kind) {
                    case PICTURE, COLOURS -> 3;
                    case DECIBELS, INTENSITIES -> 2;
                    case RAMP -> 1;
                };
        if (bands.size() != wanted
                || brightest.filter(values -> values.size() != wanted).isPresent()) {
            throw new IllegalArgumentException(bands.size() + " bands for " + kind);
        }
    }

    /** A picture, whose bands are red, green and blue. */
    public static Composite picture() {
        return new Composite(Kind.PICTURE, List.of(0, 1, 2), Optional.empty(), Legend.PLAIN);
    }

    /** Three bands of which it is not known how bright a cloud is in them. */
    public static Composite colours(int red, int green, int blue) {
        return new Composite(Kind.COLOURS, List.of(red, green, blue), Optional.empty(), Legend.PLAIN);
    }

    /** One band, whose legend has its physical values. */
    public static Composite ramp(int band, Legend legend) {
        return new Composite(Kind.RAMP, List.of(band), Optional.empty(), legend);
    }

    OptionalDouble brightest(int band) {
        return brightest.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(brightest.get().get(band));
    }
}
