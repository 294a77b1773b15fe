package dev.swath.emulator.expression;

import dev.swath.emulator.raster.ArrayValue;
import dev.swath.emulator.raster.Block;
import dev.swath.emulator.raster.ComputationException;
import dev.swath.emulator.raster.GridProjection;
import dev.swath.emulator.raster.PixelType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/** Functions that read the pixels of a region. */
final class ImageRegionFunctions {

    private static final int MOST_RECTANGLE = 262_144;
    private static final GeometryFactory FACTORY = new GeometryFactory();

    private ImageRegionFunctions() {}

    static void addTo(Algorithms table) {
        table.add(
                "Image.reduceRegion(Image image, Reducer reducer, Geometry geometry?, Float scale?, Projection crs?, List<Float> crsTransform?, Boolean bestEffort = false, Long maxPixels = 10000000, Float tileScale = 1.0): Dictionary<Object>",
                "Reduces the pixels of a region, weighted by their share of it.",
                ImageRegionFunctions::reduceRegion);
        table.add(
                "Image.reduceRegions(Image image, FeatureCollection collection, Reducer reducer, Float scale?, Projection crs?, List<Float> crsTransform?, Float tileScale = 1.0, Long maxPixelsPerRegion?): FeatureCollection",
                "Features with the reduced pixels of each as properties.",
                ImageRegionFunctions::reduceRegions);
        table.add(
                "Image.sample(Image image, Geometry region?, Float scale?, Projection projection?, Float factor?, Long numPixels?, Integer seed = 0, Boolean dropNulls = true, Float tileScale = 1.0, Boolean geometries = false): FeatureCollection",
                "A feature for each pixel of a region, or for some of them.",
                ImageRegionFunctions::sample);
        table.add(
                "Image.sampleRectangle(Image image, Geometry region?, List<String> properties?, Float defaultValue?, Array defaultArrayValue?): Feature",
                "A feature with the pixels of a rectangle, each band as rows of numbers.",
                ImageRegionFunctions::sampleRectangle);
    }

    private static GeometryValue region(Arguments arguments, String name, ImageValue image) {
        return arguments
                .optionalGeometry(name)
                .or(image::geometry)
                .orElseThrow(() -> ComputationException.of(
                        "%s: Unable to use a collection in an algorithm that requires a feature or image: the region is unbounded. Provide a geometry.",
                        arguments.function()));
    }

    private static Object reduceRegion(Arguments arguments) {
        ImageValue image = arguments.image("image");
        return reduced(arguments, image, arguments.reducer("reducer"), region(arguments, "geometry", image));
    }

    private static Map<String, Object> reduced(
            Arguments arguments, ImageValue image, ReducerValue reducer, GeometryValue region) {
        GridProjection lattice = RegionPixels.lattice(arguments, "crs", image.first());
        RegionPixels pixels = RegionPixels.of(arguments, image.bands(), region, lattice);
        Map<String, Object> results = new TreeMap<>();
        if (reducer.inputs() == 1) {
            for (int i = 0; i < image.bands().size(); i++) {
                put(
                        results,
                        ReducerValue.names(image.bands().get(i).id(), reducer),
                        reduce(pixels, reducer, List.of(i)));
            }
        } else if (reducer.inputs() == image.bands().size()) {
            List<Integer> all = new ArrayList<>();
            image.bands().forEach(band -> all.add(all.size()));
            put(results, reducer.outputs(), reduce(pixels, reducer, all));
        } else {
            throw ComputationException.of(
                    "%s: The reducer takes %d inputs, but the image has %d bands.",
                    arguments.function(), reducer.inputs(), image.bands().size());
        }
        return results;
    }

    private static void put(Map<String, Object> into, List<String> names, List<Object> values) {
        for (int i = 0; i < names.size(); i++) {
            into.put(names.get(i), values.get(i));
        }
    }

