package dev.swath.emulator.synthetic;

import dev.swath.grid.Window;
import java.util.List;
import java.util.Map;

/**
 * The backscatter of the ground in decibels, as a radar sees it that looks sideways: calm water is dark, forest bright in both
 * polarizations, towns brightest, slopes that face the radar bright. Speckle is that of about five looks, less on coarser levels.
 */
final class Backscatter {

    /** What the landscape has to render. */
    static final List<String> RENDERED =
            List.of("LAND_COVER", "B4", "B8A", "B11", "SLOPE_EAST", "SLOPE_NORTH", "WATER_BODY");

    /** Decibels of a class of land cover in each polarization. */
    private record Mean(double vv, double vh) {}

    private static final Map<Integer, Mean> MEANS = Map.of(
            10, new Mean(-7.2, -12.8),
            20, new Mean(-10.5, -17),
            30, new Mean(-11.5, -18.5),
            40, new Mean(-11.5, -19.5),
            50, new Mean(-3.5, -11),
            60, new Mean(-13, -22),
            70, new Mean(-12, -19),
            80, new Mean(-21, -28),
            95, new Mean(-8, -14),
            100, new Mean(-13, -20));

    /** Standard deviation of speckle in decibels. */
    private static final double SPECKLE = 1.9;

    private static final double SEA_IN_WIND = 3.5;

    /** Direction of the look: metres east and north of a metre. */
    private final double lookEast;

    private final double lookNorth;
    private final int seed;

    /**
     * @param ascending whether the satellite flies northwards and looks east; otherwise it looks west
     * @param seed of the speckle
     */
    Backscatter(boolean ascending, int seed) {
        this.lookEast = ascending ? 0.97 : -0.97;
        this.lookNorth = 0.22;
        this.seed = seed;
    }

    double[] decibels(String polarization, int[][] ground, int level, Window window) {
        boolean cross = polarization.equals("VH");
        double speckle = SPECKLE / (1 << Math.min(level, 10));
        double[] values = new double[ground[0].length];
        for (int i = 0; i < values.length; i++) {
            int column = window.column() + i % window.width();
            int row = window.row() + i / window.width();
            values[i] = mean(cross, ground, i) + speckle * normal(column, row, cross ? 1 : 0);
        }
        return values;
    }

    private double mean(boolean cross, int[][] ground, int i) {
        int cover = ground[0][i];
        Mean mean = MEANS.get(cover);
        double decibels = cross ? mean.vh() : mean.vv();
        if (cover == 80) {
            double wind = ground[6][i] == 1 ? SEA_IN_WIND * (seed & 0xff) / 255.0 : 0;
            return decibels + (cross ? 0.6 : 1) * wind;
        }
        double red = ground[1][i];
        double infrared = ground[2][i];
        double leaves = (infrared - red) / (infrared + red);
        if (cover == 40 || cover == 30) {
            // Crops and grass scatter the more, the more of them there is; ploughed soil is rough.
            decibels += (cross ? 6.5 : 3.2) * (leaves - 0.45);
        }
        if (cover == 50) {
            // Walls at right angles to the look shine, roofs and streets do not.
            decibels += 9 * (Math.min(1, ground[3][i] / 3200.0) - 0.55);
        }
        // Ground that rises away from the radar faces it.
        double facing = (lookEast * ground[4][i] + lookNorth * ground[5][i]) / 1000.0;
        return decibels + 8 * StrictMath.tanh(1.4 * facing) * (cross ? 0.8 : 1);
    }

    /** A random number of a pixel, of mean 0 and standard deviation 1: four dice. */
    private double normal(int column, int row, int band) {
        int h = column * 0x8da6b343 + row * 0xd8163841 + (seed * 2 + band) * 0x9e3779b9;
        h ^= h >>> 16;
        h *= 0x7feb352d;
        h ^= h >>> 15;
        h *= 0x846ca68b;
        h ^= h >>> 16;
        int sum = (h & 0xff) + (h >>> 8 & 0xff) + (h >>> 16 & 0xff) + (h >>> 24);
        // Four dice of 0 to 255 have a mean of 510 and a standard deviation of 147.8.
        return (sum - 510) / 147.8;
    }
}
