package dev.swath.emulator;

import dev.swath.emulator.landscape.Statistics;
import dev.swath.emulator.landscape.SunPosition;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

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

    private SentinelProperties() {}

    static Map<String, Object> of(SentinelIdentity identity, Statistics statistics) {
        OrbitPass pass = identity.pass();
        String unit = pass.isSentinel2A() ? "A" : "B";
        String tile = identity.tile().name();
        String take = SentinelIdentity.stamp(identity.datatakeStart());
        String baseline = identity.baseline();
        String compact = baseline.replace(".", "");
        SunPosition sun = identity.sun();
        Map<String, Object> p = new LinkedHashMap<>();
        p.put("AOT_RETRIEVAL_ACCURACY", 0.0);
        p.put("CLOUDY_PIXEL_PERCENTAGE", rounded(statistics.cloud()));
        p.put("CLOUD_COVERAGE_ASSESSMENT", rounded(statistics.cloud()));
        p.put("CLOUD_SHADOW_PERCENTAGE", rounded(statistics.shadow()));
        p.put("DARK_FEATURES_PERCENTAGE", 0.0);
        p.put(
                "DATASTRIP_ID",
                String.format(
                        Locale.ROOT,
                        "S2%s_OPER_MSI_L2A_DS_2BPS_%s_S%s_N%s",
                        unit,
                        SentinelIdentity.stamp(identity.generated()),
                        SentinelIdentity.stamp(identity.strip()),
                        baseline));
        p.put(
                "DATATAKE_IDENTIFIER",
                String.format(Locale.ROOT, "GS2%s_%s_%06d_N%s", unit, take, pass.absoluteOrbit(), baseline));
        p.put("DATATAKE_TYPE", "INS-NOBS");
        p.put("DEGRADED_MSI_DATA_PERCENTAGE", 0.0);
        p.put("FORMAT_CORRECTNESS", "PASSED");
        p.put("GENERAL_QUALITY", "PASSED");
        p.put("GENERATION_TIME", identity.generated().toEpochMilli());
        p.put("GEOMETRIC_QUALITY", "PASSED");
        p.put(
                "GRANULE_ID",
                String.format(
                        Locale.ROOT,
                        "L2A_T%s_A%06d_%s",
                        tile,
                        pass.absoluteOrbit(),
                        SentinelIdentity.stamp(identity.strip())));
        p.put("HIGH_PROBA_CLOUDS_PERCENTAGE", rounded(statistics.highCloud()));
        geometry(p, identity);
        p.put("MEAN_SOLAR_AZIMUTH_ANGLE", rounded(sun.azimuth()));
        p.put("MEAN_SOLAR_ZENITH_ANGLE", rounded(sun.zenith()));
        p.put("MEDIUM_PROBA_CLOUDS_PERCENTAGE", rounded(statistics.cloud() - statistics.highCloud()));
        p.put("MGRS_TILE", tile);
        p.put("NODATA_PIXEL_PERCENTAGE", rounded(100 * (1 - identity.coverage().share())));
        p.put("NOT_VEGETATED_PERCENTAGE", rounded(bare(statistics)));
        p.put("PROCESSING_BASELINE", baseline);
        p.put(
                "PRODUCT_ID",
                String.format(
                        Locale.ROOT,
                        "S2%s_MSIL2A_%s_N%s_R%03d_T%s_%s",
                        unit,
                        take,
                        compact,
                        pass.relativeOrbit(),
                        tile,
                        SentinelIdentity.stamp(identity.generated())));
        p.put("RADIATIVE_TRANSFER_ACCURACY", 0.0);
        p.put("RADIOMETRIC_QUALITY", "PASSED");
        p.put("REFLECTANCE_CONVERSION_CORRECTION", rounded(1 / (sun.distance() * sun.distance())));
        p.put("SATURATED_DEFECTIVE_PIXEL_PERCENTAGE", 0.0);
        p.put("SENSING_ORBIT_DIRECTION", "DESCENDING");
        p.put("SENSING_ORBIT_NUMBER", pass.relativeOrbit());
        p.put("SENSOR_QUALITY", "PASSED");
        p.put("SNOW_ICE_PERCENTAGE", rounded(statistics.snow()));
        irradiance(p, pass.isSentinel2A() ? IRRADIANCE_2A : IRRADIANCE_2B);
        p.put("SPACECRAFT_NAME", "Sentinel-2" + unit);
        p.put("THIN_CIRRUS_PERCENTAGE", rounded(statistics.veil()));
        p.put("UNCLASSIFIED_PERCENTAGE", 0.0);
        p.put("VEGETATION_PERCENTAGE", rounded(statistics.vegetation()));
        p.put("WATER_PERCENTAGE", rounded(statistics.water()));
        p.put("WATER_VAPOUR_RETRIEVAL_ACCURACY", 0.0);
        return Map.copyOf(p);
    }

    private static double bare(Statistics s) {
        return Math.max(0, 100 - s.cloud() - s.veil() - s.shadow() - s.vegetation() - s.water() - s.snow());
    }

    /** The angles at which the bands saw the tile: across the track, and slightly ahead or behind. */
    private static void geometry(Map<String, Object> properties, SentinelIdentity identity) {
        // From 786 km above the ground, the angle at the ground is about 9 times the angle at the centre of the earth.
        double across = Math.toDegrees(identity.coverage().centre().across()) * 9;
        for (int i = 0; i < BANDS.length; i++) {
            double ahead = 0.35 + 0.17 * i;
            properties.put(
                    "MEAN_INCIDENCE_AZIMUTH_ANGLE_" + BANDS[i], rounded(across < 0 ? 284.5 - ahead : 104.5 + ahead));
            properties.put("MEAN_INCIDENCE_ZENITH_ANGLE_" + BANDS[i], rounded(StrictMath.hypot(across, ahead)));
        }
    }

    private static void irradiance(Map<String, Object> properties, double[] values) {
        for (int i = 0; i < BANDS.length; i++) {
            properties.put("SOLAR_IRRADIANCE_" + BANDS[i], values[i]);
        }
    }

    private static double rounded(double value) {
        return Math.round(value * 1e6) / 1e6;
    }
}
