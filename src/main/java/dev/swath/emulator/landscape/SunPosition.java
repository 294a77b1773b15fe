package dev.swath.emulator.landscape;

import java.time.Instant;

/**
 * The position of the sun, by the low-precision formulae of the Astronomical Almanac (0.01 degrees).
 *
 * @param zenith degrees from the zenith
 * @param azimuth degrees clockwise from north
 * @param distance from the earth in astronomical units
 */
public record SunPosition(double zenith, double azimuth, double distance) {

    private static final double J2000_SECONDS = 946_728_000;

    /** The sun at an instant, seen from a longitude and latitude in degrees. */
    public static SunPosition at(Instant instant, double longitude, double latitude) {
        double days = (instant.getEpochSecond() - J2000_SECONDS) / 86_400;
        double anomaly = Math.toRadians(357.528 + 0.9856003 * days);
        double mean = 280.460 + 0.9856474 * days;
        double ecliptic = Math.toRadians(mean + 1.915 * StrictMath.sin(anomaly) + 0.020 * StrictMath.sin(2 * anomaly));
        double obliquity = Math.toRadians(23.439 - 0.0000004 * days);
        double sinEcliptic = StrictMath.sin(ecliptic);
        double ascension =
                Math.toDegrees(StrictMath.atan2(StrictMath.cos(obliquity) * sinEcliptic, StrictMath.cos(ecliptic)));
        double declination = StrictMath.asin(StrictMath.sin(obliquity) * sinEcliptic);
        double sidereal = 280.46062 + 360.98564737 * days;
        double hour = Math.toRadians(Math.IEEEremainder(sidereal + longitude - ascension, 360));
        double phi = Math.toRadians(latitude);
        double up = StrictMath.sin(phi) * StrictMath.sin(declination)
                + StrictMath.cos(phi) * StrictMath.cos(declination) * StrictMath.cos(hour);
        double east = -StrictMath.cos(declination) * StrictMath.sin(hour);
        double north = StrictMath.cos(phi) * StrictMath.sin(declination)
                - StrictMath.sin(phi) * StrictMath.cos(declination) * StrictMath.cos(hour);
        double azimuth = Math.toDegrees(StrictMath.atan2(east, north));
        double distance = 1.00014 - 0.01671 * StrictMath.cos(anomaly) - 0.00014 * StrictMath.cos(2 * anomaly);
        double zenith = Math.toDegrees(StrictMath.acos(Math.max(-1, Math.min(1, up))));
        return new SunPosition(zenith, azimuth < 0 ? azimuth + 360 : azimuth, distance);
    }
}
