package dev.swath.grid;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.proj4j.CRSFactory;
import org.locationtech.proj4j.CoordinateReferenceSystem;
import org.locationtech.proj4j.CoordinateTransform;
import org.locationtech.proj4j.CoordinateTransformFactory;
import org.locationtech.proj4j.Proj4jException;
import org.locationtech.proj4j.ProjCoordinate;

/**
 * A system that proj4j computes: those of its EPSG database, MODIS' sinusoidal one and any that is described by
 * parameters. Only projections that agree with PROJ to a centimetre are used (the tests hold EPSG codes against it), and only
 * datums that need no files of grid shifts.
 */
final class LibraryProjection implements Projection {

    /** The sinusoidal system of MODIS, on a sphere, under the codes that Earth Engine uses. */
    private static final ProjectionDefinition MODIS = new ProjectionDefinition(
            "MODIS Sinusoidal", Optional.of(ProjectionMethod.SINUSOIDAL), Map.of(), 6371007.181, 0, 1);

    private static final List<String> CODES_OF_MODIS = List.of("SR-ORG:6974", "SR-ORG:6842");
    private static final Pattern PARAMETER = Pattern.compile("\\+(\\w+)=(\\S+)");
    private static final Set<String> EXACT = Set.of(
            "longlat", "utm", "tmerc", "aea", "laea", "lcc", "merc", "stere", "sterea", "somerc", "krovak", "cea",
            "eqc", "sinu");
    private static final Set<String> TRANSVERSE = Set.of("utm", "tmerc");
    private static final Set<String> AZIMUTHAL = Set.of("laea", "stere", "sterea", "somerc", "krovak");
    private static final Set<String> CYLINDRICAL = Set.of("merc", "cea", "eqc");
    /** Beyond this, proj4j's series for transverse Mercator leaves PROJ's. */
    private static final double TRANSVERSE_REACH = 15;

    private static final double FULL_TURN = 360;
    /** How far from the cut of the map longitudes are kept, in degrees: a tenth of a millimetre. */
    private static final double CUT = 1e-9;

    private final String code;
    private final Optional<ProjectionDefinition> definition;
    private final String parameters;
    private final String method;
    private final double meridian;
    private final double metresPerUnit;
    private final CoordinateTransform forward;
    private final CoordinateTransform inverse;

    private LibraryProjection(String code, Optional<ProjectionDefinition> definition, String parameters) {
        this.code = code;
        this.definition = definition;
        this.parameters = parameters;
        this.method = value("proj").orElse("");
        String obstacle = obstacle();
        if (!obstacle.isEmpty()) {
            throw new IllegalArgumentException("the reference system " + code + " " + obstacle);
        }
        try {
            CRSFactory factory = new CRSFactory();
            CoordinateReferenceSystem lonLat = factory.createFromParameters("WGS 84", "+proj=longlat +datum=WGS84");
            CoordinateReferenceSystem system = factory.createFromParameters(code, parameters);
            CoordinateTransformFactory transforms = new CoordinateTransformFactory();
            this.forward = transforms.createTransform(lonLat, system);
            this.inverse = transforms.createTransform(system, lonLat);
            this.meridian = Math.toDegrees(system.getProjection().getProjectionLongitude());
            double metres = 1 / system.getProjection().getFromMetres();
            this.metresPerUnit = isGeographic() ? OutputGrid.METRES_PER_DEGREE : metres;
        } catch (Proj4jException | IllegalStateException e) {
            throw new IllegalArgumentException(
                    "the reference system " + code + " can't be computed: " + e.getMessage(), e);
        }
    }

    static Projection of(String code) {
        String known = code.toUpperCase(Locale.ROOT);
        if (CODES_OF_MODIS.contains(known)) {
            return new LibraryProjection(known, Optional.of(MODIS), MODIS.proj());
        }
        String parameters = ReferenceSystems.parameters(known)
                .orElseThrow(() -> new IllegalArgumentException("unknown coordinate reference system '" + code
                        + "'; use a code such as EPSG:32617, EPSG:3035 or EPSG:4326, or its well-known text (WKT)"));
        return new LibraryProjection(known, Optional.empty(), parameters);
    }

    static Projection of(ProjectionDefinition definition) {
        String parameters = definition.proj();
        if (parameters.equals(MODIS.proj())) {
            return of(CODES_OF_MODIS.get(0));
        }
        return new LibraryProjection(definition.name(), Optional.of(definition), parameters);
    }

