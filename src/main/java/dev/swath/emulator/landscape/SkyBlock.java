package dev.swath.emulator.landscape;

import dev.swath.emulator.landscape.Frame.Block;

/**
 * The clouds over one block and the shadows they cast on it, at points 40 m apart (or one a pixel where pixels are
 * larger) and linear between.
 */
final class SkyBlock {

    static final int DENSITY = 0;
    static final int LIGHT = 1;
    static final int SHADOW = 2;
    static final int VEIL = 3;
    static final int VALUES = 4;

    private static final int SPACING = 40;
    private static final double CLOUD_HEIGHT = 1900;
    private static final double LOWEST_SUN = 12;

    private final int step;
    private final int side;
    private final float[][] fields;
    private final SunPosition sun;
    private final boolean clear;

    SkyBlock(Sky sky, Block block, Survey survey, SunPosition sun) {
        this.step = Math.max(1, Integer.highestOneBit(SPACING / block.pixel() | 1));
        this.side = Frame.BLOCK / step + 3;
        this.sun = sun;
        this.fields = new float[VALUES][side * side];
        double metres = step * block.pixel();
        double tangent = StrictMath.tan(Math.toRadians(Math.min(90 - LOWEST_SUN, sun.zenith())));
        double reach = CLOUD_HEIGHT * tangent / block.pixel();
        double azimuth = Math.toRadians(sun.azimuth());
        double shiftX = reach * StrictMath.sin(azimuth);
        double shiftY = -reach * StrictMath.cos(azimuth);
        double[] site = new double[Survey.VALUES];
        boolean any = false;
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int at = y * side + x;
                double column = (x - 1) * step + 0.5;
                double row = (y - 1) * step + 0.5;
                survey.at(column, row, site);
                fields[DENSITY][at] = (float) sky.density(site, 2.5 * metres);
                fields[VEIL][at] = (x & 3) == 0 || step == 1 ? (float) sky.cirrus(site) : fields[VEIL][at - 1];
                survey.at(column + shiftX, row + shiftY, site);
                fields[SHADOW][at] =
                        (float) Curves.step(0, Sky.OPAQUE * 1.2, sky.density(site, Math.max(300, 2.5 * metres)));
                any |= fields[DENSITY][at] > 0 || fields[SHADOW][at] > 0 || fields[VEIL][at] > 0;
            }
        }
        this.clear = !any;
        light(metres, StrictMath.sin(azimuth), StrictMath.cos(azimuth));
    }

    /** Bright towards the sun, dim away from it. */
    private void light(double metres, double east, double north) {
        float[] density = fields[DENSITY];
        for (int y = 1; y < side - 1; y++) {
            for (int x = 1; x < side - 1; x++) {
                int at = y * side + x;
                double dx = (density[at + 1] - density[at - 1]) / (2 * metres);
                double dy = (density[at - side] - density[at + side]) / (2 * metres);
                double facing = -(dx * east + dy * north) * Math.min(900, 10 * metres);
                double thick = Curves.step(0, 0.9, density[at]);
                fields[LIGHT][at] = (float) (0.86 + 0.2 * thick + 0.24 * Curves.clamp(facing, -1.2, 1.2));
            }
        }
    }

    SunPosition sun() {
        return sun;
    }

    /** Whether neither cloud nor shadow touches the block. */
    boolean clear() {
        return clear;
    }

    /** Fills {@code into[value]} with one value for {@code count} pixels of a row. */
    void row(int value, int row, int column, int count, float[] into) {
        float[] field = fields[value];
        int top = (row / step + 1) * side;
        float down = (float) (row % step) / step;
        for (int i = 0; i < count; i++) {
            int x = (column + i) / step + 1;
            float right = (float) ((column + i) % step) / step;
            float above = field[top + x] + right * (field[top + x + 1] - field[top + x]);
            float below = field[top + side + x] + right * (field[top + side + x + 1] - field[top + side + x]);
            into[i] = above + down * (below - above);
        }
    }
}
