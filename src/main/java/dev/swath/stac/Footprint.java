package dev.swath.stac;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/**
 * The area in which a file has pixels of its image, in longitude and latitude on WGS 84. A footprint that crosses the
 * antimeridian is cut there, as RFC 7946 (3.1.9) requires.
 *
 * @param polygons one or more, with longitudes from -180 to 180
 */
record Footprint(List<Polygon> polygons) {

    private static final double[] TURNS = {-360, 0, 360};
    private static final Envelope WORLD = new Envelope(-180, 180, -90, 90);

    Footprint {
        polygons = List.copyOf(polygons);
        if (polygons.isEmpty()) {
            throw new IllegalArgumentException("a footprint without a polygon");
        }
    }

    /**
     * The intersection of an area and the footprint of an image. It is the area if the image's footprint is unknown, or
     * if they miss each other by the few metres between the edges of footprints and pixels.
     *
     * @param area the requested area; its longitudes may exceed 180 degrees
     * @param image footprint of the image; its longitudes may exceed 180 degrees
     */
    static Footprint of(Geometry area, Optional<Geometry> image) {
        List<Polygon> shared = image.map(footprint -> overlay(area, footprint)).orElse(List.of());
        GeometryFactory geometries = area.getFactory();
        Geometry covered = shared.isEmpty() ? area : geometries.createMultiPolygon(shared.toArray(new Polygon[0]));
        return new Footprint(overlay(geometries.toGeometry(WORLD), covered));
    }

    private static List<Polygon> overlay(Geometry area, Geometry other) {
        List<Polygon> shared = new ArrayList<>();
        for (double turn : TURNS) {
            Geometry turned = AffineTransformation.translationInstance(turn, 0).transform(other);
            if (turned.getEnvelopeInternal().intersects(area.getEnvelopeInternal())) {
                Geometry both = OverlayNGRobust.overlay(area, turned, OverlayNG.INTERSECTION);
                for (int i = 0; i < both.getNumGeometries(); i++) {
                    // Where they only touch, the intersection has points and lines, too.
                    if (both.getGeometryN(i) instanceof Polygon polygon && polygon.getArea() > 0) {
                        shared.add(polygon);
                    }
                }
            }
        }
        return shared;
    }

    /**
     * West, south, east and north; west is larger than east if the footprint crosses the antimeridian (RFC 7946, 5.2).
     */
    double[] bounds() {
        Envelope all = new Envelope();
        Envelope eastern = new Envelope();
        Envelope western = new Envelope();
        for (Polygon polygon : polygons) {
            Envelope bounds = polygon.getEnvelopeInternal();
            all.expandToInclude(bounds);
            (bounds.getMinX() + bounds.getMaxX() > 0 ? eastern : western).expandToInclude(bounds);
        }
        boolean cut = all.getMinX() == WORLD.getMinX()
                && all.getMaxX() == WORLD.getMaxX()
                && !eastern.isNull()
                && !western.isNull()
                && eastern.getMinX() > western.getMaxX();
        return new double[] {
            cut ? eastern.getMinX() : all.getMinX(),
            all.getMinY(),
            cut ? western.getMaxX() : all.getMaxX(),
            all.getMaxY()
        };
    }
}
