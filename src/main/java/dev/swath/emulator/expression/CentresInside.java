package dev.swath.emulator.expression;

import dev.swath.emulator.raster.GridProjection;
import dev.swath.grid.ProjectedArea;
import java.util.Optional;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygonal;

/**
 * Which centres of pixels close to a border are inside of an area of longitude and latitude. Projected borders follow their curves only
 * nearly; here the borders are straight.
 */
final class CentresInside {

    /** Twice as far as a projected border may be from its curve, in pixels. */
    static final double CLOSE = 2 * ProjectedArea.DEVIATION;

    private static final double TURN = 360;
    /** A centre on a border belongs to the area east or south of it, as in Swath's own clip. */
    private static final double NUDGE = 1e-6;

    private final IndexedPointInAreaLocator locator;
    private final Envelope bounds;

    private CentresInside(Geometry lonLat) {
        this.locator = new IndexedPointInAreaLocator(lonLat);
        this.bounds = lonLat.getEnvelopeInternal();
    }

    /** Empty for geometries that are not areas of longitude and latitude. */
    static Optional<CentresInside> of(GeometryValue geometry) {
        boolean area = geometry.frame().equals(GridProjection.DEGREES)
                && geometry.shape() instanceof Polygonal
                && !geometry.shape().isEmpty();
        return area ? Optional.of(new CentresInside(geometry.shape())) : Optional.empty();
    }

    /** Corrects marks of pixels that are close to a border. */
    void mend(boolean[] inside, boolean[] close, GridProjection lattice, int width) {
        for (int i = 0; i < inside.length; i++) {
            if (close[i]) {
                int row = i / width;
                inside[i] = holds(lattice.lonLat(i % width + 0.5 + NUDGE, row + 0.5 + NUDGE));
            }
        }
    }

    private boolean holds(Coordinate lonLat) {
        double turns = Math.rint((bounds.centre().x - lonLat.x) / TURN);
        return locator.locate(new Coordinate(lonLat.x + turns * TURN, lonLat.y)) != Location.EXTERIOR;
    }
}
