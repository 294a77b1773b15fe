package dev.swath.emulator.expression;

import dev.swath.emulator.raster.Block;
import dev.swath.emulator.raster.ComputationException;
import dev.swath.emulator.raster.DerivedRaster;
import dev.swath.emulator.raster.PixelType;
import dev.swath.emulator.raster.Raster;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Arithmetic of bands. */
final class ImageMathFunctions {

    private ImageMathFunctions() {}

    static void addTo(Algorithms table) {
        Numbers.BINARY.forEach((name, row) -> table.add(
                "Image." + name + "(Image image1, Image image2): Image", row.description(), a -> binary(a, row)));
        Numbers.UNARY.forEach((name, row) ->
                table.add("Image." + name + "(Image value): Image", row.description(), a -> a.image("value")
                        .map(band -> Bands.changed(band, row.type().of(band.type(), band.type()), row.apply()))));
        Numbers.CASTS.forEach((name, type) -> {
            String text = "Casts values to " + name + "; out of range, to the nearest value that is in it.";
            table.add("Image." + name + "(Image value): Image", text, a -> cast(a, type));
            table.add(
                    "Image.to" + Character.toUpperCase(name.charAt(0)) + name.substring(1) + "(Image value): Image",
                    text,
                    a -> cast(a, type));
        });
        table.add(
                "Image.clamp(Image input, Float low, Float high): Image",
                "The nearest values within a range.",
                ImageMathFunctions::clamp);
        table.add(
                "Image.unitScale(Image input, Float low, Float high): Image",
                "Where values lie between two others: 0 at the first, 1 at the second.",
                ImageMathFunctions::unitScale);
        table.add(
                "Image.normalizedDifference(Image input, List<String> bandNames?): Image",
                "(a - b) / (a + b) of two bands; masked where one is negative.",
                ImageMathFunctions::normalizedDifference);
        table.add(
                "Image.remap(Image image, List<Object> from, List<Object> to, Object defaultValue?, String bandName?): Image",
                "Values replaced by others; those that are not listed, by a default or masked.",
                ImageMathFunctions::remap);
        table.add(
                "Image.reduce(Image image, Reducer reducer): Image",
                "Reduces all bands at each pixel.",
                ImageMathFunctions::reduce);
        table.add(
                "Image.polynomial(Image image, List<Float> coefficients): Image",
                "A polynomial of values, coefficients by ascending power.",
                ImageMathFunctions::polynomial);
    }

    private static Object binary(Arguments arguments, Numbers.Binary row) {
        return Bands.paired(
                arguments.function(),
                arguments.image("image1"),
                arguments.image("image2"),
                (a, b) -> Bands.combined(a, b, row.type().of(a.type(), b.type()), Bands.operation(row.apply())));
    }

    private static Object cast(Arguments arguments, PixelType type) {
        return arguments.image("value").map(band -> Bands.changed(band, type, type::cast));
    }

    private static Object clamp(Arguments arguments) {
        double low = arguments.decimal("low");
        double high = arguments.decimal("high");
        return arguments
                .image("input")
                .map(band -> Bands.changed(
                        band, clamped(band.type(), low, high), value -> Math.max(low, Math.min(high, value))));
    }

    private static PixelType clamped(PixelType type, double low, double high) {
        boolean whole = type.isInteger() && low == Math.rint(low) && high == Math.rint(high);
        return new PixelType(
                whole ? PixelType.Precision.INT : type.floating().precision(),
                Math.max(low, Math.min(high, type.min())),
                Math.max(low, Math.min(high, type.max())));
    }

    private static Object unitScale(Arguments arguments) {
        double low = arguments.decimal("low");
        double high = arguments.decimal("high");
        return arguments
                .image("input")
                .map(band -> Bands.changed(band, band.type().floating(), value -> (value - low) / (high - low)));
    }

