package dev.swath.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

class CoveragePropertyTest {

    /** The shares of two footprints that cut an area in two add up to 1. */
    @Property(tries = 200)
    void parts_add_up_to_the_whole(
            @ForAll @DoubleRange(min = -170, max = 160) double west,
            @ForAll @DoubleRange(min = -89, max = 80) double south,
            @ForAll @DoubleRange(min = 0.01, max = 9) double side,
            @ForAll @DoubleRange(min = 0, max = 1) double at,
            @ForAll @DoubleRange(min = 0, max = 1) double to)
            throws ParseException {
        double north = south + side;
        double bottom = west + at * side;
        double top = west + to * side;
        Geometry area = TestAreas.box(west, south, west + side, north);
        Geometry left = cut(west - 1, south, bottom, top, north);
        Geometry right = cut(west + side + 1, south, bottom, top, north);

        double shares = Coverage.share(area, left) + Coverage.share(area, right);

        assertThat(shares).isCloseTo(1, within(1e-9));
    }

    private static Geometry cut(double edge, double south, double bottom, double top, double north)
            throws ParseException {
        return new WKTReader()
                .read("POLYGON ((%1$s %2$s, %3$s %2$s, %4$s %5$s, %1$s %5$s, %1$s %2$s))"
                        .formatted(edge, south, bottom, top, north));
    }
}
