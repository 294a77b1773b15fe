package dev.swath.emulator.expression;

import dev.swath.emulator.raster.Block;
import dev.swath.emulator.raster.ComputationException;
import dev.swath.emulator.raster.GridProjection;
import dev.swath.emulator.raster.GridRaster;
import dev.swath.emulator.raster.PixelType;
import dev.swath.grid.RasterGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.locationtech.jts.geom.Coordinate;

/** Functions that make images and arrange their bands. */
final class ImageFunctions {

    private ImageFunctions() {}

    static void addTo(Algorithms table) {
        table.add("Image.load(String id, Long version = -1): Image", "A stored image.", ImageFunctions::load);
        table.add(
                "Image.constant(Object value): Image",
                "An image that has a value everywhere; a list makes a band of each.",
                ImageFunctions::constant);
        table.add(
                "Image.select(Image input, List<Object> bandSelectors, List<String> newNames?): Image",
                "Bands by name, regular expression or position.",
                ImageFunctions::select);
        table.add(
                "Image.rename(Image input, List<String> names): Image",
                "The bands under other names.",
                ImageFunctions::rename);
        table.add(
                "Image.slice(Image image, Integer start, Integer end?): Image",
                "Bands by position.",
                ImageFunctions::slice);
        table.add(
                "Image.addBands(Image dstImg, Image srcImg, List<String> names?, Boolean overwrite = false): Image",
                "An image with bands of another added.",
                ImageFunctions::addBands);
        table.add("Image.cat(List<Object> images): Image", "The bands of several images.", ImageFunctions::cat);
        table.add(
                "Image.bandNames(Image image): List<Object>",
                "The names of the bands.",
                a -> new ArrayList<Object>(a.image("image").names()));
        table.add("Image.bandTypes(Image image): Dictionary<Object>", "The types of the bands.", ImageFunctions::types);
        table.add(
                "Image.id(Element element): String",
                "The index of an image.",
                a -> a.element("element").properties().get("system:index").orElse(Nothing.NULL));
        table.add("Image.date(Image image): Date", "When an image was acquired.", ImageFunctions::date);
        table.add(
                "Image.geometry(Element feature, ErrorMargin maxError?, Projection proj?, Boolean geodesics?): Geometry",
                "The footprint of an image.",
                a -> ElementFunctions.geometry(a, "feature"));
        table.add(
                "Image.projection(Image image): Projection",
                "The projection that all bands share.",
                ImageFunctions::projection);
        table.add(
                "Image.metadata(Image image, String property, String name?): Image",
                "An image that has a property's number everywhere.",
                ImageFunctions::metadata);
        table.add("Image.pixelLonLat(): Image", "Longitude and latitude of each pixel.", a -> pixelLonLat());
        table.add("Image.pixelArea(): Image", "The area of each pixel in square metres.", a -> pixelArea());
        table.add(
                "Image.parseExpression(String expression, String argName, List<String> vars, Boolean mapFreeVarsToDefaultImageBands = false): Algorithm",
                "A function of images from a formula.",
                ImageAlgebra::procedure);
        table.add(
                "Image.linkCollection(Image input, ImageCollection imageCollection, Object linkedBands?, Object linkedProperties?, String matchPropertyName = 'system:index'): Image",
                "An image with bands and properties of its match in a collection.",
                ImageFunctions::link);
    }

    private static Object load(Arguments arguments) {
        String id = arguments.text("id");
        int slash = id.lastIndexOf('/');
        Archive archive = arguments.context().archive();
        return archive.image(id)
                .<Object>map(scene -> ImageValue.of(id.substring(0, slash), scene))
                .orElseThrow(() -> ComputationException.of(
                        "Image.load: Image asset '%s' not found (does not exist or caller does not have access).", id));
    }

    private static Object constant(Arguments arguments) {
        Object value = arguments.value("value");
        return Convert.image(value)
                .orElseThrow(() -> ComputationException.of(
                        "Image.constant: Parameter 'value' must be a number, an array or a list of numbers, not %s.",
                        Convert.typeName(value)));
    }

    private static Object select(Arguments arguments) {
        ImageValue image = arguments.image("input");
        Object selectors = arguments.value("bandSelectors");
        List<Band> bands = Bands.select(
                "Image.select",
                image,
                selectors instanceof List<?> ? arguments.list("bandSelectors") : List.of(selectors));
        Optional<List<String>> names = arguments.optionalTexts("newNames");
        return image.withBands(names.isPresent() ? named("Image.select", bands, names.get()) : bands);
    }

