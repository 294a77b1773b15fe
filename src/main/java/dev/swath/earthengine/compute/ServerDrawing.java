package dev.swath.earthengine.compute;

import dev.swath.earthengine.expression.Areas;
import dev.swath.earthengine.expression.Node;
import dev.swath.earthengine.expression.Raster;
import dev.swath.job.Job;
import dev.swath.job.Mask;
import dev.swath.job.Outline;
import dev.swath.job.Render;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;

/**
 * What Earth Engine draws of the area of a job on its pictures.
 *
 * @param area in degrees
 * @param clip whether pixels outside are masked
 * @param outline the border that is painted; empty for none
 */
public record ServerDrawing(Geometry area, boolean clip, Optional<Outline> outline) {

    /** The drawing of a job; empty if it is done here. */
    public static Optional<ServerDrawing> of(Job job) {
        return job.render() == Render.LOCAL
                ? Optional.empty()
                : Optional.of(new ServerDrawing(
                        job.area().geometry(),
                        job.clip() && job.mask().filter(Mask.NONE::equals).isEmpty(),
                        job.outline()));
    }

    /** An image without what is outside. */
    Raster clipped(Raster raster) {
        return clip ? raster.clip(Areas.geometry(area)) : raster;
    }

    /**
     * A picture with the outline. Earth Engine paints the same value into each band, so one call is enough for grey only; a text as
     * colour would be the name of a property of features that have none.
     */
    Raster painted(Raster picture) {
        return outline.map(line -> painted(picture, line)).orElse(picture);
    }

    private Raster painted(Raster picture, Outline line) {
        Node features = Areas.collection(Areas.geometry(area));
        if (line.red() == line.green() && line.green() == line.blue()) {
            return picture.paint(features, line.red(), line.width());
        }
        Raster red = picture.select(Raster.COLOURS.get(0)).paint(features, line.red(), line.width());
        Raster green = picture.select(Raster.COLOURS.get(1)).paint(features, line.green(), line.width());
        Raster blue = picture.select(Raster.COLOURS.get(2)).paint(features, line.blue(), line.width());
        return red.addBands(green).addBands(blue);
    }
}
