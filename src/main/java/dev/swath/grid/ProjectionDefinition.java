package dev.swath.grid;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * A coordinate reference system by its parameters, for systems without a code. Its datum is taken for that of WGS 84: longitude
 * and latitude are the same on both.
 *
 * @param name for messages
 * @param method the map projection; empty for longitude and latitude
 * @param parameters of the projection; those that are absent are 0, a scale is 1
 * @param semiMajor radius of the ellipsoid at the equator in metres
 * @param inverseFlattening of the ellipsoid; 0 for a sphere
 * @param metresPerUnit metres in a unit of the coordinates; 1 for degrees
 */
public record ProjectionDefinition(
        String name,
        Optional<ProjectionMethod> method,
        Map<ProjectionParameter, Double> parameters,
        double semiMajor,
        double inverseFlattening,
        double metresPerUnit) {

    private static final double SMALLEST_FLATTENING = 1.01;

    /** Fails with an IllegalArgumentException if a number is out of range. */
    public ProjectionDefinition {
        Map<ProjectionParameter, Double> own = new EnumMap<>(ProjectionParameter.class);
        own.putAll(parameters);
        Optional<Double> radius = Optional.ofNullable(own.remove(ProjectionParameter.SEMI_MAJOR));
        Optional<Double> minor = Optional.ofNullable(own.remove(ProjectionParameter.SEMI_MINOR));
        if (radius.isPresent()) {
            semiMajor = radius.get();
            double difference = semiMajor - minor.orElse(semiMajor);
            inverseFlattening = difference == 0 ? 0 : semiMajor / difference;
        }
        own.values().removeIf(value -> value == 0);
        own.remove(ProjectionParameter.SCALE, 1.0);
        parameters = Collections.unmodifiableMap(own);
        boolean numbers = own.values().stream().allMatch(Double::isFinite);
        boolean body = semiMajor > 1e5
                && semiMajor < 1e9
                && (inverseFlattening == 0 || inverseFlattening > SMALLEST_FLATTENING && inverseFlattening < 1e12);
        if (!numbers || !body || !(metresPerUnit > 0 && metresPerUnit < 1e6)) {
            throw new IllegalArgumentException("a reference system with parameters out of range: " + parameters + ", "
                    + semiMajor + ", " + inverseFlattening + ", " + metresPerUnit);
        }
    }

    /** The system with these parameters; under its code if it is one that Earth Engine knows by a code. */
    public Projection projection() {
        return LibraryProjection.of(this);
    }

    /** The value of a parameter: 0, or 1 for a scale, if it is not given. */
    public double value(ProjectionParameter parameter) {
        return parameters.getOrDefault(parameter, parameter == ProjectionParameter.SCALE ? 1.0 : 0.0);
    }

    /** The parameters as PROJ and proj4j read them. */
    String proj() {
        StringJoiner text = new StringJoiner(" ");
        text.add("+proj=" + method.map(ProjectionMethod::proj).orElse("longlat"));
        boolean polar =
                method.filter(ProjectionMethod.POLAR_STEREOGRAPHIC::equals).isPresent();
        double latitude = value(ProjectionParameter.LATITUDE_OF_ORIGIN);
        double parallel = value(ProjectionParameter.FIRST_PARALLEL);
        if (polar) {
            // Variant B has the parallel of true scale, in GDAL's text under the name of the latitude of origin.
            double trueScale = parallel != 0 ? parallel : latitude;
            text.add("+lat_0=" + (trueScale < 0 ? "-90" : "90"));
            if (Math.abs(trueScale) < 90) {
                text.add("+lat_ts=" + number(trueScale));
            }
        } else if (method.filter(ProjectionMethod.CYLINDRICAL_EQUAL_AREA::equals)
                .isPresent()) {
            text.add("+lat_ts=" + number(parallel));
        } else if (method.filter(ProjectionMethod.LAMBERT_ONE_PARALLEL::equals).isPresent()) {
            text.add("+lat_1=" + number(latitude)).add("+lat_0=" + number(latitude));
        }
        parameters.forEach((parameter, value) -> {
            if (!text.toString().contains("+" + parameter.proj() + "=")
                    && !(parameter == ProjectionParameter.FIRST_PARALLEL
                            && text.toString().contains("+lat_ts="))) {
                boolean length = parameter == ProjectionParameter.FALSE_EASTING
                        || parameter == ProjectionParameter.FALSE_NORTHING;
                text.add("+" + parameter.proj() + "=" + number(length ? value * metresPerUnit : value));
            }
        });
        double semiMinor = inverseFlattening == 0 ? semiMajor : semiMajor * (1 - 1 / inverseFlattening);
        text.add("+a=" + number(semiMajor)).add("+b=" + number(semiMinor));
        if (metresPerUnit != 1) {
            text.add("+to_meter=" + number(metresPerUnit));
        }
        return text.toString();
    }

    static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
