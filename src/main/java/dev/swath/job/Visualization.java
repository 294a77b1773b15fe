package dev.swath.job;

import java.util.Collections;
import java.util.List;

/**
 * How band values become 8-bit pictures on the server: {@code min..max} of each band is mapped to 0..255.
 *
 * @param min one value for all bands or one per band
 * @param max as many as {@code min}
 * @param gamma one value for all bands or one per band: 1 for none; above 1 brightens
 * @param palette CSS-style colours for a single band, empty for none
 */
public record Visualization(List<Double> min, List<Double> max, List<Double> gamma, List<String> palette) {

    public Visualization {
        min = List.copyOf(min);
        max = List.copyOf(max);
        gamma = List.copyOf(gamma);
        palette = List.copyOf(palette);
        if (min.isEmpty() || min.size() != max.size()) {
            throw new IllegalArgumentException(min.size() + " minima and " + max.size() + " maxima");
        }
        for (int i = 0; i < min.size(); i++) {
            if (!(min.get(i) < max.get(i))) {
                throw new IllegalArgumentException("a range from " + min.get(i) + " to " + max.get(i));
            }
        }
        if (gamma.isEmpty() || !gamma.stream().allMatch(value -> value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a gamma of " + gamma);
        }
    }

    /** A visualization with the same gamma for all bands. */
    public Visualization(List<Double> min, List<Double> max, double gamma, List<String> palette) {
        this(min, max, List.of(gamma), palette);
    }

    /** Whether all bands have the same gamma, which is all that {@code getPixels} can apply. */
    public boolean hasOneGamma() {
        return Collections.frequency(gamma, gamma.get(0)) == gamma.size();
    }

    /** Part of the fingerprints of files: a single gamma is written as it always was. */
    @Override
    public String toString() {
        return "Visualization[min=" + min + ", max=" + max + ", gamma="
                + (hasOneGamma() ? gamma.get(0).toString() : gamma.toString()) + ", palette=" + palette + "]";
    }
}
