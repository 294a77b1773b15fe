package dev.swath.earthengine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.earthengine.expression.ExpressionJson;
import dev.swath.earthengine.expression.Node;
import dev.swath.grid.RasterGrid;
import java.util.Locale;

/**
 * One {@code computePixels} request for a GeoTIFF.
 *
 * @param project Google Cloud project in which the pixels are computed
 * @param expression the image, with exactly the bands of the reply
 * @param grid the requested pixels
 */
public record ComputePixelsRequest(String project, Node expression, RasterGrid grid) implements PixelRequest {

    public ComputePixelsRequest {
        if (Math.max(grid.width(), grid.height()) > EarthEngineLimits.MAX_SIDE) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "a request of %d x %d pixels", grid.width(), grid.height()));
        }
    }

    @Override
    public String path(ImageAsset image) {
        return "v1/projects/" + project + "/image:computePixels";
    }

    /** {@inheritDoc} Throws an IllegalArgumentException if the service would refuse it for its length. */
    @Override
    public String toJson() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("expression", ExpressionJson.of(expression));
        body.put("fileFormat", "GEO_TIFF");
        PixelGridJson.put(body, grid);
        String json = body.toString();
        if (json.length() > EarthEngineLimits.MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "the expression takes %d characters; the service reads at most %d: use fewer images or a simpler area",
                    json.length(),
                    EarthEngineLimits.MAX_PAYLOAD_BYTES));
        }
        return json;
    }
}
