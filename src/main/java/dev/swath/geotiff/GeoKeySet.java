package dev.swath.geotiff;

import dev.swath.grid.Projection;
import dev.swath.grid.ProjectionDefinition;
import dev.swath.grid.ProjectionMethod;
import dev.swath.grid.ProjectionParameter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The keys by which a GeoTIFF describes its reference system, as they are in the file.
 *
 * @param directory of keys (GeoKeyDirectoryTag)
 * @param doubles that it refers to (GeoDoubleParamsTag)
 * @param text that it refers to (GeoAsciiParamsTag)
 */
record GeoKeySet(List<Integer> directory, List<Double> doubles, String text) {

    private static final int MODEL_TYPE = 1024;
    private static final int RASTER_TYPE = 1025;
    private static final int CITATION = 1026;
    private static final int GEODETIC_CRS = 2048;
    private static final int ANGULAR_UNITS = 2054;
    private static final int ELLIPSOID = 2056;
    private static final int SEMI_MAJOR = 2057;
    private static final int SEMI_MINOR = 2058;
    private static final int INVERSE_FLATTENING = 2059;
    private static final int PROJECTED_CRS = 3072;
    private static final int CONVERSION = 3074;
    private static final int METHOD = 3075;
    private static final int LINEAR_UNITS = 3076;
    private static final int LINEAR_UNIT_SIZE = 3077;
    private static final int FIRST_PARAMETER = 3078;
    private static final int LAST_PARAMETER = 3095;
    private static final int STRAIGHT_MERIDIAN = 3095;
    private static final int CENTRE_MERIDIAN = 3088;
    private static final int CENTRE_LATITUDE = 3089;

    private static final int USER_DEFINED = 32767;
    private static final int PROJECTED = 1;
    private static final int GEOGRAPHIC = 2;
    private static final int AREA = 1;
    private static final int DEGREE = 9102;
    private static final int METRE = 9001;
    private static final Map<Integer, Double> UNITS = Map.of(METRE, 1.0, 9002, 0.3048, 9003, 1200 / 3937.0);
    private static final double WGS84_FLATTENING = 298.257223563;
    private static final double GRS80_FLATTENING = 298.257222101;
    private static final double EQUATOR = 6378137;
    /** Geographic systems on the ellipsoid GRS 1980: NAD83, ETRS89 and the like. */
    private static final List<Integer> ON_GRS80 = List.of(4269, 4258, 4283, 4617, 4759, 6318, 7844, 4674, 4612, 4167);

    private static final int MOST_VALUES = 0x10000;

    GeoKeySet {
        directory = List.copyOf(directory);
        doubles = List.copyOf(doubles);
    }

    static GeoKeySet of(ImageFileDirectory fields) throws IOException {
        return new GeoKeySet(
                Arrays.stream(fields.shorts(TiffTag.GEO_KEY_DIRECTORY, MOST_VALUES))
                        .boxed()
                        .toList(),
                Arrays.stream(fields.doubles(TiffTag.GEO_DOUBLE_PARAMS, MOST_VALUES))
                        .boxed()
                        .toList(),
                fields.text(TiffTag.GEO_ASCII_PARAMS, MOST_VALUES));
    }

