package dev.swath.grid;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The parameters of map projections, by their names in PROJ, in both versions of well-known text, and their keys in GeoTIFF. */
@SuppressWarnings("ImmutableEnumChecker") // Its lists are never changed.
public enum ProjectionParameter {
    /** Degrees east. */
    CENTRAL_MERIDIAN(
            "lon_0",
            List.of(
                    "central_meridian",
                    "longitude_of_center",
                    "longitude_of_origin",
                    "longitude of natural origin",
                    "longitude of false origin",
                    "longitude of projection centre",
                    "straight_vertical_longitude_from_pole"),
            List.of(3080, 3088, 3084, 3095)),
    /** Degrees north. */
    LATITUDE_OF_ORIGIN(
            "lat_0",
            List.of(
                    "latitude_of_origin",
                    "latitude_of_center",
                    "latitude of natural origin",
                    "latitude of false origin",
                    "latitude of projection centre"),
            List.of(3081, 3089, 3085)),
    /** Degrees north. */
    FIRST_PARALLEL(
            "lat_1",
            List.of("standard_parallel_1", "latitude of 1st standard parallel", "latitude of standard parallel"),
            List.of(3078)),
    /** Degrees north. */
    SECOND_PARALLEL("lat_2", List.of("standard_parallel_2", "latitude of 2nd standard parallel"), List.of(3079)),
    /** 1 for the true scale. */
    SCALE("k_0", List.of("scale_factor", "scale factor at natural origin"), List.of(3092, 3093)),
    /** In units of the system. */
    FALSE_EASTING("x_0", List.of("false_easting", "easting at false origin"), List.of(3082, 3086, 3090)),
    /** In units of the system. */
    FALSE_NORTHING("y_0", List.of("false_northing", "northing at false origin"), List.of(3083, 3087, 3091)),
    /** Radius of a sphere in metres that replaces the ellipsoid, as GeoTools writes it. */
    SEMI_MAJOR("a", List.of("semi_major"), List.of()),
    /** The same as {@link #SEMI_MAJOR}. */
    SEMI_MINOR("b", List.of("semi_minor"), List.of());

    private final String proj;
    private final List<String> names;
    private final List<Integer> keys;

    ProjectionParameter(String proj, List<String> names, List<Integer> keys) {
        this.proj = proj;
        this.names = names;
        this.keys = keys;
    }

    /** The parameter that well-known text calls so. */
    static Optional<ProjectionParameter> named(String name) {
        return Arrays.stream(values())
                .filter(parameter ->
                        parameter.names.stream().anyMatch(known -> plain(known).equals(plain(name))))
                .findFirst();
    }

    /** The parameter of this GeoTIFF key. */
    public static Optional<ProjectionParameter> ofKey(int key) {
        return Arrays.stream(values())
                .filter(parameter -> parameter.keys.contains(key))
                .findFirst();
    }

    /** The keys that GeoTIFF has for it, the usual one first; none for those of a sphere. */
    public List<Integer> keys() {
        return keys;
    }

    String proj() {
        return proj;
    }

    /** The name in the first version of well-known text. */
    String wkt() {
        return names.get(0);
    }

    /** The letters and digits of a name. */
    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
