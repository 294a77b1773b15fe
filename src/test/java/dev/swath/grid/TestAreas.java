package dev.swath.grid;

import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** Areas and bands that tests of the grid share. */
final class TestAreas {

    /** The bands of 10 m of the Sentinel-2 tile over David, Chiriquí. */
    static final RasterGrid T17PLK =
            new RasterGrid(Projection.utm(17, true), AffineTransform.northUp(300000, 1000020, 10, 10), 10980, 10980);

    private TestAreas() {}

    /** The box of 0.09 degrees around David. */
    static Geometry david() {
        return box(-82.4350 - 0.045, 8.3958 - 0.045, -82.4350 + 0.045, 8.3958 + 0.045);
    }

    static Geometry box(double west, double south, double east, double north) {
        return new GeometryFactory().toGeometry(new Envelope(west, east, south, north));
    }

    /** The outline of a raster in degrees: what an image without masked pixels has as footprint. */
    static Geometry footprint(RasterGrid band) {
        return Reprojection.unproject(new GeometryFactory().toGeometry(band.bounds()), band.projection());
    }
}
