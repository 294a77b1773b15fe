package dev.swath.earthengine.compute;

import dev.swath.grid.AffineTransform;
import dev.swath.grid.OutputGrid;
import dev.swath.grid.ProjectedArea;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import java.util.List;
import java.util.Locale;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/** Pixels over an area, for images that have none of their own because they are made of many. */
final class AreaGrid {

    private static final int LAST_ZONE = 60;
    private static final int DEGREES_PER_ZONE = 6;

    private AreaGrid() {}

    /** The UTM zone of the middle of an area, north or south of the equator. */
    static Projection zone(Geometry area) {
        Coordinate middle = area.getEnvelopeInternal().centre();
        int zone = Math.floorMod((int) Math.floor((middle.x + 180) / DEGREES_PER_ZONE), LAST_ZONE) + 1;
        return Projection.of(String.format(Locale.ROOT, "EPSG:%d%02d", middle.y < 0 ? 327 : 326, zone));
    }

    /**
     * Square pixels that cover an area.
     *
     * @param metres side of a pixel; in a geographic reference system as many degrees as that is at the equator
     * @param like grids of images: pixels of the same size and reference system lie upon theirs. If there are none, corners are
     *     multiples of the side
     */
    static RasterGrid of(Geometry area, Projection projection, double metres, List<RasterGrid> like) {
        double side = projection.isGeographic() ? metres / OutputGrid.METRES_PER_DEGREE : metres;
        AffineTransform own = like.stream()
                .filter(grid -> grid.projection().equals(projection) && isSquare(grid.transform(), side))
                .findFirst()
                .map(RasterGrid::transform)
                .orElse(new AffineTransform(side, 0, 0, 0, -side, 0));
        Envelope bounds = ProjectedArea.of(area, projection).bounds();
        double left = own.translateX() + Math.floor((bounds.getMinX() - own.translateX()) / side) * side;
        double top = own.translateY() + Math.ceil((bounds.getMaxY() - own.translateY()) / side) * side;
        return new RasterGrid(
                projection,
                new AffineTransform(side, 0, left, 0, -side, top),
                Math.max(1, (int) Math.ceil((bounds.getMaxX() - left) / side)),
                Math.max(1, (int) Math.ceil((top - bounds.getMinY()) / side)));
    }

    /** The side of a pixel in metres; of geographic ones as many as that is at the equator. */
    static double metres(RasterGrid grid) {
        double side = Math.abs(grid.transform().scaleX());
        return grid.projection().isGeographic() ? side * OutputGrid.METRES_PER_DEGREE : side;
    }

    private static boolean isSquare(AffineTransform transform, double side) {
        return transform.isAxisAligned() && transform.scaleX() == side && transform.scaleY() == -side;
    }
}
