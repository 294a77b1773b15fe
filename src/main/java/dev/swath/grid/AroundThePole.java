package dev.swath.grid;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Polygon;

/** Outlines on maps of a pole: in degrees they may cross the cut of the map, or go around the pole. */
final class AroundThePole {

    private static final double TURN = 360;
    private static final double POLE = 90;
    /** Pieces of the way around the pole, so that no edge spans half the world. */
    private static final int QUARTERS = 4;

    private AroundThePole() {}

    /**
     * The same outline with longitudes that go on where they jumped from one side of the map to the other. One that goes around a
     * pole then reaches up to it.
     *
     * @param polygon in degrees, without holes
     */
    static Polygon continuous(Polygon polygon) {
        List<Coordinate> points = new ArrayList<>();
        double turns = 0;
        double latitudes = 0;
        Coordinate before = polygon.getExteriorRing().getCoordinateN(0);
        for (Coordinate point : polygon.getExteriorRing().getCoordinates()) {
            turns -= Math.rint((point.x - before.x) / TURN);
            points.add(new Coordinate(point.x + turns * TURN, point.y));
            latitudes += point.y;
            before = point;
        }
        Coordinate first = points.get(0);
        Coordinate last = points.get(points.size() - 1);
        if (turns != 0) {
            double pole = Math.copySign(POLE, latitudes);
            for (int i = 0; i <= QUARTERS; i++) {
                points.add(new Coordinate(last.x + (first.x - last.x) * i / QUARTERS, pole));
            }
            points.add(first.copy());
        }
        return polygon.getFactory().createPolygon(points.toArray(Coordinate[]::new));
    }
}
