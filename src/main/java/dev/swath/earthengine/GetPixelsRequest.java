package dev.swath.earthengine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
public record GetPixelsRequest(List<String> bandIds, RasterGrid grid, Optional<Visualization> visualization)
        implements PixelRequest {

    /** The sample type of each band of the reply to a request for a mask. */
    public static final List<SampleType> MASK_TYPES =
            Collections.nCopies(ServiceAssumptions.VISUALIZED_BANDS, SampleType.UINT8);

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
        if (!visualization.map(Visualization::hasOneGamma).orElse(true)) {
            throw new IllegalArgumentException("getPixels applies one gamma to all bands");
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

    @Override
    public String path(ImageAsset image) {
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

    @Override
    public String toJson() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("fileFormat", "GEO_TIFF");
        ArrayNode bands = body.putArray("bandIds");
        bandIds.forEach(bands::add);
        PixelGridJson.put(body, grid);
        visualization.ifPresent(options -> visualize(body.putObject("visualizationOptions"), options));
        return body.toString();
    }

    private static void visualize(ObjectNode json, Visualization options) {
        ArrayNode ranges = json.putArray("ranges");
        for (int i = 0; i < options.min().size(); i++) {
            ObjectNode range = ranges.addObject();
            PixelGridJson.put(range, "min", options.min().get(i));
            PixelGridJson.put(range, "max", options.max().get(i));
        }
        if (!options.palette().isEmpty()) {
            ArrayNode palette = json.putArray("paletteColors");
            options.palette().forEach(palette::add);
        }
        if (options.gamma().get(0) != 1) {
            PixelGridJson.put(json, "gamma", options.gamma().get(0));
        }
    }
}