    /** The keys that describe a system by its parameters, with the same choice of keys as GDAL. */
    static GeoKeySet of(ProjectionDefinition system) {
        List<int[]> keys = new ArrayList<>();
        List<Double> doubles = new ArrayList<>();
        String name = system.name().replaceAll("[^ -~]|\\|", "_") + "|";
        boolean projected = system.method().isPresent();
        keys.add(new int[] {MODEL_TYPE, 0, 1, projected ? PROJECTED : GEOGRAPHIC});
        keys.add(new int[] {RASTER_TYPE, 0, 1, AREA});
        keys.add(new int[] {CITATION, TiffTag.GEO_ASCII_PARAMS, name.length(), 0});
        keys.add(new int[] {GEODETIC_CRS, 0, 1, USER_DEFINED});
        keys.add(new int[] {ANGULAR_UNITS, 0, 1, DEGREE});
        keys.add(new int[] {ELLIPSOID, 0, 1, USER_DEFINED});
        number(SEMI_MAJOR, system.semiMajor(), keys, doubles);
        boolean sphere = system.inverseFlattening() == 0;
        number(
                sphere ? SEMI_MINOR : INVERSE_FLATTENING,
                sphere ? system.semiMajor() : system.inverseFlattening(),
                keys,
                doubles);
        system.method().ifPresent(method -> {
            keys.add(new int[] {PROJECTED_CRS, 0, 1, USER_DEFINED});
            keys.add(new int[] {CONVERSION, 0, 1, USER_DEFINED});
            keys.add(new int[] {METHOD, 0, 1, method.key()});
            boolean metric = system.metresPerUnit() == 1;
            keys.add(new int[] {LINEAR_UNITS, 0, 1, metric ? METRE : USER_DEFINED});
            if (!metric) {
                number(LINEAR_UNIT_SIZE, system.metresPerUnit(), keys, doubles);
            }
            for (ProjectionParameter parameter : ProjectionParameter.values()) {
                if (!parameter.keys().isEmpty() && isUsed(parameter, system)) {
                    number(key(method, parameter), system.value(parameter), keys, doubles);
                }
            }
        });
        keys.sort((a, b) -> Integer.compare(a[0], b[0]));
        List<Integer> directory = new ArrayList<>(List.of(1, 1, 0, keys.size()));
        keys.forEach(key -> Arrays.stream(key).forEach(directory::add));
        return new GeoKeySet(directory, doubles, name);
    }

    private static boolean isUsed(ProjectionParameter parameter, ProjectionDefinition system) {
        boolean always = List.of(
                        ProjectionParameter.CENTRAL_MERIDIAN,
                        ProjectionParameter.FALSE_EASTING,
                        ProjectionParameter.FALSE_NORTHING)
                .contains(parameter);
        return always || system.parameters().containsKey(parameter);
    }

    private static int key(ProjectionMethod method, ProjectionParameter parameter) {
        if (parameter == ProjectionParameter.CENTRAL_MERIDIAN && method == ProjectionMethod.POLAR_STEREOGRAPHIC) {
            return STRAIGHT_MERIDIAN;
        }
        boolean centred = method == ProjectionMethod.LAMBERT_AZIMUTHAL || method == ProjectionMethod.SINUSOIDAL;
        if (centred && parameter == ProjectionParameter.CENTRAL_MERIDIAN) {
            return CENTRE_MERIDIAN;
        }
        if (centred && parameter == ProjectionParameter.LATITUDE_OF_ORIGIN) {
            return CENTRE_LATITUDE;
        }
        if (method == ProjectionMethod.LAMBERT_TWO_PARALLELS) {
            return switch (parameter) {
                case CENTRAL_MERIDIAN -> 3084;
                case LATITUDE_OF_ORIGIN -> 3085;
                case FALSE_EASTING -> 3086;
                case FALSE_NORTHING -> 3087;
                default -> parameter.keys().get(0);
            };
        }
        return parameter.keys().get(0);
    }

    private static void number(int key, double value, List<int[]> keys, List<Double> doubles) {
        keys.add(new int[] {key, TiffTag.GEO_DOUBLE_PARAMS, 1, doubles.size()});
        doubles.add(value);
    }

    /** Adds the keys to the fields of a directory. Coordinates mean corners of pixels, as in all of Swath's files. */
    void write(TiffFields fields) {
        int[] keys = directory.stream().mapToInt(Integer::intValue).toArray();
        for (int i = 4; i + 3 < keys.length; i += 4) {
            if (keys[i] == RASTER_TYPE && keys[i + 1] == 0) {
                keys[i + 3] = AREA;
            }
        }
        fields.shorts(TiffTag.GEO_KEY_DIRECTORY, keys);
        if (!doubles.isEmpty()) {
            fields.doubles(
                    TiffTag.GEO_DOUBLE_PARAMS,
                    doubles.stream().mapToDouble(Double::doubleValue).toArray());
        }
        if (!text.isEmpty()) {
            fields.text(TiffTag.GEO_ASCII_PARAMS, text);
        }
    }

