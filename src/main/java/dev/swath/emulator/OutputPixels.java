package dev.swath.emulator;

import dev.swath.earthengine.EarthEngineLimits;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.ProjectedArea;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;

/**
 * Determines the pixels that a request wants. What it leaves open comes from the first band: reference system, scale,
 * extent.
 */
final class OutputPixels {

    /** Corners closer to a grid line than this fraction of a pixel count as being on it. */
    private static final double ON_LATTICE = 1e-6;

    private final PixelRequest request;
    private final RasterGrid band;
    private final Projection projection;

    private OutputPixels(PixelRequest request, RasterGrid band) {
        this.request = request;
        this.band = band;
        this.projection = request.projection().orElse(band.projection());
    }

    /**
     * The grid of the reply.
     *
     * @param band grid of the first band
     * @throws ApiException if the request does not specify enough, or wants too many pixels along a side
     */
    static RasterGrid of(PixelRequest request, RasterGrid band) {
        return new OutputPixels(request, band).grid();
    }

    private RasterGrid grid() {
        if (request.region().isPresent()) {
            Envelope box = box(request.region().get());
            return request.dimensions().map(size -> squeezed(box, size)).orElseGet(() -> onLattice(box));
        }
        if (request.dimensions().isPresent()) {
            PixelRequest.Dimensions size = request.dimensions().get();
            return request.transform()
                    .map(transform -> checked(projection, transform, size.width(), size.height()))
                    .orElseGet(() -> squeezed(extent(), size));
        }
        if (request.transform().isPresent()) {
            throw ApiException.invalid("The pixel grid has an affine transform but neither dimensions nor a region.");
        }
        if (request.projection().isPresent() && !projection.equals(band.projection())) {
            throw ApiException.invalid("The pixel grid has a CRS but neither dimensions nor a region.");
        }
        return checked(band.projection(), band.transform(), band.width(), band.height());
    }

    /** A box divided into a number of pixels. */
    private RasterGrid squeezed(Envelope box, PixelRequest.Dimensions size) {
        AffineTransform transform = AffineTransform.northUp(
                box.getMinX(), box.getMaxY(), box.getWidth() / size.width(), box.getHeight() / size.height());
        return checked(projection, transform, size.width(), size.height());
    }

    /** All pixels that a box touches, on the requested transform or at the band's own scale. */
    private RasterGrid onLattice(Envelope box) {
        AffineTransform lattice = request.transform().orElseGet(this::ownLattice);
        if (!lattice.isAxisAligned()) {
            throw ApiException.invalid("A region needs a pixel grid that is neither sheared nor rotated.");
        }
        double u1 = (box.getMinX() - lattice.translateX()) / lattice.scaleX();
        double u2 = (box.getMaxX() - lattice.translateX()) / lattice.scaleX();
        double v1 = (box.getMinY() - lattice.translateY()) / lattice.scaleY();
        double v2 = (box.getMaxY() - lattice.translateY()) / lattice.scaleY();
        long left = first(Math.min(u1, u2));
        long top = first(Math.min(v1, v2));
        long width = Math.max(1, -first(-Math.max(u1, u2)) - left);
        long height = Math.max(1, -first(-Math.max(v1, v2)) - top);
        return checked(projection, lattice.window(left, top), width, height);
    }

    private static long first(double at) {
        return (long) Math.floor(at + ON_LATTICE);
    }

    private AffineTransform ownLattice() {
        if (projection.equals(band.projection())) {
            return band.transform();
        }
        double side =
                Math.sqrt(Math.abs(band.transform().scaleX() * band.transform().scaleY()
                        - band.transform().shearX() * band.transform().shearY()));
        side *= band.projection().metresPerUnit() / projection.metresPerUnit();
        return AffineTransform.northUp(0, 0, side, side);
    }

    private Envelope extent() {
        return projection.equals(band.projection())
                ? band.bounds()
                : box(ProjectedArea.covering(band).lonLat());
    }

    private Envelope box(Geometry lonLat) {
        Envelope box = new Envelope();
        try {
            // Edges of an area become curves in another system, so they are subdivided; a point or a line is used as it
            // is.
            Coordinate[] points = lonLat instanceof Polygon
                    ? ProjectedArea.of(lonLat, projection).geometry().getCoordinates()
                    : projected(lonLat);
            for (Coordinate point : points) {
                box.expandToInclude(point);
            }
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid("The region can't be projected: %s.", e.getMessage());
        }
        if (box.isNull() || !Double.isFinite(box.getWidth()) || !Double.isFinite(box.getHeight())) {
            throw ApiException.invalid("The region can't be projected to %s.", projection.code());
        }
        return box;
    }

    private Coordinate[] projected(Geometry lonLat) {
        Coordinate[] points = lonLat.getCoordinates();
        for (int i = 0; i < points.length; i++) {
            points[i] = projection.project(points[i].x, points[i].y);
        }
        return points;
    }

    private static RasterGrid checked(Projection projection, AffineTransform transform, long width, long height) {
        if (Math.max(width, height) > EarthEngineLimits.MAX_SIDE) {
            throw ApiException.invalid(
                    "Pixel grid dimensions (%dx%d) must be less than or equal to %d.",
                    width, height, EarthEngineLimits.MAX_SIDE);
        }
        if (transform.scaleX() * transform.scaleY() - transform.shearX() * transform.shearY() == 0) {
            throw ApiException.invalid("The region has no extent that could fill the dimensions of the pixel grid.");
        }
        return new RasterGrid(projection, transform, (int) width, (int) height);
    }
}
