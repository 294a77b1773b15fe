package dev.swath.emulator.landscape;

/**
 * The ground as a sphere, on which the landscape is defined: noise in three dimensions has no seam and no pole.
 * Geodetic latitude is used as latitude on the sphere; the difference is not visible.
 */
public final class Sphere {

    /** Radius in metres. */
    public static final double RADIUS = 6_371_000;

    private Sphere() {}

    /** The point at a longitude and latitude in degrees, in metres from the centre. */
    public static double[] point(double longitude, double latitude) {
        double lambda = Math.toRadians(longitude);
        double phi = Math.toRadians(latitude);
        double cosPhi = StrictMath.cos(phi);
        return new double[] {
            RADIUS * cosPhi * StrictMath.cos(lambda),
            RADIUS * cosPhi * StrictMath.sin(lambda),
            RADIUS * StrictMath.sin(phi)
        };
    }
}
