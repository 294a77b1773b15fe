package dev.swath.emulator;

import dev.swath.emulator.landscape.Statistics;
import dev.swath.emulator.landscape.TileStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The properties of a Sentinel-2 image, with Earth Engine's names. */
final class SentinelProperties {

    /** Bands with given geometry, with the sun's irradiance in W/(m² µm). */
    private static final String[] BANDS = {
        "B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A", "B9", "B10", "B11", "B12"
    };

    private static final double[] IRRADIANCE_2A = {
        1884.69, 1959.72, 1823.24, 1512.06, 1424.64, 1287.61, 1162.08, 1041.63, 955.32, 812.92, 367.15, 245.59, 85.25
    };
    private static final double[] IRRADIANCE_2B = {
        1874.3, 1959.75, 1824.93, 1512.79, 1425.78, 1291.13, 1175.57, 1041.28, 953.93, 817.58, 365.41, 247.08, 87.75
    };

    /** For each property, by name, how it follows from an image. */
    private static final Map<String, Function<Facts, Object>> ALL = all();

    /**
     * The source of all properties.
     *
     * @param identity of the image
     * @param shares supplies the shares of clouds, snow and so on, which are expensive
     */
    private record Facts(SentinelIdentity identity, Supplier<TileStatistics> shares) {

        double cloud() {
            return shares.get().cloud();
        }

        OrbitPass pass() {
            return identity.pass();
        }

        String unit() {
            return pass().isSentinel2A() ? "A" : "B";
        }

        String tile() {
            return identity.tile().name();
        }

        String take() {
            return SentinelIdentity.stamp(identity.datatakeStart());
        }
    }

    private SentinelProperties() {}

    /** All properties. */
    static Map<String, Object> of(SentinelIdentity identity, Supplier<TileStatistics> shares) {
        Facts facts = new Facts(identity, shares);
        Map<String, Object> properties = new LinkedHashMap<>();
        ALL.forEach((name, value) -> properties.put(name, value.apply(facts)));
        return Map.copyOf(properties);
    }

    /** A single property, computed without the others. */
    static Optional<Object> of(SentinelIdentity identity, Supplier<TileStatistics> shares, String name) {
        return Optional.ofNullable(ALL.get(name)).map(value -> value.apply(new Facts(identity, shares)));
    }

    private static Map<String, Function<Facts, Object>> all() {
        Map<String, Function<Facts, Object>> all = new LinkedHashMap<>();
        all.put("MGRS_TILE", Facts::tile);
        all.put("PROCESSING_BASELINE", facts -> facts.identity().baseline());
        all.put("GENERATION_TIME", facts -> facts.identity().generated().toEpochMilli());
        all.put("SENSING_ORBIT_DIRECTION", facts -> "DESCENDING");
        all.put("SENSING_ORBIT_NUMBER", facts -> facts.pass().relativeOrbit());
        all.put("SPACECRAFT_NAME", facts -> facts.pass().spacecraft());
        all.put("DATATAKE_TYPE", facts -> "INS-NOBS");
        for (String passed : List.of(
                "FORMAT_CORRECTNESS",
                "GENERAL_QUALITY",
                "GEOMETRIC_QUALITY",
                "RADIOMETRIC_QUALITY",
                "SENSOR_QUALITY")) {
            all.put(passed, facts -> "PASSED");
        }
        for (String nothing : List.of(
                "AOT_RETRIEVAL_ACCURACY",
                "DARK_FEATURES_PERCENTAGE",
                "DEGRADED_MSI_DATA_PERCENTAGE",
                "RADIATIVE_TRANSFER_ACCURACY",
                "SATURATED_DEFECTIVE_PIXEL_PERCENTAGE",
                "UNCLASSIFIED_PERCENTAGE",
                "WATER_VAPOUR_RETRIEVAL_ACCURACY")) {
            all.put(nothing, facts -> 0.0);
        }
        addNames(all);
        addCounted(all);
        addSun(all);
        addGeometry(all);
        return Map.copyOf(all);
    }

