package dev.swath.grid;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The map projections of systems that are described by parameters, by their names in PROJ and well-known text, and in GeoTIFF. */
@SuppressWarnings("ImmutableEnumChecker") // Its lists are never changed.
public enum ProjectionMethod {
    SINUSOIDAL("sinu", 24, List.of("Sinusoidal")),
    TRANSVERSE_MERCATOR("tmerc", 1, List.of("Transverse_Mercator", "Gauss_Kruger")),
    MERCATOR("merc", 7, List.of("Mercator_1SP", "Mercator", "Mercator (variant A)")),
    LAMBERT_TWO_PARALLELS(
            "lcc",
            8,
            List.of("Lambert_Conformal_Conic_2SP", "Lambert Conic Conformal (2SP)", "Lambert_Conformal_Conic")),
    LAMBERT_ONE_PARALLEL("lcc", 9, List.of("Lambert_Conformal_Conic_1SP", "Lambert Conic Conformal (1SP)")),
    LAMBERT_AZIMUTHAL("laea", 10, List.of("Lambert_Azimuthal_Equal_Area")),
    ALBERS("aea", 11, List.of("Albers_Conic_Equal_Area", "Albers Equal Area", "Albers")),
    POLAR_STEREOGRAPHIC(
            "stere",
            15,
            List.of(
                    "Polar_Stereographic",
                    "Polar Stereographic (variant B)",
                    "Polar Stereographic (variant A)",
                    "Stereographic_North_Pole",
                    "Stereographic_South_Pole")),
    CYLINDRICAL_EQUAL_AREA("cea", 28, List.of("Cylindrical_Equal_Area", "Lambert Cylindrical Equal Area"));

    private final String proj;
    private final int key;
    private final List<String> names;

    ProjectionMethod(String proj, int key, List<String> names) {
        this.proj = proj;
        this.key = key;
        this.names = names;
    }

    /** The method that well-known text calls so. */
    static Optional<ProjectionMethod> named(String name) {
        String plain = ProjectionParameter.plain(name);
        return Arrays.stream(values())
                .filter(method -> method.names.stream()
                        .anyMatch(known -> ProjectionParameter.plain(known).equals(plain)))
                .findFirst();
    }

    /** The method with this value of GeoTIFF's {@code ProjCoordTransGeoKey}. */
    public static Optional<ProjectionMethod> ofKey(int value) {
        return Arrays.stream(values()).filter(method -> method.key == value).findFirst();
    }

    /** Its value of GeoTIFF's {@code ProjCoordTransGeoKey}. */
    public int key() {
        return key;
    }

    String proj() {
        return proj;
    }

    /** The name in the first version of well-known text. */
    String wkt() {
        return names.get(0);
    }
}
