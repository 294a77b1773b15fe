package dev.swath.job;

import java.util.List;

/**
 * How band values become 8-bit pictures on the server: {@code min..max} of each band is mapped to 0..255.
 *
 * @param min one value for all bands or one per band
 * @param max as many as {@code min}
 * @param gamma 1 for none; above 1 brightens
 * @param palette CSS-style colours for a single band, empty for none
 */
public record Visualization(List<Double> min, List<Double> max, double gamma, List<String> palette) {

    public Visualization {
        min = List.copyOf(min);
        max = List.copyOf(max);
        palette = List.copyOf(palette);
        if (min.isEmpty() || min.size() != max.size()) {
            throw new IllegalArgumentException(min.size() + " minima and " + max.size() + " maxima");
        }
        for (int i = 0; i < min.size(); i++) {
            if (!(min.get(i) < max.get(i))) {
                throw new IllegalArgumentException("a range from " + min.get(i) + " to " + max.get(i));
            }
        }
        if (!(gamma > 0 && gamma < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a gamma of " + gamma);
        }
    }
}
