package dev.swath.emulator.expression;

import dev.swath.emulator.raster.Block;
import dev.swath.emulator.raster.ComputationException;
import dev.swath.emulator.raster.CssColor;
import dev.swath.emulator.raster.DerivedRaster;
import dev.swath.emulator.raster.PixelType;
import dev.swath.emulator.raster.Raster;
import dev.swath.emulator.raster.Visualization;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** Pictures of images: {@code Image.visualize}, and what the visualization options of requests stand for. */
final class ImageVisualizeFunctions {

    private static final List<String> COLORS = List.of("vis-red", "vis-green", "vis-blue");

    private ImageVisualizeFunctions() {}

    static void addTo(Algorithms table) {
        table.add(
                "Image.visualize(Image image, Object bands?, Object gain?, Object bias?, Object min?, Object max?, Object gamma?, Number opacity?, Object palette?, Boolean forceRgbOutput = false): Image",
                "An image in colours, or in shades of grey.",
                ImageVisualizeFunctions::visualize);
    }

    private static Object visualize(Arguments arguments) {
        ImageValue image = arguments.image("image");
        List<Band> bands = bands(arguments, image);
        List<Integer> palette = palette(arguments);
        if (bands.size() != 1 && bands.size() != COLORS.size()) {
            throw ComputationException.of("Image.visualize: Must specify 1 or 3 bands, but got %d.", bands.size());
        }
        if (!palette.isEmpty() && bands.size() != 1) {
            throw ComputationException.of(
                    "Image.visualize: A palette can only be used with a single band, but got %d.", bands.size());
        }
        boolean grey = bands.size() == 1 && palette.isEmpty() && !arguments.flag("forceRgbOutput");
        List<Raster> shown = bands.stream().map(Band::raster).toList();
        float opacity = (float) arguments.optionalDecimal("opacity").orElse(1);
        List<Band> results = new ArrayList<>();
        for (int channel = 0; channel < (grey ? 1 : COLORS.size()); channel++) {
            int index = bands.size() == 1 ? 0 : channel;
            Visualization rule = rule(arguments, bands.get(index), index, palette, channel);
            DerivedRaster raster =
                    new DerivedRaster(shown, blocks -> rule.apply(blocks.get(index), faded(blocks, opacity)));
            results.add(bands.get(index)
                    .with(PixelType.integer(0, 255), raster)
                    .named(grey ? "vis-gray" : COLORS.get(channel)));
        }
        return image.computed(results);
    }

    private static float[] faded(List<Block> blocks, float opacity) {
        float[] mask = Bands.sharedMask(blocks);
        if (opacity >= 1) {
            return mask;
        }
        float[] faded = mask.length == 0 ? new float[blocks.get(0).size()] : mask.clone();
        if (mask.length == 0) {
            Arrays.fill(faded, 1);
        }
        for (int i = 0; i < faded.length; i++) {
            faded[i] *= Math.max(0, opacity);
        }
        return faded;
    }

    private static List<Band> bands(Arguments arguments, ImageValue image) {
        if (!arguments.has("bands")) {
            int first = image.bands().size() >= COLORS.size() && !arguments.has("palette") ? COLORS.size() : 1;
            return image.bands().subList(0, Math.min(first, image.bands().size()));
        }
        Object bands = arguments.value("bands");
        List<Object> selectors = bands instanceof List<?>
                ? arguments.list("bands")
                : List.of((Object[]) String.valueOf(bands).split("\\s*,\\s*", -1));
        List<Band> selected = new ArrayList<>();
        selectors.forEach(selector -> selected.addAll(Bands.select("Image.visualize", image, List.of(selector))));
        return selected;
    }

    private static List<Integer> palette(Arguments arguments) {
        if (!arguments.has("palette")) {
            return List.of();
        }
        Object palette = arguments.value("palette");
        List<?> colors = palette instanceof List<?> list
                ? list
                : List.of(String.valueOf(palette).split("\\s*,\\s*", -1));
        try {
            return colors.stream()
                    .map(color -> CssColor.parse(String.valueOf(color)))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw ComputationException.of("Image.visualize: Invalid palette: %s.", e.getMessage());
        }
    }

    private static Visualization rule(Arguments arguments, Band band, int index, List<Integer> palette, int channel) {
        OptionalDouble gain = each(arguments, "gain", index);
        OptionalDouble bias = each(arguments, "bias", index);
        double min = each(arguments, "min", index)
                .orElse(Double.isFinite(band.type().min()) ? band.type().min() : 0);
        double max = each(arguments, "max", index)
                .orElse(Double.isFinite(band.type().max()) ? band.type().max() : 1);
        if (arguments.has("min") != arguments.has("max")) {
            min = arguments.has("min") ? min : 0;
            max = arguments.has("max") ? max : 1;
        }
        if (gain.isPresent() || bias.isPresent()) {
            // value · gain + bias is the brightness itself.
            double factor = gain.orElse(1);
            min = -bias.orElse(0) / factor;
            max = (255 - bias.orElse(0)) / factor;
        }
        double gamma = each(arguments, "gamma", index).orElse(1);
        if (!(gamma > 0) || !(min != max)) {
            throw ComputationException.of("Image.visualize: Gamma must be positive, and min and max must differ.");
        }
        return new Visualization(min, max, gamma, palette, palette.isEmpty() ? 0 : channel);
    }

    /** A number for all bands, or one for each. */
    private static OptionalDouble each(Arguments arguments, String name, int index) {
        if (!arguments.has(name)) {
            return OptionalDouble.empty();
        }
        List<Number> numbers = arguments.value(name) instanceof String text
                ? Arrays.stream(text.split("\\s*,\\s*", -1))
                        .<Number>map(Double::valueOf)
                        .toList()
                : arguments.numbers(name);
        if (numbers.size() != 1 && index >= numbers.size()) {
            throw ComputationException.of(
                    "Image.visualize: The number of values of '%s' must match the number of bands.", name);
        }
        return OptionalDouble.of(numbers.get(numbers.size() == 1 ? 0 : index).doubleValue());
    }
}
