package dev.swath.emulator.expression;

import dev.swath.emulator.array.ArrayShapes;
import dev.swath.emulator.raster.ArrayRaster;
import dev.swath.emulator.raster.ArrayValue;
import dev.swath.emulator.raster.ComputationException;
import dev.swath.emulator.raster.PixelType;
import dev.swath.emulator.raster.Raster;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Functions of images whose pixels are arrays: how they are made, and their shapes. */
final class ImageArrayFunctions {

    private ImageArrayFunctions() {}

    static void addTo(Algorithms table) {
        table.add(
                "Image.toArray(Image image, Integer axis = 0): Image",
                "All bands as one array at each pixel, masked where one of them is.",
                ImageArrayFunctions::toArray);
        table.add(
                "Image.arrayCat(Image image1, Image image2, Integer axis): Image",
                "The arrays of two images, one after the other along an axis.",
                a -> paired(a, a.integer("axis") + 1, pair -> ArrayShapes.cat(pair, a.integer("axis"))));
        table.add(
                "Image.arrayRepeat(Image input, Integer axis, Image copies): Image",
                "Copies of each array along an axis.",
                a -> with(
                        a,
                        List.of("copies"),
                        a.integer("axis") + 1,
                        values -> ArrayShapes.repeat(values.get(0), a.integer("axis"), (int)
                                values.get(1).values()[0])));
        table.add(
                "Image.arrayProject(Image input, List<Integer> axes): Image",
                "The axes of each array that are named; the others must have length 1.",
                a -> changed(
                        a,
                        "input",
                        type -> type.withDimensions(a.integers("axes").size()),
                        array -> ArrayShapes.project(array, a.integers("axes"))));
        for (String name : List.of("arrayTranspose", "matrixTranspose")) {
            table.add(
                    "Image." + name + "(Image input, Integer axis1 = 0, Integer axis2 = 1): Image",
                    "Arrays with two axes exchanged.",
                    a -> changed(
                            a,
                            "input",
                            type -> type,
                            array -> ArrayShapes.transpose(array, a.integer("axis1"), a.integer("axis2"))));
        }
        table.add(
                "Image.arrayReshape(Image image, Image lengths, Integer dimensions): Image",
                "The same numbers in another shape at each pixel.",
                ImageArrayFunctions::reshape);
        table.add(
                "Image.arrayPad(Image image, List<Integer> lengths, Number pad = 0): Image",
                "Arrays made longer with a number.",
                a -> changed(
                        a,
                        "image",
                        type -> type,
                        array -> ArrayShapes.pad(array, a.integers("lengths"), a.decimal("pad"))));
        table.add(
                "Image.arrayFlatten(Image image, List<List<String>> coordinateLabels, String separator = '_'): Image",
                "A band of numbers for each position of an array, named by the labels of its axes.",
                ImageArrayFunctions::flatten);
    }

    static List<Raster> rasters(Band first, Band second) {
        return List.of(first.raster(), second.raster());
    }

    /** An image with the array of each pixel changed. */
    static ImageValue changed(
            Arguments arguments, String name, UnaryOperator<PixelType> type, UnaryOperator<ArrayValue> change) {
        ImageValue image = arguments.image(name);
        return image.computed(image.bands().stream()
                .map(band -> band.with(
                        type.apply(band.type()),
                        ArrayRaster.arrays(List.of(band.raster()), values -> change.apply(values.get(0)))))
                .toList());
    }

    /** Pairs the bands of both images of a function; the results have so many dimensions, or more. */
    private static ImageValue paired(
            Arguments arguments, int dimensions, Function<List<ArrayValue>, ArrayValue> operation) {
        return Bands.paired(arguments.function(), arguments.image("image1"), arguments.image("image2"), (a, b) -> {
            PixelType type = a.type().union(b.type());
            return Bands.placed(a, b)
                    .with(
                            type.withDimensions(Math.max(dimensions, type.dimensions())),
                            ArrayRaster.arrays(rasters(a, b), operation));
        });
    }

