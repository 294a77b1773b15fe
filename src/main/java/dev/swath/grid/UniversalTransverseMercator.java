package dev.swath.grid;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.locationtech.jts.geom.Coordinate;

/**
 * A UTM zone on WGS 84 by the Krüger series to the sixth order of the third flattening n, with the coefficients of
 * C. F. F. Karney, "Transverse Mercator with an accuracy of a few nanometers", J. Geodesy 85 (2011), equations 35 and 36.
 * StrictMath, because grids and clips must come out the same on every machine.
 *
 * @param zone 1..60
 * @param north whether northings count from the equator (EPSG:326nn) or from 10 000 km south of it (EPSG:327nn)
 */
record UniversalTransverseMercator(int zone, boolean north) implements Projection {

    private static final double FLATTENING = 1 / 298.257223563;
    private static final double ECCENTRICITY = Math.sqrt(FLATTENING * (2 - FLATTENING));
    private static final double N = FLATTENING / (2 - FLATTENING);
    /** Radius of the rectifying sphere times the scale on the central meridian. */
    private static final double RADIUS =
            0.9996 * 6378137 / (1 + N) * (1 + N * N * (1 / 4.0 + N * N * (1 / 64.0 + N * N / 256)));

    /** The distance from its central meridian up to which a zone is usable. */
    private static final double FARTHEST_DEGREES = 45;

    private static final double FALSE_EASTING = 500_000;
    private static final double FALSE_NORTHING_SOUTH = 10_000_000;

    /** Rows: the terms sin 2jξ; columns: powers of n from n^j to n^6. */
    private static final double[] FORWARD = summed(new double[][] {
        {1 / 2.0, -2 / 3.0, 5 / 16.0, 41 / 180.0, -127 / 288.0, 7891 / 37800.0},
        {13 / 48.0, -3 / 5.0, 557 / 1440.0, 281 / 630.0, -1983433 / 1935360.0},
        {61 / 240.0, -103 / 140.0, 15061 / 26880.0, 167603 / 181440.0},
        {49561 / 161280.0, -179 / 168.0, 6601661 / 7257600.0},
        {34729 / 80640.0, -3418889 / 1995840.0},
        {212378941 / 319334400.0}
    });

    private static final double[] INVERSE = summed(new double[][] {
        {-1 / 2.0, 2 / 3.0, -37 / 96.0, 1 / 360.0, 81 / 512.0, -96199 / 604800.0},
        {-1 / 48.0, -1 / 15.0, 437 / 1440.0, -46 / 105.0, 1118711 / 3870720.0},
        {-17 / 480.0, 37 / 840.0, 209 / 4480.0, -5569 / 90720.0},
        {-4397 / 161280.0, 11 / 504.0, 830251 / 7257600.0},
        {-4583 / 161280.0, 108847 / 3991680.0},
        {-20648693 / 638668800.0}
    });

    UniversalTransverseMercator {
        if (zone < 1 || zone > 60) {
            throw new IllegalArgumentException("UTM zone " + zone + "; zones are 1 to 60");
        }
    }

    @Override
    public String code() {
        return "EPSG:" + number();
    }

    @Override
    public OptionalInt epsg() {
        return OptionalInt.of(number());
    }

    private int number() {
        return (north ? 32600 : 32700) + zone;
    }

    @Override
    public double reach() {
        return FARTHEST_DEGREES;
    }

    @Override
    public boolean isGeographic() {
        return false;
    }

    @Override
    public OptionalDouble centralMeridian() {
        return OptionalDouble.of(meridian());
    }

    @Override
    public Coordinate project(double longitude, double latitude) {
        double lambda = Math.toRadians(Math.IEEEremainder(longitude - meridian(), 360));
        double tau = conformal(StrictMath.tan(Math.toRadians(latitude)));
        double cosine = StrictMath.cos(lambda);
        double xi = StrictMath.atan2(tau, cosine);
        double eta = asinh(StrictMath.sin(lambda) / StrictMath.hypot(tau, cosine));
        Coordinate onSphere = series(FORWARD, xi, eta);
        return new Coordinate(FALSE_EASTING + RADIUS * onSphere.y, falseNorthing() + RADIUS * onSphere.x);
    }

    @Override
    public Coordinate unproject(double x, double y) {
        Coordinate onSphere = series(INVERSE, (y - falseNorthing()) / RADIUS, (x - FALSE_EASTING) / RADIUS);
        double xi = onSphere.x;
        double sinh = StrictMath.sinh(onSphere.y);
        double tau = geographic(StrictMath.sin(xi) / StrictMath.hypot(sinh, StrictMath.cos(xi)));
        double lambda = StrictMath.atan2(sinh, StrictMath.cos(xi));
        double longitude = Math.IEEEremainder(meridian() + Math.toDegrees(lambda), 360);
        return new Coordinate(longitude, Math.toDegrees(StrictMath.atan(tau)));
    }

    private double meridian() {
        return zone * 6.0 - 183;
    }

    private double falseNorthing() {
        return north ? 0 : FALSE_NORTHING_SOUTH;
    }

    /** The tangent of the conformal latitude from that of the geographic one. */
    private static double conformal(double tau) {
        double secant = StrictMath.hypot(1, tau);
        double sigma = StrictMath.sinh(ECCENTRICITY * atanh(ECCENTRICITY * tau / secant));
        return tau * StrictMath.hypot(1, sigma) - sigma * secant;
    }

    /** The inverse of {@link #conformal} by Newton's method (Karney, equations 19 to 21). */
    private static double geographic(double conformal) {
        double tau = conformal;
        for (int i = 0; i < 7; i++) {
            double reached = conformal(tau);
            double squared = 1 - ECCENTRICITY * ECCENTRICITY;
            double step = (conformal - reached)
                    / StrictMath.hypot(1, reached)
                    * (1 + squared * tau * tau)
                    / (squared * StrictMath.hypot(1, tau));
            tau += step;
            if (!(Math.abs(step) > 1e-15 * Math.max(1, Math.abs(tau)))) {
                break;
            }
        }
        return tau;
    }

    private static Coordinate series(double[] coefficients, double xi, double eta) {
        double toXi = xi;
        double toEta = eta;
        for (int j = coefficients.length; j >= 1; j--) {
            double c = coefficients[j - 1];
            toXi += c * StrictMath.sin(2 * j * xi) * StrictMath.cosh(2 * j * eta);
            toEta += c * StrictMath.cos(2 * j * xi) * StrictMath.sinh(2 * j * eta);
        }
        return new Coordinate(toXi, toEta);
    }

    private static double[] summed(double[][] terms) {
        double[] coefficients = new double[terms.length];
        for (int j = 0; j < terms.length; j++) {
            double sum = 0;
            for (int power = terms[j].length - 1; power >= 0; power--) {
                sum = sum * N + terms[j][power];
            }
            coefficients[j] = sum * StrictMath.pow(N, j + 1);
        }
        return coefficients;
    }

    private static double asinh(double x) {
        double magnitude = Math.abs(x);
        return Math.copySign(
                StrictMath.log1p(magnitude + magnitude * magnitude / (1 + StrictMath.hypot(1, magnitude))), x);
    }

    private static double atanh(double x) {
        return 0.5 * (StrictMath.log1p(x) - StrictMath.log1p(-x));
    }
}