    private static List<Band> named(String function, List<Band> bands, List<String> names) {
        if (bands.size() != names.size()) {
            throw ComputationException.of(
                    "%s: The number of names (%d) must match the number of bands (%d).",
                    function, names.size(), bands.size());
        }
        if (names.stream().distinct().count() != names.size()) {
            throw ComputationException.of("%s: Duplicate band names: %s.", function, names);
        }
        List<Band> renamed = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            renamed.add(bands.get(i).named(names.get(i)));
        }
        return renamed;
    }

    private static Object rename(Arguments arguments) {
        ImageValue image = arguments.image("input");
        return image.withBands(named("Image.rename", image.bands(), arguments.texts("names")));
    }

    private static Object slice(Arguments arguments) {
        ImageValue image = arguments.image("image");
        int size = image.bands().size();
        int end = arguments.has("end") ? arguments.integer("end") : size;
        int[] range = ListFunctions.range(arguments.integer("start"), end, size);
        return image.withBands(image.bands().subList(range[0], Math.max(range[0], range[1])));
    }

    private static Object addBands(Arguments arguments) {
        ImageValue into = arguments.image("dstImg");
        ImageValue from = arguments.image("srcImg");
        List<Band> added = arguments
                .optionalTexts("names")
                .map(names -> Bands.select("Image.addBands", from, new ArrayList<>(names)))
                .orElse(from.bands());
        return added(into, added, arguments.flag("overwrite"));
    }

    static ImageValue added(ImageValue into, List<Band> added, boolean overwrite) {
        List<Band> bands = new ArrayList<>(into.bands());
        for (Band band : added) {
            int at = into.names().indexOf(band.id());
            if (overwrite && at >= 0) {
                bands.set(at, band);
            } else {
                bands.add(band);
            }
        }
        return into.withBands(Bands.unique(bands));
    }

    private static Object cat(Arguments arguments) {
        List<ImageValue> images = arguments.list("images").stream()
                .map(each -> Convert.image(each)
                        .orElseThrow(() -> ComputationException.of("Image.cat: An item is not an image.")))
                .toList();
        if (images.isEmpty()) {
            return ImageValue.of(List.of());
        }
        return images.get(0)
                .withBands(Bands.unique(
                        images.stream().flatMap(image -> image.bands().stream()).toList()));
    }

    private static Object types(Arguments arguments) {
        Map<String, Object> types = new TreeMap<>();
        arguments.image("image").bands().forEach(band -> types.put(band.id(), band.type()));
        return types;
    }

    private static Object date(Arguments arguments) {
        return arguments
                .image("image")
                .properties()
                .get("system:time_start")
                .flatMap(Convert::instant)
                .<Object>map(instant -> instant)
                .orElseThrow(() ->
                        ComputationException.of("Image.date: Image does not have a 'system:time_start' property."));
    }

    private static Object projection(Arguments arguments) {
        ImageValue image = arguments.image("image");
        GridProjection first = image.first().projection();
        for (Band band : image.bands()) {
            if (!band.projection().equals(first)) {
                throw ComputationException.of(
                        "Image.projection: The bands of the specified image contains different projections."
                                + " Use Image.select to pick a single band.");
            }
        }
        return first;
    }

    private static Object metadata(Arguments arguments) {
        String property = arguments.text("property");
        ImageValue image = arguments.image("image");
        Number value = image.properties()
                .get(property)
                .flatMap(Convert::number)
                .orElseThrow(() -> ComputationException.of("Image.metadata: Property '%s' is not a number.", property));
        Band band = ImageValue.constant(value)
                .first()
                .named(arguments.optionalText("name").orElse(property));
        return image.computed(
                List.of(image.first().with(band.type(), band.raster()).named(band.id())));
    }

    private static ImageValue pixelLonLat() {
        GridRaster longitude = new GridRaster(grid -> lonLat(grid, true));
        GridRaster latitude = new GridRaster(grid -> lonLat(grid, false));
        return ImageValue.of(List.of(
                Band.unbounded("longitude", new PixelType(PixelType.Precision.DOUBLE, -180, 180), longitude),
                Band.unbounded("latitude", new PixelType(PixelType.Precision.DOUBLE, -90, 90), latitude)));
    }

    private static Block lonLat(RasterGrid grid, boolean longitude) {
        double[] values = new double[grid.width() * grid.height()];
        GridProjection lattice = GridProjection.of(grid);
        for (int i = 0; i < values.length; i++) {
            Coordinate at = lattice.lonLat(i % grid.width() + 0.5, Math.floorDiv(i, grid.width()) + 0.5);
            values[i] = longitude ? at.x : at.y;
        }
        return Block.valid(values);
    }

    private static ImageValue pixelArea() {
        GridRaster area = new GridRaster(grid -> {
            double[] values = new double[grid.width() * grid.height()];
            GridProjection lattice = GridProjection.of(grid);
            for (int i = 0; i < values.length; i++) {
                int column = i % grid.width();
                int row = i / grid.width();
                Coordinate a = lattice.lonLat(column, row + 0.5);
                Coordinate b = lattice.lonLat(column + 1, row + 0.5);
                Coordinate c = lattice.lonLat(column + 0.5, row);
                Coordinate d = lattice.lonLat(column + 0.5, row + 1);
                values[i] = Sphere.distance(a, b) * Sphere.distance(c, d);
            }
            return Block.valid(values);
        });
        return ImageValue.of(List.of(Band.unbounded("area", PixelType.DOUBLE, area)));
    }

    private static Object link(Arguments arguments) {
        ImageValue input = arguments.image("input");
        String key = arguments.text("matchPropertyName");
        CollectionValue collection = arguments.collection("imageCollection");
        List<String> names = arguments.has("linkedBands") ? arguments.texts("linkedBands") : List.of();
        List<String> properties = arguments.has("linkedProperties") ? arguments.texts("linkedProperties") : List.of();
        Optional<Object> wanted = input.properties().get(key);
        Optional<ImageValue> match =
                wanted.flatMap(value -> ImageCollectionFunctions.firstWith(collection, key, value));
        List<Band> linked = new ArrayList<>();
        for (String name : names) {
            linked.addAll(match.map(image -> Bands.select("Image.linkCollection", image, List.of(name)))
                    .orElseGet(() -> List.of(ImageMaskFunctions.nothing(name))));
        }
        ImageValue result = added(input, linked, true);
        Properties changed = result.properties();
        for (String name : properties) {
            changed = changed.with(
                    name, match.flatMap(image -> image.properties().get(name)).orElse(Nothing.NULL));
        }
        return result.withProperties(changed);
    }
}
