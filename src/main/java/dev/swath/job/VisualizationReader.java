package dev.swath.job;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads how bands become a picture. */
final class VisualizationReader {

    private static final String MIN = "swath.visualization.min";
    private static final String MAX = "swath.visualization.max";
    private static final String GAMMA = "swath.visualization.gamma";
    private static final String PALETTE = "swath.visualization.palette";

    private final SettingReader settings;

    VisualizationReader(SettingReader settings) {
        this.settings = settings;
    }

    /** The visualization of that many bands; empty for raw bands, when neither a range nor a palette is set. */
    Optional<Visualization> read(int bands) {
        if (settings.text(MIN).isEmpty()
                && settings.text(MAX).isEmpty()
                && settings.text(PALETTE).isEmpty()) {
            return Optional.empty();
        }
        if (bands != 1 && bands != 3) {
            throw new SettingException(
                    "swath.bands",
                    settings.required("swath.bands"),
                    "are " + bands
                            + " bands, but a picture needs 1 or 3; name that many, or unset swath.visualization.min and"
                            + " .max for raw bands");
        }
        List<Double> min = range(MIN, bands);
        List<Double> max = range(MAX, bands);
        int ranges = Math.max(min.size(), max.size());
        min = forEach(ranges, min);
        max = forEach(ranges, max);
        for (int i = 0; i < min.size(); i++) {
            if (!(min.get(i) < max.get(i))) {
                throw new SettingException(
                        MIN,
                        settings.required(MIN),
                        "is not below " + MAX + " = '" + settings.required(MAX) + "'; write a smaller one");
            }
        }
        return Optional.of(new Visualization(min, max, gamma(bands), palette(bands)));
    }

    private List<Double> range(String key, int bands) {
        settings.required(key);
        List<Double> values = settings.numbers(key);
        if (values.size() != 1 && values.size() != bands) {
            throw new SettingException(
                    key,
                    settings.required(key),
                    "has " + values.size() + " values for " + bands + " bands; write one for all or one for each");
        }
        return values;
    }

    private static List<Double> forEach(int ranges, List<Double> values) {
        return values.size() == ranges ? values : Collections.nCopies(ranges, values.get(0));
    }

    private List<Double> gamma(int bands) {
        String value = settings.required(GAMMA);
        List<Double> gammas = settings.numbers(GAMMA);
        if (!gammas.stream().allMatch(gamma -> gamma > 0)) {
            throw new SettingException(GAMMA, value, "is not above 0; write 1 for none, or more to brighten");
        }
        if (gammas.size() != 1 && gammas.size() != bands) {
            throw new SettingException(
                    GAMMA,
                    value,
                    "has " + gammas.size() + " values for " + bands + " bands; write one for all or one for each");
        }
        return gammas;
    }

    private List<String> palette(int bands) {
        if (settings.text(PALETTE).isEmpty()) {
            return List.of();
        }
        if (bands != 1) {
            throw new SettingException(
                    PALETTE,
                    settings.required(PALETTE),
                    "colours one band, but there are " + bands + "; name one in swath.bands, or unset the palette");
        }
        return settings.parsed(PALETTE, value -> List.of(value.split(",", -1)).stream()
                .map(colour -> Colour.parse(colour).hex())
                .toList());
    }
}
