package dev.swath.earthengine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import dev.swath.job.Visualization;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The body of one {@code getPixels} request for a GeoTIFF.
 *
 * @param bandIds bands in the order of the reply, 1 to {@link EarthEngineLimits#MAX_BANDS}
 * @param grid the requested pixels
 * @param visualization how the pixels become 8-bit colours; empty for raw samples
 */
public record GetPixelsRequest(List<String> bandIds, RasterGrid grid, Optional<Visualization> visualization) {

    /** The sample type of each band of the reply to a request for a mask. */
    public static final List<SampleType> MASK_TYPES =
            Collections.nCopies(ServiceAssumptions.VISUALIZED_BANDS, SampleType.UINT8);

    private static final double EXACT_INTEGERS = 0x1p53;
    /** Below all data, and far from the ends of single precision. */
    private static final List<Double> BELOW_ALL_DATA = List.of(-1e30, -1e29);

    public GetPixelsRequest {
        bandIds = List.copyOf(bandIds);
        if (bandIds.isEmpty() || bandIds.size() > EarthEngineLimits.MAX_BANDS) {
            throw new IllegalArgumentException("a request of " + bandIds.size() + " bands");
        }
        if (Math.max(grid.width(), grid.height()) > EarthEngineLimits.MAX_SIDE) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "a request of %d x %d pixels", grid.width(), grid.height()));
        }
    }

    /**
     * The request for the mask of a band, or for that of a picture of three bands: a picture that is white where the sample is
     * valid, whatever its value, and black where it is masked (see {@link dev.swath.grid.MaskedSample}). A single band is
     * shown in a palette of one colour, several in a range that ends below all data.
     *
     * @param bandIds one band, or the three of a picture
     */
    public static GetPixelsRequest ofMask(List<String> bandIds, RasterGrid grid) {
        Visualization white = bandIds.size() == 1
                ? new Visualization(List.of(0.0), List.of(1.0), 1, List.of("ffffff"))
                : new Visualization(BELOW_ALL_DATA.subList(0, 1), BELOW_ALL_DATA.subList(1, 2), 1, List.of());
        return new GetPixelsRequest(bandIds, grid, Optional.of(white));
    }

    /** Path below the service's URL, without a leading slash. */
    public static String path(ImageAsset image) {
        return "v1/" + image.name() + ":getPixels";
    }

    /** The number of bands in the reply. */
    public int replyBands() {
        return visualization.isPresent() ? ServiceAssumptions.VISUALIZED_BANDS : bandIds.size();
    }

    /** The sample type of each band of the reply. */
    public List<SampleType> replyTypes(BandSelection bands) {
        return bands.replyTypes(visualization.isPresent());
    }

    /** The body. Numbers are written so that they can be read back exactly. */
    public String toJson() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("fileFormat", "GEO_TIFF");
        ArrayNode bands = body.putArray("bandIds");
        bandIds.forEach(bands::add);
        ObjectNode pixels = body.putObject("grid");
        pixels.putObject("dimensions").put("width", grid.width()).put("height", grid.height());
        AffineTransform transform = grid.transform();
        ObjectNode matrix = pixels.putObject("affineTransform");
        put(matrix, "scaleX", transform.scaleX());
        put(matrix, "shearX", transform.shearX());
        put(matrix, "translateX", transform.translateX());
        put(matrix, "shearY", transform.shearY());
        put(matrix, "scaleY", transform.scaleY());
        put(matrix, "translateY", transform.translateY());
        pixels.put("crsCode", grid.projection().code());
        visualization.ifPresent(options -> visualize(body.putObject("visualizationOptions"), options));
        return body.toString();
    }

    private static void visualize(ObjectNode json, Visualization options) {
        ArrayNode ranges = json.putArray("ranges");
        for (int i = 0; i < options.min().size(); i++) {
            ObjectNode range = ranges.addObject();
            put(range, "min", options.min().get(i));
            put(range, "max", options.max().get(i));
        }
        if (!options.palette().isEmpty()) {
            ArrayNode palette = json.putArray("paletteColors");
            options.palette().forEach(palette::add);
        }
        if (options.gamma() != 1) {
            put(json, "gamma", options.gamma());
        }
    }

    /** Writes whole numbers without a fraction or an exponent, for simple JSON readers. */
    private static void put(ObjectNode json, String field, double number) {
        if (number == Math.rint(number) && Math.abs(number) < EXACT_INTEGERS) {
            json.put(field, (long) number);
        } else {
            json.put(field, number);
        }
    }
}