    private static void addNames(Map<String, Function<Facts, Object>> all) {
        all.put(
                "DATASTRIP_ID",
                facts -> String.format(
                        Locale.ROOT,
                        "S2%s_OPER_MSI_L2A_DS_2BPS_%s_S%s_N%s",
                        facts.unit(),
                        SentinelIdentity.stamp(facts.identity().generated()),
                        SentinelIdentity.stamp(facts.identity().strip()),
                        facts.identity().baseline()));
        all.put(
                "DATATAKE_IDENTIFIER",
                facts -> String.format(
                        Locale.ROOT,
                        "GS2%s_%s_%06d_N%s",
                        facts.unit(),
                        facts.take(),
                        facts.pass().absoluteOrbit(),
                        facts.identity().baseline()));
        all.put(
                "GRANULE_ID",
                facts -> String.format(
                        Locale.ROOT,
                        "L2A_T%s_A%06d_%s",
                        facts.tile(),
                        facts.pass().absoluteOrbit(),
                        SentinelIdentity.stamp(facts.identity().strip())));
        all.put(
                "PRODUCT_ID",
                facts -> String.format(
                        Locale.ROOT,
                        "S2%s_MSIL2A_%s_N%s_R%03d_T%s_%s",
                        facts.unit(),
                        facts.take(),
                        facts.identity().baseline().replace(".", ""),
                        facts.pass().relativeOrbit(),
                        facts.tile(),
                        SentinelIdentity.stamp(facts.identity().generated())));
    }

    private static void addCounted(Map<String, Function<Facts, Object>> all) {
        Map<String, ToDoubleFunction<Statistics>> counted = Map.of(
                "HIGH_PROBA_CLOUDS_PERCENTAGE", Statistics::highCloud,
                "MEDIUM_PROBA_CLOUDS_PERCENTAGE", shares -> shares.cloud() - shares.highCloud(),
                "NOT_VEGETATED_PERCENTAGE", SentinelProperties::bare,
                "SNOW_ICE_PERCENTAGE", Statistics::snow,
                "THIN_CIRRUS_PERCENTAGE", Statistics::veil,
                "VEGETATION_PERCENTAGE", Statistics::vegetation,
                "WATER_PERCENTAGE", Statistics::water);
        counted.forEach((name, share) -> all.put(
                name, facts -> rounded(share.applyAsDouble(facts.shares().get().all()))));
        all.put("CLOUDY_PIXEL_PERCENTAGE", facts -> rounded(facts.cloud()));
        all.put("CLOUD_COVERAGE_ASSESSMENT", facts -> rounded(facts.cloud()));
        all.put("CLOUD_SHADOW_PERCENTAGE", facts -> rounded(Statistics.shadow(facts.cloud())));
    }

    private static double bare(Statistics s) {
        return Math.max(0, 100 - s.cloud() - s.veil() - s.shadow() - s.vegetation() - s.water() - s.snow());
    }

    private static void addSun(Map<String, Function<Facts, Object>> all) {
        all.put(
                "MEAN_SOLAR_AZIMUTH_ANGLE",
                facts -> rounded(facts.identity().sun().azimuth()));
        all.put(
                "MEAN_SOLAR_ZENITH_ANGLE",
                facts -> rounded(facts.identity().sun().zenith()));
        all.put("REFLECTANCE_CONVERSION_CORRECTION", facts -> {
            double distance = facts.identity().sun().distance();
            return rounded(1 / (distance * distance));
        });
        for (int i = 0; i < BANDS.length; i++) {
            double ofA = IRRADIANCE_2A[i];
            double ofB = IRRADIANCE_2B[i];
            all.put("SOLAR_IRRADIANCE_" + BANDS[i], facts -> facts.pass().isSentinel2A() ? ofA : ofB);
        }
    }

    /** The angles at which the bands saw the tile: across the track, and a little ahead or behind. */
    private static void addGeometry(Map<String, Function<Facts, Object>> all) {
        all.put(
                "NODATA_PIXEL_PERCENTAGE",
                facts -> rounded(100 * (1 - facts.identity().coverage().share())));
        for (int i = 0; i < BANDS.length; i++) {
            double ahead = 0.35 + 0.17 * i;
            all.put(
                    "MEAN_INCIDENCE_AZIMUTH_ANGLE_" + BANDS[i],
                    facts -> rounded(across(facts) < 0 ? 284.5 - ahead : 104.5 + ahead));
            all.put(
                    "MEAN_INCIDENCE_ZENITH_ANGLE_" + BANDS[i],
                    facts -> rounded(StrictMath.hypot(across(facts), ahead)));
        }
    }

    /** 786 km above the ground the angle at the ground is about 9 times the angle at the centre of the earth. */
    private static double across(Facts facts) {
        return Math.toDegrees(facts.identity().coverage().centre().across()) * 9;
    }

    private static double rounded(double value) {
        return Math.round(value * 1e6) / 1e6;
    }
}
