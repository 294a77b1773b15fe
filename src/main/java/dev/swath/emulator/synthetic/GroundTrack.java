package dev.swath.emulator.synthetic;

/**
 * The track of a satellite on a circular orbit over the turning earth.
 *
 * @param inclination of the orbit in degrees
 * @param revolutionSeconds duration of a revolution
 */
record GroundTrack(double inclination, double revolutionSeconds) {

    private static final double DAY_SECONDS = 86_400;

    /**
     * A place on the ground.
     *
     * @param node longitude at which the satellite crosses the equator northwards, degrees
     * @param along degrees that the satellite has flown since
     * @param across degrees to the left of the track, seen from the centre of the earth
     * @return longitude (−180..180) and latitude in degrees
     */
    double[] ground(double node, double along, double across) {
        double u = Math.toRadians(along);
        double a = Math.toRadians(across);
        double cosine = StrictMath.cos(Math.toRadians(inclination));
        double sine = StrictMath.sin(Math.toRadians(inclination));
        double x = StrictMath.cos(a) * StrictMath.cos(u);
        double inPlane = StrictMath.cos(a) * StrictMath.sin(u);
        double y = inPlane * cosine - StrictMath.sin(a) * sine;
        double z = inPlane * sine + StrictMath.sin(a) * cosine;
        double turned = along * revolutionSeconds / DAY_SECONDS;
        double longitude = node + Math.toDegrees(StrictMath.atan2(y, x)) - turned;
        return new double[] {Math.IEEEremainder(longitude, 360), Math.toDegrees(StrictMath.asin(z))};
    }

    /** Degrees by which the node moves west from one revolution to the next. */
    double nodeStep() {
        return 360 * revolutionSeconds / DAY_SECONDS;
    }
}
