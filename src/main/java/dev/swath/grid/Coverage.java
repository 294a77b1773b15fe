package dev.swath.grid;

import java.util.Arrays;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/** How much of an area, or of pixels, lies within a footprint. */
public final class Coverage {

    private static final double[] TURNS = {-360, 0, 360};
    /** Pixels by which a footprint may be drawn too large. */
    private static final int MARGIN = 16;

    /** Degrees by which the edge of a footprint may bulge. */
    private static final double GREAT_CIRCLES = 0.1;

    private Coverage() {}

    /**
     * The share of the area that the footprint covers, 0 to 1, by square metres on a sphere. Edges are straight in longitude
     * and latitude; a footprint that extends beyond the 180th meridian also covers areas on the other side of it.
     *
     * @param area polygon or multipolygon that is not empty
     * @param footprint polygon or multipolygon
     */
    public static double share(Geometry area, Geometry footprint) {
        double covered = 0;
        for (double turn : TURNS) {
            Geometry turned = AffineTransformation.translationInstance(turn, 0).transform(footprint);
            if (turned.getEnvelopeInternal().intersects(area.getEnvelopeInternal())) {
                covered += size(OverlayNGRobust.overlay(area, turned, OverlayNG.INTERSECTION));
            }
        }
        return Math.min(1, covered / size(area));
    }

    /**
     * Whether the bounds of two outlines meet, even if the longitudes of the two differ by a whole turn: whether one may cover a part
     * of the other. Edges of a footprint are great circles, so it reaches a little further than its corners.
     */
    public static boolean meet(Geometry area, Geometry footprint) {
        for (double turn : TURNS) {
            Envelope bounds = footprint.getEnvelopeInternal().copy();
            bounds.expandBy(GREAT_CIRCLES);
            bounds.translate(turn, 0);
            if (bounds.intersects(area.getEnvelopeInternal())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether pixels, with {@value #MARGIN} more on each side, lie within a footprint. False for a footprint with an edge from
     * one side of the map to the other, because it is not known which side is meant.
     *
     * @param footprint outline of an image's valid pixels in degrees; an empty geometry where the image has none
     */
    public static boolean holds(Geometry footprint, RasterGrid pixels) {
        RasterGrid widened = new RasterGrid(
                pixels.projection(),
                pixels.transform().window(-MARGIN, -MARGIN),
                pixels.width() + 2 * MARGIN,
                pixels.height() + 2 * MARGIN);
        Geometry box = ProjectedArea.covering(widened).lonLat();
        return ImageExtent.polygonal(footprint)
                .map(GeometryFixer::fix)
                .filter(outline -> Arrays.stream(TURNS)
                        .mapToObj(turn -> AffineTransformation.translationInstance(turn, 0)
                                .transform(outline))
                        .anyMatch(turned -> turned.covers(box)))
                .isPresent();
    }

    /** The size of an area on a sphere of radius 1, times a constant: longitudes stay in degrees. */
    static double size(Geometry geometry) {
        double size = 0;
        for (int i = 0; i < geometry.getNumGeometries(); i++) {
            // The intersection may contain lines and points where the areas only touch.
            if (geometry.getGeometryN(i) instanceof Polygon polygon) {
                size += size(polygon);
            }
        }
        return size;
    }

    private static double size(Polygon polygon) {
        double size = size(polygon.getExteriorRing());
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
            size -= size(polygon.getInteriorRingN(i));
        }
        return size;
    }

    /** The integral of the sine of the latitude over the longitude around a ring, in closed form for each edge. */
    private static double size(LinearRing ring) {
        double size = 0;
        Coordinate[] points = ring.getCoordinates();
        for (int i = 0; i + 1 < points.length; i++) {
            double from = Math.toRadians(points[i].y);
            double half = (Math.toRadians(points[i + 1].y) - from) / 2;
            // The mean sine along the edge: (cos a − cos b) ÷ (b − a), written so that a level edge does not
            // divide by 0.
            double mean = Math.sin(from + half) * (half == 0 ? 1 : Math.sin(half) / half);
            size += (points[i + 1].x - points[i].x) * mean;
        }
        return Math.abs(size);
    }
}
