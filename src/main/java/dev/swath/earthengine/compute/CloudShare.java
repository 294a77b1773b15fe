package dev.swath.earthengine.compute;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swath.earthengine.Band;
import dev.swath.earthengine.BandSelectionException;
import dev.swath.earthengine.ImageAsset;
import dev.swath.earthengine.MalformedReplyException;
import dev.swath.earthengine.expression.Areas;
import dev.swath.earthengine.expression.Node;
import dev.swath.earthengine.expression.Raster;
import dev.swath.grid.OutputGrid;
import dev.swath.job.CloudMask;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * The question how much of an area is cloudy in an image.
 *
 * @param image a stored image
 * @param mask how its clouds are found
 * @param area polygon or multipolygon in degrees
 */
public record CloudShare(ImageAsset image, CloudMask mask, Geometry area) {

    private static final String CLOUDY = "cloudy";
    /** Pixels along the side of a square as large as the area: enough for a percent or two, and computed in no time. */
    private static final int PIXELS = 200;

    /**
     * The share as an expression: the mean, over the pixels with data, of 1 for cloudy ones and 0 for others.
     *
     * @throws BandSelectionException if the image lacks the band that marks its clouds
     */
    public Node expression() {
        ClearPixels.requireBands(mask, image);
        Raster loaded = Raster.load(image.assetId());
        Raster cloudy = ClearPixels.of(mask, loaded).unary("not").rename(List.of(CLOUDY));
        // Class 0 is no data, and neither cloudy nor clear.
        Raster known = mask.source() == CloudMask.Source.SCL ? cloudy.updateMask(loaded.select("SCL")) : cloudy;
        return known.mean(Areas.geometry(area), scale());
    }

    /** A whole number of pixels, so that no more are read than make a difference. */
    private double scale() {
        double pixel = ownBand().stream()
                .map(Band::grid)
                .mapToDouble(AreaGrid::metres)
                .min()
                .orElseThrow(() -> new BandSelectionException(image.id() + " has no band that can be used"));
        Envelope bounds = area.getEnvelopeInternal();
        double height = bounds.getHeight() * OutputGrid.METRES_PER_DEGREE;
        double width = bounds.getWidth() * OutputGrid.METRES_PER_DEGREE * Math.cos(Math.toRadians(bounds.centre().y));
        return pixel * Math.max(1, Math.floor(Math.sqrt(width * height) / PIXELS / pixel));
    }

    /** The band that marks the clouds; those of other collections have the pixels of the finest one. */
    private List<Band> ownBand() {
        return switch (mask.source()) {
            case SCL, QA60, QA_PIXEL -> List.of(image.band(mask.source().name()));
            case CLOUD_PROBABILITY, CLOUD_SCORE_PLUS -> image.bands();
        };
    }

    /** Whether no answer stays none: an image of another collection that marks the clouds may come later. */
    public boolean isOfImageAlone() {
        return switch (mask.source()) {
            case SCL, QA60, QA_PIXEL -> true;
            case CLOUD_PROBABILITY, CLOUD_SCORE_PLUS -> false;
        };
    }

    /**
     * The share in percent; empty if no pixel in the area has data.
     *
     * @param result of the expression
     * @throws MalformedReplyException if it is not such a share
     */
    public static OptionalDouble percent(JsonNode result) throws MalformedReplyException {
        JsonNode share = Optional.ofNullable(result.get(CLOUDY))
                .orElseThrow(() -> new MalformedReplyException("the reply does not say how much is cloudy"));
        if (share.isNull()) {
            return OptionalDouble.empty();
        }
        if (!share.isNumber() || !(share.asDouble() >= 0 && share.asDouble() <= 1)) {
            throw new MalformedReplyException("the reply has a cloudy share that is not from 0 to 1");
        }
        return OptionalDouble.of(100 * share.asDouble());
    }
}
