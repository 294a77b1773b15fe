package dev.swath.emulator.synthetic;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** The properties of Landsat scenes that are not the same for all. */
final class LandsatProperties {

    private LandsatProperties() {}

    static Map<String, Supplier<Object>> of(LandsatPicture picture) {
        Map<String, Supplier<Object>> all = new LinkedHashMap<>();
        names(picture, all);
        all.put("WRS_PATH", () -> picture.orbit().path());
        all.put("WRS_ROW", picture::row);
        all.put("TARGET_WRS_PATH", () -> picture.orbit().path());
        all.put("TARGET_WRS_ROW", picture::row);
        all.put("DATE_ACQUIRED", () -> picture.date().toString());
        all.put("SCENE_CENTER_TIME", () -> picture.start().toString().substring(11));
        all.put("DATE_PRODUCT_GENERATED", () -> picture.updated().toEpochMilli());
        all.put("SUN_AZIMUTH", () -> signed(picture.sun().azimuth()));
        all.put("SUN_ELEVATION", () -> rounded(90 - picture.sun().zenith(), 8));
        all.put("EARTH_SUN_DISTANCE", () -> rounded(picture.sun().distance(), 7));
        all.put("UTM_ZONE", () -> picture.outline().zone());
        all.put("REFLECTIVE_SAMPLES", () -> picture.outline().width());
        all.put("REFLECTIVE_LINES", () -> picture.outline().height());
        all.put("CLOUD_COVER", () -> rounded(picture.statistics().cloud(), 2));
        all.put("CLOUD_COVER_LAND", () -> {
            double land = 100 - picture.statistics().all().water();
            return land < 1 ? -1.0 : rounded(picture.statistics().cloud(), 2);
        });
        return all;
    }

    private static void names(LandsatPicture picture, Map<String, Supplier<Object>> all) {
        int satellite = picture.orbit().satellite();
        String place = String.format(Locale.ROOT, "%03d%03d", picture.orbit().path(), picture.row());
        String day = picture.day();
        String made = picture.updated().toString().substring(0, 10).replace("-", "");
        all.put("SPACECRAFT_ID", () -> "LANDSAT_" + satellite);
        all.put(
                "LANDSAT_PRODUCT_ID",
                () -> String.format(Locale.ROOT, "LC0%d_L2SP_%s_%s_%s_02_T1", satellite, place, day, made));
        all.put(
                "L1_LANDSAT_PRODUCT_ID",
                () -> String.format(Locale.ROOT, "LC0%d_L1TP_%s_%s_%s_02_T1", satellite, place, day, made));
        all.put(
                "LANDSAT_SCENE_ID",
                () -> String.format(
                        Locale.ROOT,
                        "LC%d%s%d%03dLGN00",
                        satellite,
                        place,
                        picture.date().getYear(),
                        picture.date().getDayOfYear()));
    }

    private static double signed(double azimuth) {
        return rounded(azimuth > 180 ? azimuth - 360 : azimuth, 8);
    }

    private static double rounded(double value, int digits) {
        double power = StrictMath.pow(10, digits);
        return Math.round(value * power) / power;
    }
}