    private String obstacle() {
        if (!EXACT.contains(method) || method.equals("merc") && value("lat_ts").isPresent()) {
            return "has a projection (" + method + ") that Swath does not compute; choose another one";
        }
        if (value("nadgrids").isPresent()
                || value("datum").filter("NAD27"::equals).isPresent()) {
            return "has a datum that needs files of grid shifts; choose one on WGS 84, ETRS89 or NAD83";
        }
        if (value("pm").isPresent()) {
            return "counts longitudes from another meridian than Greenwich; choose another one";
        }
        if (value("axis").isPresent()
                || value("geoidgrids").isPresent()
                || value("vunits").isPresent()) {
            return "has heights, or axes that do not run east and north; choose another one";
        }
        return "";
    }

    private Optional<String> value(String name) {
        Matcher matcher = PARAMETER.matcher(parameters);
        return matcher.results()
                .filter(found -> found.group(1).equals(name))
                .map(found -> found.group(2))
                .findFirst();
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public Optional<ProjectionDefinition> definition() {
        return definition;
    }

    private boolean isCoded() {
        return definition.isEmpty() || CODES_OF_MODIS.contains(code);
    }

    @Override
    public Optional<String> wkt() {
        return definition.filter(system -> !isCoded()).map(WellKnownText::write);
    }

    @Override
    public boolean isGeographic() {
        return method.equals("longlat");
    }

    @Override
    public double metresPerUnit() {
        return metresPerUnit;
    }

    @Override
    public OptionalDouble centralMeridian() {
        return isGeographic() ? OptionalDouble.empty() : OptionalDouble.of(meridian);
    }

    @Override
    public double reach() {
        return TRANSVERSE.contains(method) ? TRANSVERSE_REACH : FULL_TURN / 2;
    }

    @Override
    public Optional<Cycle> cycle() {
        if (isGeographic()) {
            return Optional.of(new Cycle(-FULL_TURN / 2, FULL_TURN));
        }
        if (!CYLINDRICAL.contains(method)) {
            return Optional.empty();
        }
        double quarter = FULL_TURN / 4;
        double length = (at(meridian + quarter, 0).x - at(meridian - quarter, 0).x) * 2;
        return Optional.of(new Cycle(at(meridian, 0).x - length / 2, length));
    }

    @Override
    public boolean isCutOpposite() {
        return !isGeographic()
                && !CYLINDRICAL.contains(method)
                && !AZIMUTHAL.contains(method)
                && !TRANSVERSE.contains(method);
    }

    @Override
    public Coordinate project(double longitude, double latitude) {
        if (!(Math.abs(latitude) <= 90) || !Double.isFinite(longitude)) {
            return new Coordinate(Double.NaN, Double.NaN);
        }
        double east = Math.IEEEremainder(longitude - meridian, FULL_TURN);
        double turns = Math.rint((longitude - meridian - east) / FULL_TURN);
        if (isGeographic() || CYLINDRICAL.contains(method)) {
            // The world goes on beyond the cut, where it would begin anew.
            Coordinate point = at(meridian + east, latitude);
            point.x += turns * cycle().map(Cycle::length).orElse(0.0);
            return point;
        }
        double half = FULL_TURN / 2 - CUT;
        return at(meridian + Math.max(-half, Math.min(half, east)), latitude);
    }

    private Coordinate at(double longitude, double latitude) {
        return transformed(forward, Math.IEEEremainder(longitude, FULL_TURN), latitude);
    }

    @Override
    public Coordinate unproject(double x, double y) {
        return transformed(inverse, x, y);
    }

    private static Coordinate transformed(CoordinateTransform transform, double x, double y) {
        try {
            ProjCoordinate to = transform.transform(new ProjCoordinate(x, y), new ProjCoordinate());
            return new Coordinate(to.x, to.y);
        } catch (Proj4jException | IllegalStateException offTheMap) {
            return new Coordinate(Double.NaN, Double.NaN);
        }
    }

    /** By coordinates; one that has a code differs from one that has none. */
    @Override
    public boolean equals(Object other) {
        return other instanceof LibraryProjection that
                && parameters.equals(that.parameters)
                && isCoded() == that.isCoded()
                && (!isCoded() || code.equals(that.code));
    }

    @Override
    public int hashCode() {
        return parameters.hashCode();
    }

    @Override
    public String toString() {
        return code;
    }
}