    private static Object normalizedDifference(Arguments arguments) {
        ImageValue image = arguments.image("input");
        List<Object> names = arguments
                .optionalTexts("bandNames")
                .<List<Object>>map(ArrayList::new)
                .orElse(List.of(0L, 1L));
        List<Band> bands = Bands.select("Image.normalizedDifference", image, names);
        if (bands.size() != 2) {
            throw ComputationException.of(
                    "Image.normalizedDifference: Two bands are required, but there are %d.", bands.size());
        }
        Band result = Bands.combined(
                bands.get(0),
                bands.get(1),
                new PixelType(PixelType.Precision.FLOAT, -1, 1),
                Bands.operation((a, b) -> a < 0 || b < 0 ? Double.NaN : a + b == 0 ? 0 : (a - b) / (a + b)));
        return image.computed(List.of(result.named("nd")));
    }

    private static Object remap(Arguments arguments) {
        ImageValue image = arguments.image("image");
        List<Number> from = arguments.numbers("from");
        List<Number> to = arguments.numbers("to");
        if (from.size() != to.size()) {
            throw ComputationException.of(
                    "Image.remap: The parallel lists 'from' and 'to' must have the same length. Got %d and %d.",
                    from.size(), to.size());
        }
        Band band = arguments.has("bandName")
                ? Bands.select("Image.remap", image, List.of(arguments.text("bandName")))
                        .get(0)
                : image.first();
        Optional<ImageValue> other =
                arguments.has("defaultValue") ? Optional.of(arguments.image("defaultValue")) : Optional.empty();
        PixelType type = to.stream().map(PixelType::of).reduce(PixelType::union).orElse(PixelType.LOGICAL);
        List<Raster> inputs = new ArrayList<>(List.of(band.raster()));
        if (other.isPresent()) {
            type = type.union(other.get().first().type());
            inputs.add(other.get().first().raster());
        }
        Map<Double, Double> table = new HashMap<>();
        for (int i = 0; i < from.size(); i++) {
            table.putIfAbsent(from.get(i).doubleValue() + 0.0, to.get(i).doubleValue());
        }
        DerivedRaster raster = new DerivedRaster(inputs, blocks -> remapped(blocks, table));
        return image.computed(List.of(band.with(type, raster).named("remapped")));
    }

    private static Block remapped(List<Block> blocks, Map<Double, Double> table) {
        Block source = blocks.get(0);
        double[] values = new double[source.size()];
        float[] mask = new float[values.length];
        double last = Double.NaN;
        Double known = null;
        for (int i = 0; i < values.length; i++) {
            if (source.values()[i] != last) {
                last = source.values()[i];
                known = table.get(last + 0.0);
            }
            mask[i] = source.maskAt(i);
            if (known != null) {
                values[i] = known;
            } else if (blocks.size() > 1) {
                values[i] = blocks.get(1).values()[i];
                mask[i] = Math.min(mask[i], blocks.get(1).maskAt(i));
            } else {
                mask[i] = 0;
            }
        }
        return new Block(values, mask);
    }

    private static Object reduce(Arguments arguments) {
        ImageValue image = arguments.image("image");
        ReducerValue reducer = arguments.reducer("reducer");
        if (reducer.inputs() != 1 && reducer.inputs() != image.bands().size()) {
            throw ComputationException.of(
                    "Image.reduce: The reducer takes %d inputs, but the image has %d bands.",
                    reducer.inputs(), image.bands().size());
        }
        PixelType type =
                image.bands().stream().map(Band::type).reduce(PixelType::union).orElse(PixelType.DOUBLE);
        List<Raster> inputs = image.bands().stream().map(Band::raster).toList();
        StackReduction stack = new StackReduction(reducer, List.of(inputs), reducer.inputs() > 1);
        List<Band> results = new ArrayList<>();
        for (int output = 0; output < reducer.outputs().size(); output++) {
            results.add(image.first()
                    .with(StackReduction.type(reducer, type, output), stack.output(output))
                    .named(reducer.outputs().get(output)));
        }
        return image.computed(results);
    }

    private static Object polynomial(Arguments arguments) {
        double[] coefficients = arguments.numbers("coefficients").stream()
                .mapToDouble(Number::doubleValue)
                .toArray();
        return arguments
                .image("image")
                .map(band -> Bands.changed(band, band.type().floating(), value -> {
                    double sum = 0;
                    for (int i = coefficients.length - 1; i >= 0; i--) {
                        sum = sum * value + coefficients[i];
                    }
                    return sum;
                }));
    }
}