    /** Changes each band by those of other images, of which each has one band for all or as many. */
    static ImageValue with(
            Arguments arguments,
            List<String> others,
            int dimensions,
            Function<List<ArrayValue>, ArrayValue> operation) {
        ImageValue image = arguments.image(arguments.function().equals("Image.arraySort") ? "image" : "input");
        List<Band> results = new ArrayList<>();
        for (int i = 0; i < image.bands().size(); i++) {
            Band band = image.bands().get(i);
            List<Raster> inputs = new ArrayList<>(List.of(band.raster()));
            for (String name : others) {
                inputs.add(match(arguments, name, i, image.bands().size()).raster());
            }
            int depth = Math.max(dimensions, band.type().dimensions());
            results.add(band.with(band.type().withDimensions(depth), ArrayRaster.arrays(inputs, operation)));
        }
        return image.computed(results);
    }

    private static Band match(Arguments arguments, String name, int index, int bands) {
        ImageValue other = arguments.image(name);
        int size = other.bands().size();
        if (size != 1 && size != bands) {
            throw ComputationException.of(
                    "%s: '%s' must have one band, or as many as the image. Got %d and %d.",
                    arguments.function(), name, size, bands);
        }
        return other.bands().get(size == 1 ? 0 : index);
    }

    private static Object toArray(Arguments arguments) {
        ImageValue image = arguments.image("image");
        int axis = arguments.integer("axis");
        List<Raster> inputs = image.bands().stream().map(Band::raster).toList();
        PixelType type =
                image.bands().stream().map(Band::type).reduce(PixelType::union).orElse(PixelType.DOUBLE);
        if (axis < 0 || axis > type.dimensions()) {
            throw ComputationException.of(
                    "Image.toArray: The axis must be between 0 and %d. Found %d.", type.dimensions(), axis);
        }
        Band array = image.first()
                .named("array")
                .with(
                        type.withDimensions(Math.max(type.dimensions(), axis + 1)),
                        ArrayRaster.arrays(inputs, values -> ArrayShapes.cat(values, axis)));
        return image.computed(List.of(array));
    }

    private static Object reshape(Arguments arguments) {
        ImageValue image = arguments.image("image");
        Band lengths = arguments.image("lengths").first();
        return image.computed(image.bands().stream()
                .map(band -> band.with(
                        band.type().withDimensions(arguments.integer("dimensions")),
                        ArrayRaster.arrays(
                                rasters(band, lengths),
                                values -> ArrayShapes.reshape(values.get(0), whole(values.get(1))))))
                .toList());
    }

    static List<Integer> whole(ArrayValue array) {
        List<Integer> numbers = new ArrayList<>();
        for (double each : array.values()) {
            numbers.add((int) each);
        }
        return numbers;
    }

    private static Object flatten(Arguments arguments) {
        ImageValue image = arguments.image("image");
        List<List<Object>> labels = arguments.list("coordinateLabels").stream()
                .map(each -> Convert.list(each)
                        .orElseThrow(() -> ComputationException.of(
                                "Image.arrayFlatten: There must be a list of labels for each axis.")))
                .toList();
        List<Integer> shape = labels.stream().map(List::size).toList();
        List<Band> results = new ArrayList<>();
        Band array = image.first();
        for (int i = 0; i < ArrayValue.size(shape); i++) {
            int at = i;
            Raster raster = ArrayRaster.numbers(List.of(array.raster()), values -> at(values.get(0), shape, at));
            results.add(array.with(array.type().withDimensions(0), raster).named(label(labels, at, arguments)));
        }
        return image.computed(Bands.unique(results));
    }

    private static double at(ArrayValue array, List<Integer> shape, int at) {
        if (!array.shape().equals(shape)) {
            throw ComputationException.of(
                    "Image.arrayFlatten: The labels are for lengths of %s, but a pixel has %s.", shape, array.shape());
        }
        return array.values()[at];
    }

    private static String label(List<List<Object>> labels, int at, Arguments arguments) {
        List<String> parts = new ArrayList<>();
        int left = at;
        for (int axis = labels.size() - 1; axis >= 0; axis--) {
            int length = labels.get(axis).size();
            parts.add(0, StringFunctions.text(labels.get(axis).get(left % length)));
            left /= length;
        }
        return String.join(arguments.text("separator"), parts);
    }
}
