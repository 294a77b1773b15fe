package dev.swath.earthengine.expression;

import static dev.swath.earthengine.expression.Node.call;

import dev.swath.grid.SampleType;
import dev.swath.job.Visualization;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An image in an expression, with the functions of Earth Engine that make another image of it. What they do is written in its
 * reference of functions, under the names that are passed to {@link Node#call}.
 *
 * @param node the value of the expression
 */
public record Raster(Node node) {

    /** The bands of a picture that {@link #visualize} makes. */
    public static final List<String> COLOURS = List.of("vis-red", "vis-green", "vis-blue");

    private static final String VALUE = "value";
    private static final String IMAGE = "image";
    private static final String INPUT = "input";

    /** A stored image by its id, such as {@code USGS/SRTMGL1_003}. */
    public static Raster load(String id) {
        return new Raster(call("Image.load", "id", id));
    }

    /** The same number everywhere. */
    public static Raster constant(double value) {
        return new Raster(call("Image.constant", VALUE, number(value)));
    }

    /** Whole numbers are written without a fraction, as the clients of Google do. */
    private static Object number(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 0x1p53;
        return whole ? (Object) (long) value : (Object) value;
    }

    /** Some of the bands. */
    public Raster select(List<String> bands) {
        return new Raster(call("Image.select", INPUT, node, "bandSelectors", bands));
    }

    /** One of the bands. */
    public Raster select(String band) {
        return select(List.of(band));
    }

    /** Other names for all bands. */
    public Raster rename(List<String> names) {
        return new Raster(call("Image.rename", INPUT, node, "names", names));
    }

    /** With the bands of another image after its own. */
    public Raster addBands(Raster other) {
        return new Raster(call("Image.addBands", "dstImg", node, "srcImg", other.node));
    }

    /** Masked also where another image is masked or 0. */
    public Raster updateMask(Raster mask) {
        return new Raster(call("Image.updateMask", IMAGE, node, "mask", mask.node));
    }

    /** The masks of its bands, 0 to 1. */
    public Raster mask() {
        return new Raster(call("Image.mask", IMAGE, node));
    }

    /** A value in the place of masked samples, also outside the footprint. */
    public Raster unmask(double value) {
        return new Raster(call("Image.unmask", INPUT, node, VALUE, constant(value).node, "sameFootprint", false));
    }

    /** (a - b) / (a + b) of two bands; masked where one of them is negative. */
    public Raster normalizedDifference(String a, String b) {
        return new Raster(call("Image.normalizedDifference", INPUT, node, "bandNames", List.of(a, b)));
    }

    /** Each of these values replaced by 0, and every other by 1. */
    public Raster noneOf(List<Integer> values) {
        return new Raster(call(
                "Image.remap",
                IMAGE,
                node,
                "from",
                values,
                "to",
                values.stream().map(value -> 0).toList(),
                "defaultValue",
                1));
    }

    /** A function of one image, by its Earth Engine name without {@code Image.}, such as {@code sqrt}. */
    public Raster unary(String function) {
        return new Raster(call("Image." + function, VALUE, node));
    }

    /** A function of this image and another, pixel by pixel, by its name without {@code Image.}, such as {@code subtract}. */
    public Raster binary(String function, Raster other) {
        return new Raster(call("Image." + function, "image1", node, "image2", other.node));
    }

    /** The value of another image where a test is not 0. */
    public Raster where(Raster test, Raster value) {
        return new Raster(call("Image.where", INPUT, node, "test", test.node, VALUE, value.node));
    }

    /** The largest value within so many metres. */
    public Raster focalMax(double metres) {
        return new Raster(call("Image.focalMax", IMAGE, node, "radius", metres, "units", "meters"));
    }

    /**
     * The mean of each band over a region, by its name; null where it has no pixel with data.
     *
     * @param region a geometry
     * @param scale side of the pixels that are read, in metres
     */
    public Node mean(Node region, double scale) {
        return call(
                "Image.reduceRegion",
                IMAGE,
                node,
                "reducer",
                call("Reducer.mean"),
                "geometry",
                region,
                "scale",
                scale,
                "bestEffort",
                true);
    }

    /** No less and no more than these. */
    public Raster clamp(double low, double high) {
        return new Raster(call("Image.clamp", INPUT, node, "low", low, "high", high));
    }

    /** The bands of the image of another collection that has the same index. */
    public Raster linked(String collection, String band) {
        return new Raster(call(
                "Image.linkCollection",
                INPUT,
                node,
                "imageCollection",
                call("ImageCollection.load", "id", collection),
                "linkedBands",
                List.of(band)));
    }

    /** The samples in another type; fractions of whole numbers are cut off. */
    public Raster cast(SampleType type) {
        return unary(
                switch (type) {
                    case FLOAT32 -> "toFloat";
                    case FLOAT64 -> "toDouble";
                    default -> {
                        String name = type.name().toLowerCase(Locale.ROOT);
                        yield "to" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
                    }
                });
    }

    /** Masked outside an area. */
    public Raster clip(Node geometry) {
        return new Raster(call("Image.clip", INPUT, node, "geometry", geometry));
    }

    /**
     * A value in all bands of the pixels along the borders of features. They are not masked then.
     *
     * @param features a collection
     * @param width of the line in pixels
     */
    public Raster paint(Node features, double value, double width) {
        return new Raster(call(
                "Image.paint",
                IMAGE,
                node,
                "featureCollection",
                features,
                "color",
                number(value),
                "width",
                number(width)));
    }

    /**
     * A picture of red, green and blue, masked where one of its bands is.
     *
     * @param bands that are shown, one or three; none if there are no others
     * @param single whether it is one band
     */
    public Raster visualize(Visualization picture, List<String> bands, boolean single) {
        List<Object> arguments = new ArrayList<>(List.of(IMAGE, node));
        if (!bands.isEmpty()) {
            arguments.addAll(List.of("bands", bands));
        }
        arguments.addAll(List.of("min", oneOrAll(picture.min()), "max", oneOrAll(picture.max())));
        if (!picture.palette().isEmpty()) {
            arguments.addAll(List.of("palette", picture.palette()));
        } else {
            if (picture.gamma().stream().anyMatch(gamma -> gamma != 1)) {
                List<Object> gamma = numbers(picture.gamma());
                arguments.addAll(List.of("gamma", gamma.size() == 1 ? gamma.get(0) : gamma));
            }
            if (single) {
                arguments.addAll(List.of("forceRgbOutput", true));
            }
        }
        return new Raster(call("Image.visualize", arguments.toArray()));
    }

    private static Object oneOrAll(List<Double> values) {
        return values.stream().distinct().count() == 1 ? number(values.get(0)) : numbers(values);
    }

    private static List<Object> numbers(List<Double> values) {
        return values.stream().map(Raster::number).toList();
    }
}
