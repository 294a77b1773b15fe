package dev.swath.emulator.expression;

import dev.swath.emulator.array.ArrayParts;
import dev.swath.emulator.raster.ArrayRaster;
import dev.swath.emulator.raster.ArrayValue;
import dev.swath.emulator.raster.PixelType;
import dev.swath.emulator.raster.Raster;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/** Functions of images whose pixels are arrays: their parts, reductions and lengths. */
final class ImageArrayPartFunctions {

    private static final PixelType LENGTH = PixelType.integer(0, Integer.MAX_VALUE);

    private ImageArrayPartFunctions() {}

    static void addTo(Algorithms table) {
        addParts(table);
        addNumbers(table);
    }

    private static void addParts(Algorithms table) {
        table.add(
                "Image.arrayGet(Image image, Image position): Image",
                "The number at a position of each array; the position has a band for each axis.",
                ImageArrayPartFunctions::get);
        table.add(
                "Image.arraySlice(Image input, Integer axis = 0, Image start?, Image end?, Integer step = 1): Image",
                "Every so many positions along an axis; negative ones count from the end.",
                ImageArrayPartFunctions::slice);
        table.add(
                "Image.arrayMask(Image input, Image mask): Image",
                "The positions of each array at which a mask is not 0.",
                a -> ImageArrayFunctions.with(
                        a, List.of("mask"), 0, values -> ArrayParts.masked(values.get(0), values.get(1))));
        table.add(
                "Image.arraySort(Image image, Image keys?): Image",
                "Arrays sorted along one axis, by their own numbers or by keys.",
                a -> ImageArrayFunctions.with(
                        a,
                        a.has("keys") ? List.of("keys") : List.of(),
                        0,
                        values -> ArrayParts.sorted(values.get(0), values.get(values.size() - 1))));
        table.add(
                "Image.arrayReduce(Image input, Reducer reducer, List<Integer> axes, Integer fieldAxis?): Image",
                "Arrays reduced along some axes, whose length becomes 1.",
                ImageArrayPartFunctions::reduce);
        table.add(
                "Image.arrayAccum(Image input, Integer axis, Reducer reducer?): Image",
                "At each position along an axis the reduction, by default the sum, of all numbers up to it.",
                ImageArrayPartFunctions::accumulate);
    }

    private static void addNumbers(Algorithms table) {
        table.add(
                "Image.arrayLength(Image input, Integer axis): Image",
                "The length of an axis at each pixel.",
                a -> numbers(a, array -> array.length(ArrayParts.axis(array, a.integer("axis")))));
        table.add("Image.arrayDimensions(Image input): Image", "The number of axes, 0 for bands of numbers.", a -> {
            ImageValue image = a.image("input");
            return image.computed(image.bands().stream()
                    .map(band ->
                            band.with(PixelType.integer(0, 255), ArrayRaster.numbers(List.of(band.raster()), values ->
                                    (double) values.get(0).dimensions())))
                    .toList());
        });
        table.add(
                "Image.arrayLengths(Image input): Image",
                "The lengths of all axes at each pixel, as an array.",
                a -> ImageArrayFunctions.changed(a, "input", type -> LENGTH.withDimensions(1), ArrayParts::lengths));
        table.add(
                "Image.arrayArgmax(Image image): Image",
                "The position of the greatest number at each pixel, as an array.",
                a -> ImageArrayFunctions.changed(
                        a,
                        "image",
                        type -> LENGTH.withDimensions(1),
                        array -> ArrayValue.line(
                                LENGTH,
                                ArrayParts.argmax(array).stream()
                                        .mapToDouble(Integer::doubleValue)
                                        .toArray())));
        table.add(
                "Image.arrayDotProduct(Image image1, Image image2): Image",
                "The sum of the products of two arrays of one dimension.",
                a -> Bands.paired(a.function(), a.image("image1"), a.image("image2"), (x, y) -> Bands.placed(x, y)
                        .with(
                                PixelType.DOUBLE,
                                ArrayRaster.numbers(
                                        ImageArrayFunctions.rasters(x, y),
                                        values -> ArrayParts.dotProduct(values.get(0), values.get(1))))));
        table.add(
                "Image.bitsToArrayImage(Image input): Image",
                "The bits of whole numbers, the lowest first.",
                a -> ImageArrayFunctions.changed(
                        a,
                        "input",
                        type -> PixelType.LOGICAL.withDimensions(1),
                        array -> ArrayParts.bits(array.values()[0])));
    }

    private static ImageValue numbers(Arguments arguments, Function<ArrayValue, Integer> number) {
        ImageValue image = arguments.image("input");
        return image.computed(image.bands().stream()
                .map(band -> band.with(
                        LENGTH, ArrayRaster.numbers(List.of(band.raster()), values -> number.apply(values.get(0))
                                .doubleValue())))
                .toList());
    }

    private static Object get(Arguments arguments) {
        ImageValue image = arguments.image("image");
        List<Raster> position =
                arguments.image("position").bands().stream().map(Band::raster).toList();
        return image.computed(image.bands().stream()
                .map(band -> {
                    List<Raster> inputs = new ArrayList<>(List.of(band.raster()));
                    inputs.addAll(position);
                    return band.with(band.type().withDimensions(0), ArrayRaster.numbers(inputs, values -> {
                        List<Integer> at = new ArrayList<>();
                        values.subList(1, values.size()).forEach(each -> at.addAll(ImageArrayFunctions.whole(each)));
                        return ArrayParts.get(values.get(0), at);
                    }));
                })
                .toList());
    }

    private static Object slice(Arguments arguments) {
        List<String> ends = new ArrayList<>();
        for (String name : List.of("start", "end")) {
            if (arguments.has(name)) {
                ends.add(name);
            }
        }
        int axis = arguments.integer("axis");
        int step = arguments.integer("step");
        return ImageArrayFunctions.with(arguments, ends, 0, values -> {
            int start = arguments.has("start") ? (int) values.get(1).values()[0] : 0;
            OptionalInt end = arguments.has("end")
                    ? OptionalInt.of((int) values.get(values.size() - 1).values()[0])
                    : OptionalInt.empty();
            return ArrayParts.slice(values.get(0), axis, start, end, step);
        });
    }

    private static Object reduce(Arguments arguments) {
        ArrayReduction reduction = new ArrayReduction(
                arguments.reducer("reducer"),
                arguments.integers("axes"),
                ArrayFunctions.optional(arguments, "fieldAxis"));
        return ImageArrayFunctions.changed(
                arguments,
                "input",
                type -> reduction.type(type.withDimensions(0)).withDimensions(type.dimensions()),
                reduction::of);
    }

    private static Object accumulate(Arguments arguments) {
        ReducerValue reducer = ArrayFunctions.accumulator(arguments);
        int axis = arguments.integer("axis");
        return ImageArrayFunctions.changed(
                arguments,
                "input",
                type -> reducer.type(type.withDimensions(0), 0).withDimensions(type.dimensions()),
                array -> ArrayReduction.accumulated(array, axis, reducer));
    }
}
