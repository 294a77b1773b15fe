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
    }
}
