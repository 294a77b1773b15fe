package dev.swath.emulator.expression;

import dev.swath.emulator.archive.SceneCollection;
import dev.swath.emulator.archive.SearchBounds;
import dev.swath.emulator.raster.Block;
import dev.swath.emulator.raster.ComputationException;
import dev.swath.emulator.raster.DerivedRaster;
import dev.swath.emulator.raster.PixelType;
import dev.swath.emulator.raster.Raster;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Functions of image collections: composites and time series. */
final class ImageCollectionFunctions {

    private ImageCollectionFunctions() {}

    static void addTo(Algorithms table) {
        table.add(
                "ImageCollection.load(String id, Long version?): ImageCollection",
                "A stored collection.",
                ImageCollectionFunctions::load);
        table.add(
                "ImageCollection.fromImages(List<Image> images): ImageCollection",
                "A collection of images.",
                a -> CollectionValue.of(
                        true,
                        a.list("images").stream()
                                .map(each -> Convert.image(each)
                                        .orElseThrow(() -> ComputationException.of(
                                                "ImageCollection.fromImages: An item is not an image.")))
                                .toList()));
        table.add(
                "ImageCollection.mosaic(ImageCollection collection): Image",
                "At each pixel the last image that is valid there.",
                ImageCollectionFunctions::mosaic);
        table.add(
                "ImageCollection.qualityMosaic(ImageCollection collection, String qualityBand): Image",
                "At each pixel the image whose quality band is greatest.",
                ImageCollectionFunctions::qualityMosaic);
        table.add(
                "ImageCollection.toBands(ImageCollection collection): Image",
                "All bands of all images, named by image and band.",
                ImageCollectionFunctions::toBands);
        table.add(
                "ImageCollection.reduce(ImageCollection collection, Reducer reducer, Float parallelScale = 1.0): Image",
                "Reduces the images at each pixel.",
                a -> reduced(a.collection("collection").allImages(), a.reducer("reducer"), true));
        table.add(
                "ImageCollection.combine(ImageCollection primary, ImageCollection secondary, Boolean overwrite = false): ImageCollection",
                "Images with the bands of those of the same index in another collection.",
                ImageCollectionFunctions::combine);
        for (String name : List.of("min", "max", "count", "sum", "product", "mean", "median", "mode")) {
            ReducerValue reducer = Statistics.ALL.get(name);
            table.add(
                    "reduce." + name + "(ImageCollection collection): Image",
                    "Over all images, at each pixel: "
                            + Statistics.ALL.get(name).description(),
                    a -> reduced(a.collection("collection").allImages(), reducer, false));
        }
        for (String name : List.of("and", "or")) {
            ReducerValue reducer = Statistics.ALL.get(name.equals("and") ? "allNonZero" : "anyNonZero");
            table.add(
                    "reduce." + name + "(ImageCollection collection): Image",
                    "Over all images, at each pixel: the logical " + name + ".",
                    a -> reduced(a.collection("collection").allImages(), reducer, false));
        }
    }

    private static Object load(Arguments arguments) {
        String id = arguments.text("id");
        Context context = arguments.context();
        SceneCollection collection = context.archive()
                .collection(id)
                .orElseThrow(() -> ComputationException.of(
                        "ImageCollection.load: ImageCollection asset '%s' not found (does not exist or caller does not have access).",
                        id));
        Map<String, Object> properties = new TreeMap<>(collection.properties());
        properties.put("system:id", id);
        return new CollectionValue(
                true,
                new Sources.Stored(collection, context.archive(), context.budget(), List.of()),
                Properties.of(properties),
                Optional.of(id));
    }

    /** The first image with a value of a property. */
    static Optional<ImageValue> firstWith(CollectionValue collection, String property, Object value) {
        CollectionValue.Source source = collection.source().filtered(new FilterValue() {
            @Override
            public boolean test(Element left, Element right) {
                return left.properties()
                        .get(property)
                        .filter(own -> Order.same(own, value))
                        .isPresent();
            }

            @Override
            public void narrow(SearchBounds bounds) {
                bounds.property(property, Set.of(value));
            }
        });
        Iterator<? extends Element> found = source.elements();
        return found.hasNext() && found.next() instanceof ImageValue image ? Optional.of(image) : Optional.empty();
    }

    /** The bands of all images by name, in the order of the first image. */
    static Map<String, List<Band>> stacks(List<ImageValue> images) {
        Map<String, List<Band>> stacks = new LinkedHashMap<>();
        for (ImageValue image : images) {
            for (Band band : image.bands()) {
                stacks.computeIfAbsent(band.id(), any -> new ArrayList<>()).add(band);
            }
        }
        return stacks;
    }

    static PixelType union(List<Band> bands) {
        return bands.stream().map(Band::type).reduce(PixelType::union).orElseThrow();
    }

    private static Object mosaic(Arguments arguments) {
        List<Band> results = new ArrayList<>();
        stacks(arguments.collection("collection").allImages()).forEach((name, bands) -> {
            Raster raster =
                    new DerivedRaster(bands.stream().map(Band::raster).toList(), ImageCollectionFunctions::topmost);
            results.add(Band.unbounded(name, union(bands), raster));
        });
        return ImageValue.of(results);
    }

