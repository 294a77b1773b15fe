package dev.swath.emulator.synthetic;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * A revolution of a Sentinel-1 satellite, from one crossing of the equator northwards to the next: 175 revolutions in 12 days.
 * Its instrument looks to the right; the archive cuts its swath into slices of 25 seconds. The calendar and the numbers of the
 * orbits are the real ones.
 *
 * @param satellite which one
 * @param number absolute orbit
 */
record RadarOrbit(Satellite satellite, long number) {

    /** Slices of a revolution. */
    static final int SLICES = 237;

    private static final double REVOLUTION = 12 * 86_400 / 175.0;
    private static final GroundTrack TRACK = new GroundTrack(98.18, REVOLUTION);
    private static final Instant EPOCH = Instant.parse("2018-05-10T23:04:10Z");
    private static final double EPOCH_LONGITUDE = -76.04;
    /** Degrees to the right of the track at which the swath begins and ends. */
    private static final double NEAR = 3.2;

    private static final double FAR = 5.45;

    /**
     * A satellite.
     *
     * @param letter of its name
     * @param reference an absolute orbit
     * @param revolutions by which that one lies after orbit 21849 of Sentinel-1A, in 175ths of 12 days
     * @param relativeShift absolute orbit of relative orbit 1, modulo 175
     * @param first when its images begin
     * @param last when they end
     * @param launch designation of its launch
     */
    record Satellite(
            char letter,
            long reference,
            double revolutions,
            int relativeShift,
            Instant first,
            Instant last,
            String launch) {}

    /** All satellites. B and C are 6 days, or 87.5 revolutions, from A. */
    static final List<Satellite> SATELLITES = List.of(
            new Satellite('A', 21_849, 0, 73, Instant.parse("2014-10-03T00:00:00Z"), Instant.MAX, "2014-016A"),
            new Satellite(
                    'B',
                    19_644,
                    20_040 - 21_849 + 726 / 12.0 * 175,
                    27,
                    Instant.parse("2016-09-26T00:00:00Z"),
                    Instant.parse("2021-12-23T00:00:00Z"),
                    "2016-025A"),
            new Satellite(
                    'C',
                    1589,
                    20_040 - 21_849 + 2634 / 12.0 * 175,
                    172,
                    Instant.parse("2025-03-26T00:00:00Z"),
                    Instant.MAX,
                    "2024-224A"));

    /** The first revolution that begins at an instant or later. */
    static RadarOrbit notBefore(Satellite satellite, Instant instant) {
        double seconds = Duration.between(EPOCH, instant).toMillis() / 1000.0;
        double since = seconds / REVOLUTION - satellite.revolutions();
        return new RadarOrbit(satellite, satellite.reference() + (long) Math.ceil(since));
    }

    private double revolutions() {
        return number - satellite.reference() + satellite.revolutions();
    }

    /** When the satellite crosses the equator northwards. */
    Instant node() {
        return EPOCH.plusMillis(Math.round(revolutions() * REVOLUTION * 1000));
    }

    /** Longitude of that place. */
    double nodeLongitude() {
        return Math.IEEEremainder(EPOCH_LONGITUDE - revolutions() * TRACK.nodeStep(), 360);
    }

    RadarOrbit next() {
        return new RadarOrbit(satellite, number + 1);
    }

    /** Relative orbit 1..175. */
    int relative() {
        return (int) Math.floorMod(number - satellite.relativeShift(), 175L) + 1;
    }

    /** When a slice begins; slice {@value #SLICES} is the first of the next revolution. */
    Instant at(int slice) {
        return node().plusMillis(Math.round(slice * REVOLUTION * 1000 / SLICES));
    }

    /** Whether the satellite flies northwards in the middle of a slice. */
    static boolean isAscending(int slice) {
        return Math.abs(degrees(slice + 0.5) - 180) > 90;
    }

    private static double degrees(double slice) {
        return slice * 360 / SLICES;
    }

    /**
     * A place by its position in a slice.
     *
     * @param slice of the revolution; its end is the beginning of the next
     * @param range 0 at the near edge of the swath, 1 at the far one
     * @return longitude and latitude
     */
    double[] ground(double slice, double range) {
        return TRACK.ground(nodeLongitude(), degrees(slice), -(NEAR + range * (FAR - NEAR)));
    }

    /** The corners of a slice, in turn. */
    List<double[]> corners(int slice) {
        // Slices overlap a little.
        return Arrays.asList(
                ground(slice - 0.03, 0), ground(slice - 0.03, 1), ground(slice + 1.03, 1), ground(slice + 1.03, 0));
    }
}
