package dev.swath.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swath.emulator.raster.CssColor;
import dev.swath.grid.SampleType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Visualization options of a request.
 *
 * @param ranges one for all bands or one for each; empty for the range of the sample type
 * @param palette colours 0xRRGGBB for a single band; empty for grey
 * @param gamma above 0
 * @param opacity 0 to 1, for formats with transparency
 */
record VisualizationOptions(List<Range> ranges, List<Integer> palette, double gamma, double opacity) {

    /**
     * The values that become black and white.
     *
     * @param min value that becomes 0
     * @param max value that becomes 255
     */
    record Range(double min, double max) {

        /** The range for a type if none is given: all of it, or 0 to 1. */
        static Range of(SampleType type) {
            if (type.floating()) {
                return new Range(0, 1);
            }
            double values = Math.scalb(1.0, type.bytes() * 8);
            return type.signed() ? new Range(-values / 2, values / 2 - 1) : new Range(0, values - 1);
        }
    }

    static final Set<String> FIELDS = Set.of("ranges", "paletteColors", "gamma", "opacity");
    private static final int COLOR_BANDS = 3;

    VisualizationOptions {
        ranges = List.copyOf(ranges);
        palette = List.copyOf(palette);
    }

    /** Reads the options. */
    static VisualizationOptions parse(JsonFields fields) {
        double gamma = gamma(fields);
        double opacity = fields.number("opacity").orElse(1);
        if (!(gamma > 0)) {
            throw ApiException.invalid("Invalid visualization options: gamma must be positive.");
        }
        if (opacity < 0 || opacity > 1) {
            throw ApiException.invalid("Invalid visualization options: opacity must be between 0 and 1.");
        }
        List<Range> ranges = new ArrayList<>();
        fields.get("ranges").ifPresent(list -> list.forEach(range -> ranges.add(range(range))));
        List<Integer> palette = new ArrayList<>();
        fields.get("paletteColors").ifPresent(list -> list.forEach(color -> palette.add(color(color.asText()))));
        return new VisualizationOptions(ranges, palette, gamma, opacity);
    }

    private static int color(String text) {
        try {
            return CssColor.parse(text);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid("Invalid visualization options: %s.", e.getMessage());
        }
    }

    /** A number, or a number in an object, as an old client of Google's writes it. */
    private static double gamma(JsonFields fields) {
        boolean wrapped = fields.get("gamma").filter(JsonNode::isObject).isPresent();
        OptionalDouble gamma = wrapped
                ? fields.object("gamma", Set.of("value")).orElseThrow().number("value")
                : fields.number("gamma");
        return gamma.orElse(1);
    }

    /** A missing end is that of 0 to 1, as in Google's Python client. */
    private static Range range(JsonNode json) {
        JsonFields fields = JsonFields.of(json, "visualizationOptions.ranges.", Set.of("min", "max"));
        Range range =
                new Range(fields.number("min").orElse(0), fields.number("max").orElse(1));
        if (!(range.min() < range.max())) {
            throw ApiException.invalid(
                    "Invalid visualization options: min (%s) must be less than max (%s).", range.min(), range.max());
        }
        return range;
    }

    /** Throws if the options do not fit the number of bands. */
    void check(int bands) {
        if (bands != 1 && bands != COLOR_BANDS) {
            throw ApiException.invalid("Invalid visualization options: 1 or 3 bands can be shown, not %d.", bands);
        }
        if (ranges.size() > 1 && ranges.size() != bands) {
            throw ApiException.invalid("Invalid visualization options: %d ranges for %d bands.", ranges.size(), bands);
        }
        if (!palette.isEmpty() && bands != 1) {
            throw ApiException.invalid("Invalid visualization options: a palette needs a single band, not %d.", bands);
        }
    }

    /** The range of a band. */
    Range range(int band, SampleType type) {
        return ranges.isEmpty() ? Range.of(type) : ranges.get(ranges.size() == 1 ? 0 : band);
    }
}