    private static List<Object> reduce(RegionPixels pixels, ReducerValue reducer, List<Integer> bands) {
        if (pixels.parts().stream().anyMatch(part -> bands.stream()
                .anyMatch(band -> part.blocks().get(band).isOfArrays()))) {
            return reducer.objects(arrays(pixels, bands));
        }
        int capacity = pixels.grid().width() * pixels.grid().height();
        double[][] columns = new double[bands.size()][capacity];
        double[] weights = new double[capacity];
        int count = 0;
        for (RegionPixels.Part part : pixels.parts()) {
            for (int i = 0; i < part.shares().length; i++) {
                float weight = part.shares()[i];
                for (int band : bands) {
                    weight = Math.min(
                            weight, part.shares()[i] * part.blocks().get(band).maskAt(i));
                }
                if (weight > 0) {
                    for (int input = 0; input < bands.size(); input++) {
                        columns[input][count] =
                                part.blocks().get(bands.get(input)).values()[i];
                    }
                    weights[count++] = weight;
                }
            }
        }
        if (count == 0 && !reducer.outputs().equals(List.of("count"))) {
            return reducer.outputs().stream().map(name -> empty(reducer, name)).toList();
        }
        return reducer.numbers(columns, weights, count);
    }

    /** The valid pixels of bands of which some hold arrays; weights don't matter for those that can reduce them. */
    private static List<List<Object>> arrays(RegionPixels pixels, List<Integer> bands) {
        List<List<Object>> rows = new ArrayList<>();
        for (RegionPixels.Part part : pixels.parts()) {
            for (int i = 0; i < part.shares().length; i++) {
                int at = i;
                if (part.shares()[i] > 0
                        && bands.stream()
                                .allMatch(band -> part.blocks().get(band).isValid(at))) {
                    rows.add(bands.stream()
                            .map(band -> Numbers.of(part.blocks().get(band), at, PixelType.DOUBLE))
                            .toList());
                }
            }
        }
        return rows;
    }

    /** The output of a reducer without inputs: 0 for sums, an empty dictionary for histograms, otherwise null. */
    private static Object empty(ReducerValue reducer, String output) {
        return switch (output) {
            case "sum", "count" -> 0L;
            case "histogram" -> Map.of();
            case "list", "groups" -> List.of();
            default -> reducer.inputs() > 0 ? Nothing.NULL : 0L;
        };
    }

    private static Object reduceRegions(Arguments arguments) {
        ImageValue image = arguments.image("image");
        ReducerValue reducer = arguments.reducer("reducer");
        List<Element> features = new ArrayList<>();
        for (Element feature : arguments.collection("collection").accumulated()) {
            GeometryValue region = feature.geometry()
                    .orElseThrow(() -> ComputationException.of("Image.reduceRegions: A feature has no geometry."));
            Map<String, Object> results = new TreeMap<>(reduced(arguments, image, reducer, region));
            if (image.bands().size() == 1 && reducer.inputs() == 1) {
                List<String> names = ReducerValue.names(image.first().id(), reducer);
                Map<String, Object> plain = new TreeMap<>();
                for (int i = 0; i < names.size(); i++) {
                    plain.put(reducer.outputs().get(i), results.get(names.get(i)));
                }
                results = plain;
            }
            features.add(ElementFunctions.set(feature, results));
        }
        return CollectionValue.of(false, features);
    }

    private static Object sample(Arguments arguments) {
        ImageValue image = arguments.image("image");
        GeometryValue region = region(arguments, "region", image);
        GridProjection lattice = RegionPixels.lattice(arguments, "projection", image.first());
        RegionPixels pixels = RegionPixels.of(arguments, image.bands(), region, lattice);
        List<Element> features = new ArrayList<>();
        for (RegionPixels.Part part : pixels.parts()) {
            for (int i = 0; i < part.shares().length; i++) {
                if (part.shares()[i] >= 0.5) {
                    pixel(arguments, image, pixels, part, i).ifPresent(features::add);
                }
            }
        }
        return CollectionValue.of(false, picked(arguments, features));
    }

