package dev.swath.emulator.landscape;

import java.time.Instant;
import java.time.ZoneOffset;

/** A day of the year and its effects on the ground: warmth, rain, leaves, crops. */
final class Season {

    private static final double DAYS = 365.25;
    /** Day of the northern year at the height of the tropical rainy season. */
    private static final double RAIN_PEAK = 245;

    private final double day;
    private final double rainWave;
    private final float[][] byDegree = new float[182][];

    Season(Instant time) {
        this.day = time.atZone(ZoneOffset.UTC).getDayOfYear();
        this.rainWave = wave(RAIN_PEAK);
    }

    /** Mean temperature at sea level at this time of year, degrees Celsius. */
    double temperature(double latitude) {
        return yearly(latitude) - swing(latitude) * wave(20, latitude);
    }

    /** Mean temperature at sea level over the year, degrees Celsius. */
    static double yearly(double latitude) {
        return 28 - 0.0068 * latitude * latitude;
    }

    /** Half the difference between the warmest and the coldest month. */
    private static double swing(double latitude) {
        return 0.6 + 0.26 * Math.abs(latitude) * Curves.step(5, 35, Math.abs(latitude));
    }

    /** 1 on a day of the northern year (in the south, half a year later), −1 half a year away. */
    private double wave(double peak, double latitude) {
        return wave(peak) * Curves.clamp(latitude / 6, -1, 1);
    }

    private double wave(double peak) {
        return StrictMath.cos(2 * Math.PI * (day - peak) / DAYS);
    }

    /** How far the tropical rainy season has progressed, 0..1. */
    double rain(double latitude) {
        return 0.5 + 0.5 * (rainWave * Curves.clamp(latitude / 6, -1, 1));
    }

    /**
     * Reflectances of every material at a latitude: {@code [material × 12 + band]}, between 0 and 1. Computed at whole
     * degrees; the caller interpolates the rows between.
     */
    float[] reflectances(int latitude) {
        int index = Math.max(0, Math.min(byDegree.length - 1, latitude + 90));
        float[] known = byDegree[index];
        if (known == null) {
            known = byDegree[index] = worked(latitude);
        }
        return known;
    }

    private float[] worked(int latitude) {
        Material[] all = Material.values();
        float[] table = new float[all.length * Material.BANDS];
        for (Material material : all) {
            for (int band = 0; band < Material.BANDS; band++) {
                table[material.ordinal() * Material.BANDS + band] =
                        (float) (material.seasonal() ? seasonal(material, latitude, band) : material.reflectance(band));
            }
        }
        return table;
    }

    private double seasonal(Material material, double latitude, int band) {
        double warm = temperature(latitude);
        double tropical = 1 - Curves.step(18, 27, Math.abs(latitude));
        double rain = rain(latitude);
        double lush = Curves.step(2, 12, warm)
                * Curves.lerp(tropical, 1 - 0.45 * Curves.step(17, 26, warm), 0.3 + 0.7 * rain);
        return switch (material) {
            case BROADLEAF -> {
                double leaves = Curves.lerp(tropical, Curves.step(6, 12, warm), 0.6 + 0.4 * rain);
                boolean falling = wave(110, latitude) < 0;
                double autumn = falling ? 4 * leaves * (1 - leaves) * (1 - tropical) : 0;
                double bare = mix(leaves, Material.LEAF_BARE, Material.LEAF_GREEN, band);
                yield Curves.lerp(0.8 * autumn, bare, Material.LEAF_AUTUMN.reflectance(band));
            }
            case GRASS -> mix(lush, Material.GRASS_DRY, Material.GRASS_LUSH, band);
            case SAVANNA ->
                Curves.lerp(
                        0.3,
                        mix(0.75 * lush, Material.GRASS_DRY, Material.GRASS_LUSH, band),
                        mix(0.4 + 0.6 * rain, Material.SHRUB, Material.LEAF_GREEN, band));
            case PIVOT -> mix(0.85, Material.SOIL_BROWN, Material.CROP_GREEN, band);
            default -> crop(material.ordinal() - Material.CROP_0.ordinal(), latitude, tropical, rain, band);
        };
    }

    private static double mix(double at, Material from, Material to, int band) {
        return Curves.lerp(at, from.reflectance(band), to.reflectance(band));
    }

    private double crop(int number, double latitude, double tropical, double rain, int band) {
        double[] cool = temperate(number, latitude);
        double[] hot = tropical(number, rain);
        double green = Curves.lerp(tropical, cool[0], hot[0]);
        double ripe = Curves.lerp(tropical, cool[1], hot[1]);
        double soil = number % 3 == 0 ? Material.SOIL_DARK.reflectance(band) : Material.SOIL_BROWN.reflectance(band);
        double open = Curves.lerp(ripe, soil, Material.CROP_RIPE.reflectance(band));
        Material leaf = number % 4 == 3 ? Material.GRASS_LUSH : Material.CROP_GREEN;
        return Curves.lerp(green, open, leaf.reflectance(band));
    }

    /** Green and ripe shares: winter cereals, spring crops, maize and meadow in turn, some days apart. */
    private double[] temperate(int number, double latitude) {
        double half = latitude < 0 ? DAYS / 2 : 0;
        int turn = number / 4;
        double shifted = day + half - (Math.abs(latitude) - 42) * 1.6 - (turn - 1.5) * 11;
        double d = ((shifted % DAYS) + DAYS) % DAYS;
        double warm = temperature(latitude);
        return switch (number % 4) {
            case 0 ->
                new double[] {
                    Math.max(hump(d, 60, 105, 160, 190), 0.45 * (d > 290 || d < 60 ? Curves.step(-2, 6, warm) : 0)),
                    hump(d, 165, 190, 255, 280)
                };
            case 1 -> new double[] {hump(d, 140, 180, 240, 270), hump(d, 240, 265, 300, 330)};
            case 2 ->
                new double[] {hump(d, 155, 195, 250, 285), 0.6 * hump(d, 250, 280, 365, 366) + 0.35 * (d < 140 ? 1 : 0)
                };
            default -> new double[] {Curves.step(1, 11, warm) * (0.75 + 0.25 * hump(d, 90, 130, 290, 320)), 0.5};
        };
    }

    /** Tropical crops follow one another all year; in the dry season more fields are bare. */
    private double[] tropical(int number, double rain) {
        double d = (day + number * 37) % 150;
        double watered = number % 4 == 1 || number % 4 == 2 ? 1 : 0.25 + 0.75 * rain;
        return new double[] {watered * hump(d, 15, 50, 100, 125), hump(d, 95, 120, 140, 150)};
    }

    /** 0 before a and after d, 1 between b and c. */
    private static double hump(double x, double a, double b, double c, double d) {
        return Curves.step(a, b, x) * (1 - Curves.step(c, d, x));
    }
}