    private static Block topmost(List<Block> blocks) {
        double[] values = new double[blocks.get(0).size()];
        float[] mask = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            for (int image = blocks.size() - 1; image >= 0 && mask[i] < 1; image--) {
                float own = blocks.get(image).maskAt(i);
                if (own > 0) {
                    float share = mask[i] == 0 ? 1 : 1 - mask[i];
                    values[i] = mask[i] == 0
                            ? blocks.get(image).values()[i]
                            : (1 - share) * values[i]
                                    + share * blocks.get(image).values()[i];
                    mask[i] = Math.max(mask[i], own);
                }
            }
        }
        return new Block(values, mask);
    }

    private static Object qualityMosaic(Arguments arguments) {
        List<ImageValue> images = arguments.collection("collection").allImages();
        String quality = arguments.text("qualityBand");
        if (images.isEmpty()) {
            return ImageValue.of(List.of());
        }
        List<Raster> qualities = new ArrayList<>();
        images.forEach(image -> qualities.add(Bands.select("ImageCollection.qualityMosaic", image, List.of(quality))
                .get(0)
                .raster()));
        List<Band> results = new ArrayList<>();
        for (String name : images.get(0).names()) {
            List<Band> bands = new ArrayList<>();
            images.forEach(image -> bands.add(Bands.select("ImageCollection.qualityMosaic", image, List.of(name))
                    .get(0)));
            List<Raster> inputs = new ArrayList<>(qualities);
            bands.forEach(band -> inputs.add(band.raster()));
            Raster raster = new DerivedRaster(inputs, blocks -> best(blocks, images.size()));
            results.add(Band.unbounded(name, union(bands), raster));
        }
        return ImageValue.of(results);
    }

    private static Block best(List<Block> blocks, int images) {
        double[] values = new double[blocks.get(0).size()];
        float[] mask = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            int best = -1;
            for (int image = 0; image < images; image++) {
                Block quality = blocks.get(image);
                if (quality.isValid(i)
                        && (best < 0 || quality.values()[i] > blocks.get(best).values()[i])) {
                    best = image;
                }
            }
            if (best >= 0) {
                values[i] = blocks.get(images + best).values()[i];
                mask[i] = blocks.get(images + best).maskAt(i);
            }
        }
        return new Block(values, mask);
    }

    private static Object toBands(Arguments arguments) {
        List<Band> results = new ArrayList<>();
        int number = 0;
        for (ImageValue image : arguments.collection("collection").allImages()) {
            String prefix =
                    image.properties().get("system:index").map(String::valueOf).orElse(Integer.toString(number));
            image.bands().forEach(band -> results.add(band.named(prefix + "_" + band.id())));
            number++;
        }
        return ImageValue.of(Bands.unique(results));
    }

    /** Reduces the bands of a name at each pixel, or all bands at once if the reducer takes as many. */
    static ImageValue reduced(List<ImageValue> images, ReducerValue reducer, boolean named) {
        Map<String, List<Band>> stacks = stacks(images);
        List<Band> results = new ArrayList<>();
        if (reducer.inputs() > 1) {
            if (!stacks.isEmpty() && stacks.size() != reducer.inputs()) {
                throw ComputationException.of(
                        "ImageCollection.reduce: The reducer takes %d inputs, but the images have %d bands.",
                        reducer.inputs(), stacks.size());
            }
            List<List<Raster>> inputs = stacks.values().stream()
                    .map(ImageCollectionFunctions::rasters)
                    .toList();
            addOutputs(
                    results, new StackReduction(reducer, inputs, false), reducer.outputs(), reducer, PixelType.DOUBLE);
            return ImageValue.of(results);
        }
        stacks.forEach((band, bands) -> {
            List<String> names = reducer.outputs().stream()
                    .map(output -> named ? band + "_" + output : band)
                    .toList();
            addOutputs(
                    results, new StackReduction(reducer, List.of(rasters(bands)), false), names, reducer, union(bands));
        });
        return ImageValue.of(results);
    }

    static List<Raster> rasters(List<Band> bands) {
        return bands.stream().map(Band::raster).toList();
    }

    private static void addOutputs(
            List<Band> results, StackReduction stack, List<String> names, ReducerValue reducer, PixelType type) {
        for (int output = 0; output < names.size(); output++) {
            results.add(Band.unbounded(
                    names.get(output), StackReduction.type(reducer, type, output), stack.output(output)));
        }
    }

    private static Object combine(Arguments arguments) {
        CollectionValue primary = arguments.collection("primary");
        CollectionValue secondary = arguments.collection("secondary");
        boolean overwrite = arguments.flag("overwrite");
        List<ImageValue> combined = new ArrayList<>();
        for (ImageValue image : primary.allImages()) {
            image.properties()
                    .get("system:index")
                    .flatMap(index -> firstWith(secondary, "system:index", index))
                    .ifPresent(other -> combined.add(ImageFunctions.added(image, other.bands(), overwrite)));
        }
        return primary.withSource(combined::iterator);
    }
}