    private static List<Element> picked(Arguments arguments, List<Element> features) {
        double share = 1;
        if (arguments.has("numPixels") && !features.isEmpty()) {
            share = Math.min(1, arguments.decimal("numPixels") / features.size());
        } else if (arguments.has("factor")) {
            share = arguments.decimal("factor");
        }
        if (share >= 1) {
            return features;
        }
        Random random = new Random(arguments.integer("seed"));
        double kept = share;
        return features.stream().filter(each -> random.nextDouble() < kept).toList();
    }

    private static Optional<Element> pixel(
            Arguments arguments, ImageValue image, RegionPixels pixels, RegionPixels.Part part, int at) {
        Map<String, Object> values = new TreeMap<>();
        for (int band = 0; band < image.bands().size(); band++) {
            Block block = part.blocks().get(band);
            if (block.isValid(at)) {
                Band described = image.bands().get(band);
                values.put(described.id(), Numbers.of(block, at, described.type()));
            } else if (arguments.flag("dropNulls")) {
                return Optional.empty();
            }
        }
        Optional<GeometryValue> place = Optional.empty();
        if (arguments.flag("geometries")) {
            int column = part.window().column() + at % part.window().width();
            int row = part.window().row() + at / part.window().width();
            Coordinate lonLat = GridProjection.of(pixels.grid()).lonLat(column + 0.5, row + 0.5);
            place = Optional.of(GeometryValue.lonLat(FACTORY.createPoint(lonLat)));
        }
        return Optional.of(new FeatureValue(place, Properties.of(values)));
    }

    private static Object sampleRectangle(Arguments arguments) {
        ImageValue image = arguments.image("image");
        GeometryValue region = region(arguments, "region", image);
        Properties properties = arguments
                .optionalTexts("properties")
                .map(names -> image.properties().only(Set.copyOf(names)))
                .orElse(image.properties());
        Element feature = new FeatureValue(Optional.of(region), properties);
        for (Band band : image.bands()) {
            RegionPixels pixels = RegionPixels.of(arguments, List.of(band), region, band.projection());
            if ((long) pixels.grid().width() * pixels.grid().height() > MOST_RECTANGLE) {
                throw ComputationException.of(
                        "Image.sampleRectangle: Too many pixels in sample; must be <= %d. Got %d.",
                        MOST_RECTANGLE,
                        (long) pixels.grid().width() * pixels.grid().height());
            }
            feature = feature.withProperties(feature.properties().with(band.id(), rows(arguments, band, pixels)));
        }
        return feature;
    }

    private static ArrayValue rows(Arguments arguments, Band band, RegionPixels pixels) {
        int width = pixels.grid().width();
        Object[][] rows = new Object[pixels.grid().height()][width];
        for (RegionPixels.Part part : pixels.parts()) {
            Block block = part.blocks().get(0);
            for (int i = 0; i < block.size(); i++) {
                int column = part.window().column() + i % part.window().width();
                int row = part.window().row() + i / part.window().width();
                if (!block.isValid(i) && !arguments.has("defaultValue")) {
                    throw ComputationException.of(
                            "Image.sampleRectangle: Fully masked pixels / pixels outside of the image footprint when"
                                    + " sampling band '%s' with no default value set. Note that calling sampleRectangle()"
                                    + " on an image after ee.Image.clip() may result in a sampling bounding box outside"
                                    + " the geometry passed to clip().",
                            band.id());
                }
                rows[row][column] = Numbers.of(
                        block.isValid(i) ? block.values()[i] : arguments.decimal("defaultValue"), band.type());
            }
        }
        List<Object> nested = Arrays.stream(rows).<Object>map(Arrays::asList).toList();
        return NestedNumbers.array(nested).orElseThrow();
    }
}