    boolean isEmpty() {
        return directory.size() <= 4;
    }

    /** The value of a key in the directory itself, as all codes are; 0 if the key is absent. */
    int code(int wanted) {
        for (int i = 4; i + 3 < directory.size(); i += 4) {
            if (directory.get(i) == wanted && directory.get(i + 1) == 0) {
                return directory.get(i + 3);
            }
        }
        return 0;
    }

    private OptionalDouble number(int wanted) {
        for (int i = 4; i + 3 < directory.size(); i += 4) {
            int place = directory.get(i + 3);
            if (directory.get(i) == wanted
                    && directory.get(i + 1) == TiffTag.GEO_DOUBLE_PARAMS
                    && place < doubles.size()) {
                return OptionalDouble.of(doubles.get(place));
            }
        }
        return OptionalDouble.empty();
    }

    /** The system that is described by parameters; empty if it has a code, or is described by something else. */
    Optional<Projection> described() {
        int model = code(MODEL_TYPE);
        boolean userDefined = model == PROJECTED
                ? code(PROJECTED_CRS) == USER_DEFINED || code(PROJECTED_CRS) == 0
                : model == GEOGRAPHIC && (code(GEODETIC_CRS) == USER_DEFINED || code(GEODETIC_CRS) == 0);
        Optional<ProjectionMethod> method = ProjectionMethod.ofKey(code(METHOD));
        OptionalDouble radius = radius();
        if (!userDefined || model == PROJECTED && method.isEmpty() || radius.isEmpty()) {
            return Optional.empty();
        }
        Map<ProjectionParameter, Double> parameters = new EnumMap<>(ProjectionParameter.class);
        for (int key = FIRST_PARAMETER; key <= LAST_PARAMETER; key++) {
            OptionalDouble value = number(key);
            Optional<ProjectionParameter> parameter = ProjectionParameter.ofKey(key);
            if (value.isPresent() && parameter.isPresent()) {
                parameters.merge(parameter.get(), value.getAsDouble(), (first, second) -> first == 0 ? second : first);
            } else if (value.isPresent()) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(new ProjectionDefinition(
                            citation(),
                            model == PROJECTED ? method : Optional.empty(),
                            parameters,
                            radius.getAsDouble(),
                            inverseFlattening(radius.getAsDouble()),
                            unit())
                    .projection());
        } catch (IllegalArgumentException impossible) {
            return Optional.empty();
        }
    }

    private OptionalDouble radius() {
        OptionalDouble given = number(SEMI_MAJOR);
        int code = code(GEODETIC_CRS);
        boolean known = code == 4326 || ON_GRS80.contains(code) || code(ELLIPSOID) == 7030 || code(ELLIPSOID) == 7019;
        return given.isPresent() || !known ? given : OptionalDouble.of(EQUATOR);
    }

    private double inverseFlattening(double radius) {
        OptionalDouble given = number(INVERSE_FLATTENING);
        OptionalDouble minor = number(SEMI_MINOR);
        if (given.isPresent()) {
            return given.getAsDouble();
        }
        if (minor.isPresent()) {
            return minor.getAsDouble() == radius ? 0 : radius / (radius - minor.getAsDouble());
        }
        boolean grs80 = ON_GRS80.contains(code(GEODETIC_CRS)) || code(ELLIPSOID) == 7019;
        return number(SEMI_MAJOR).isPresent() ? 0 : grs80 ? GRS80_FLATTENING : WGS84_FLATTENING;
    }

    private double unit() {
        OptionalDouble size = number(LINEAR_UNIT_SIZE);
        return size.isPresent() ? size.getAsDouble() : UNITS.getOrDefault(code(LINEAR_UNITS), 1.0);
    }

    private String citation() {
        String name = text.split("\\|", 2)[0].strip();
        return name.isEmpty() ? "user-defined" : String.format(Locale.ROOT, "%.60s", name);
    }
}
