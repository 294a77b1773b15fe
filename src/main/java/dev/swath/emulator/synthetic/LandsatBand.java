package dev.swath.emulator.synthetic;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a band of Landsat's level 2 follows from what the landscape renders.
 *
 * @param rendered bands of the landscape
 * @param value of their values at a pixel
 */
record LandsatBand(List<String> rendered, Value value) {

    /** Computes a stored number from those of the landscape, in the order of {@link #rendered}. */
    interface Value {
        double of(int[] rendered);
    }

    private static final double SCALE = 2.75e-5;
    private static final double OFFSET = -0.2;
    private static final double TEMPERATURE_SCALE = 0.00341802;
    private static final double TEMPERATURE_OFFSET = 149;
    /** Constants of the thermal band 10. */
    private static final double K1 = 774.8853;

    private static final double K2 = 1321.0789;
    private static final List<String> QUALITY = List.of("CLOUD", "CIRRUS", "SNOW", "CLOUD_SHADOW", "WATER_BODY");
    private static final List<String> WEATHER = List.of("CLOUD", "CIRRUS");

    private static final Map<String, LandsatBand> ALL = new LinkedHashMap<>();

    static {
        List<String> reflectances = List.of("B1", "B2", "B3", "B4", "B8A", "B11", "B12");
        for (int i = 0; i < reflectances.size(); i++) {
            ALL.put("SR_B" + (i + 1), new LandsatBand(List.of(reflectances.get(i)), LandsatBand::reflectance));
        }
        ALL.put("SR_QA_AEROSOL", new LandsatBand(List.of("CLOUD", "CIRRUS", "WATER_BODY"), LandsatBand::aerosol));
        ALL.put("ST_B10", new LandsatBand(List.of("TEMPERATURE"), LandsatBand::temperature));
        ALL.put("ST_ATRAN", new LandsatBand(WEATHER, v -> 8400 - 14 * v[0] - 8 * v[1]));
        ALL.put("ST_CDIST", new LandsatBand(WEATHER, v -> 5 * Math.max(0, 100 - 4 * v[0])));
        ALL.put("ST_DRAD", new LandsatBand(WEATHER, v -> 1050 + 9 * v[0] + 5 * v[1]));
        ALL.put("ST_EMIS", new LandsatBand(List.of("LAND_COVER"), v -> emissivity(v[0])));
        ALL.put("ST_EMSD", new LandsatBand(List.of("LAND_COVER"), v -> v[0] == 60 ? 90 : 30));
        ALL.put("ST_QA", new LandsatBand(WEATHER, v -> 180 + 5 * v[0] + 3 * v[1]));
        ALL.put("ST_TRAD", new LandsatBand(List.of("TEMPERATURE"), v -> 1000 * radiance(v[0] / 100.0)));
        ALL.put("ST_URAD", new LandsatBand(WEATHER, v -> 1400 + 8 * v[0] + 6 * v[1]));
        ALL.put("QA_PIXEL", new LandsatBand(QUALITY, LandsatBand::quality));
        ALL.put("QA_RADSAT", new LandsatBand(List.of("CLOUD"), v -> 0));
    }

    /** The band of this id. */
    static LandsatBand of(String id) {
        LandsatBand band = ALL.get(id);
        if (band == null) {
            throw new IllegalArgumentException("no band " + id);
        }
        return band;
    }

    /** What the landscape has to render for these bands. */
    static List<String> rendered(List<String> ids) {
        return ids.stream().flatMap(id -> of(id).rendered().stream()).distinct().toList();
    }

    /**
     * The band's stored numbers.
     *
     * @param names of the bands that were rendered
     * @param all their values
     */
    double[] values(List<String> names, int[][] all) {
        int[][] sources =
                rendered.stream().map(name -> all[names.indexOf(name)]).toArray(int[][]::new);
        double[] values = new double[all[0].length];
        int[] pixel = new int[sources.length];
        for (int i = 0; i < values.length; i++) {
            for (int source = 0; source < pixel.length; source++) {
                pixel[source] = sources[source][i];
            }
            values[i] = value.of(pixel);
        }
        return values;
    }

    private static double reflectance(int[] rendered) {
        return Math.max(1, (rendered[0] / 10_000.0 - OFFSET) / SCALE);
    }

    private static double temperature(int[] rendered) {
        return (rendered[0] / 100.0 - TEMPERATURE_OFFSET) / TEMPERATURE_SCALE;
    }

    /** W/(m² sr µm) of a black body of this temperature in kelvin. */
    private static double radiance(double kelvin) {
        return K1 / (StrictMath.exp(K2 / kelvin) - 1);
    }

    private static double emissivity(int landCover) {
        return landCover == 60 ? 9600 : landCover == 50 ? 9700 : landCover == 80 ? 9880 : 9830;
    }

    /** Level of aerosols in bits 6 and 7, water in bit 2, a valid retrieval in bit 1. */
    private static double aerosol(int[] rendered) {
        int level = rendered[0] > 20 ? 3 : rendered[1] > 8 ? 2 : 1;
        return level << 6 | (rendered[2] > 0 ? 1 << 2 : 1 << 1);
    }

    /**
     * The flags of QA_PIXEL: 1 dilated cloud, 2 cirrus, 3 cloud, 4 cloud shadow, 5 snow, 6 clear, 7 water, and from 8 on the
     * confidences of cloud, shadow, snow and cirrus in two bits each, 1 low to 3 high.
     */
    private static double quality(int[] rendered) {
        boolean cloud = rendered[0] > 21;
        boolean dilated = !cloud && rendered[0] > 4;
        boolean cirrus = !cloud && rendered[1] > 12;
        boolean snow = !cloud && rendered[2] > 50;
        boolean shadow = !cloud && !snow && rendered[3] > 50;
        int flags = (dilated ? 1 << 1 : 0)
                | (cirrus ? 1 << 2 : 0)
                | (cloud ? 1 << 3 : 0)
                | (shadow ? 1 << 4 : 0)
                | (snow ? 1 << 5 : 0)
                | (cloud || dilated ? 0 : 1 << 6)
                | (!cloud && !snow && rendered[4] > 0 ? 1 << 7 : 0);
        return flags
                | (cloud ? 3 : dilated ? 2 : 1) << 8
                | (shadow ? 3 : 1) << 10
                | (snow ? 3 : 1) << 12
                | (cirrus ? 3 : 1) << 14;
    }
}
