package dev.swath.emulator;

import dev.swath.emulator.landscape.Sphere;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The daylight half of one revolution of Sentinel-2A or 2B: from pole to pole, southwards. The two satellites share an
 * orbit of 143 revolutions in 10 days, half a revolution apart, so passes of one and the other alternate and each repeats
 * the track of the other 5 days before. The inclination is 1.6 degrees less than the real one, so that the swath
 * reaches 84 degrees north.
 *
 * @param number passes since that of Sentinel-2A along relative orbit 54 on 1 January 2020
 */
record OrbitPass(long number) {

    /** Half of the 290 km wide swath, as an angle at the centre of the earth in radians. */
    static final double HALF_SWATH = 145_000 / Sphere.RADIUS;

    private static final Instant EPOCH = Instant.parse("2020-01-01T16:17:05Z");
    private static final int PASSES_PER_CYCLE = 286;
    private static final double CYCLE_SECONDS = 864_000;
    private static final double REVOLUTION_SECONDS = CYCLE_SECONDS / 143;
    private static final double EPOCH_LONGITUDE = -84.94;
    private static final double INCLINATION = Math.toRadians(97);
    private static final double COSINE = StrictMath.cos(INCLINATION);
    private static final double SINE = StrictMath.sin(INCLINATION);
    /** How far the earth turns while the satellite moves one radian. */
    private static final double TURN = REVOLUTION_SECONDS / 86_400;

    private static final double DATATAKE_DEGREES = 45;
    private static final double FIRST_DATATAKE = -87.5;
    private static final Instant LAUNCH_2A = Instant.parse("2017-01-01T00:00:00Z");
    private static final Instant LAUNCH_2B = Instant.parse("2017-07-01T00:00:00Z");

    /** The first pass whose descending node is not before an instant. */
    static OrbitPass notBefore(Instant instant) {
        double seconds = Duration.between(EPOCH, instant).toMillis() / 1000.0;
        return new OrbitPass((long) Math.ceil(seconds * PASSES_PER_CYCLE / CYCLE_SECONDS));
    }

    OrbitPass next() {
        return new OrbitPass(number + 1);
    }

    boolean isSentinel2A() {
        return number % 2 == 0;
    }

    /** {@code Sentinel-2A} or {@code Sentinel-2B}. */
    String spacecraft() {
        return isSentinel2A() ? "Sentinel-2A" : "Sentinel-2B";
    }

    /** Whether the satellite was in service. */
    boolean exists() {
        return !node().isBefore(isSentinel2A() ? LAUNCH_2A : LAUNCH_2B);
    }

    /** When the satellite crosses the equator. */
    Instant node() {
        return EPOCH.plusMillis(Math.round(number * CYCLE_SECONDS * 1000 / PASSES_PER_CYCLE));
    }

    /** The track on the ground, 0..285: passes with the same one see the same. */
    int track() {
        return (int) Math.floorMod(number, (long) PASSES_PER_CYCLE);
    }

    /** Longitude of the equator crossing in degrees, −180..180. */
    double nodeLongitude() {
        return Math.IEEEremainder(EPOCH_LONGITUDE - track() * 3600.0 / PASSES_PER_CYCLE, 360);
    }

    /** Revolutions since launch. */
    long absoluteOrbit() {
        return isSentinel2A() ? 23_646 + number / 2 : 14_809 + (number - 143) / 2;
    }

    /** Relative orbit, 1..143. */
    int relativeOrbit() {
        return (int) Math.floorMod(absoluteOrbit() + (isSentinel2A() ? 2 : -27), 143L) + 1;
    }

    /** Which of the pass's four datatakes images a point this many degrees beyond the equator. */
    static int datatake(double along) {
        return Math.max(0, Math.min(3, (int) Math.floor((along - FIRST_DATATAKE) / DATATAKE_DEGREES)));
    }

    /** When a datatake (0..3) begins, in whole seconds. */
    Instant datatakeStart(int datatake) {
        return at(FIRST_DATATAKE + datatake * DATATAKE_DEGREES).truncatedTo(ChronoUnit.SECONDS);
    }

    /** When the satellite is this many degrees beyond the equator (negative: before it). */
    Instant at(double along) {
        return node().plusMillis(Math.round(along / 360 * REVOLUTION_SECONDS * 1000));
    }

    /**
     * The position of a point in the swath: degrees along the track from the descending node, and radians to the left
     * of the track, which is east. The instrument looks at right angles to the flight while the earth turns below.
     */
    Look look(double longitude, double latitude) {
        double east = Math.toRadians(Math.IEEEremainder(longitude - nodeLongitude(), 360));
        double phi = Math.toRadians(latitude);
        double cosPhi = StrictMath.cos(phi);
        double z = StrictMath.sin(phi);
        double along = -phi;
        double across = 0;
        for (int i = 0; i < 8; i++) {
            double x = cosPhi * StrictMath.cos(east + TURN * along);
            double y = cosPhi * StrictMath.sin(east + TURN * along);
            double sideways = COSINE * y - SINE * z;
            double cos = StrictMath.cos(along);
            double sin = StrictMath.sin(along);
            double step = (sideways * cos - x * sin) / Math.max(0.1, x * cos + sideways * sin);
            across = StrictMath.asin(SINE * y + COSINE * z);
            along += step;
            if (Math.abs(step) < 1e-9) {
                break;
            }
        }
        return new Look(Math.toDegrees(along), across);
    }

    /** The ground point at a position in the swath: longitude and latitude in degrees. */
    double[] ground(Look look) {
        double along = Math.toRadians(look.along());
        double inPlane = StrictMath.cos(look.across());
        double out = StrictMath.sin(look.across());
        double ahead = inPlane * StrictMath.sin(along);
        double x = inPlane * StrictMath.cos(along);
        double y = COSINE * ahead + SINE * out;
        double z = -SINE * ahead + COSINE * out;
        double longitude = nodeLongitude() + Math.toDegrees(StrictMath.atan2(y, x) - TURN * along);
        return new double[] {Math.IEEEremainder(longitude, 360), Math.toDegrees(StrictMath.asin(z))};
    }

    /** The direction in which a satellite sees a point: degrees along the track, radians east of it. */
    record Look(double along, double across) {}
}
