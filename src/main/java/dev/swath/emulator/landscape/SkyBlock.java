package dev.swath.emulator.landscape;

import dev.swath.emulator.landscape.Frame.Block;

/**
 * The clouds over one block and their shadows, at points 40 to 60 m apart (or one per pixel if pixels are larger) and linear
 * between. Shadows are soft and computed at every other point.
 */
final class SkyBlock {

    static final int DENSITY = 0;
    static final int LIGHT = 1;
    static final int SHADOW = 2;
    static final int VEIL = 3;
    static final int VALUES = 4;

    private static final int SPACING = 60;
    private static final double CLOUD_HEIGHT = 1900;
    private static final double LOWEST_SUN = 12;

    private final Sky sky;
    private final Survey survey;
    private final int step;
    private final int side;
    private final double metres;
    private final float[][] fields;
    private final SunPosition sun;
    private boolean clear = true;

    private SkyBlock(Sky sky, Block block, Survey survey, SunPosition sun, boolean clear) {
        this.sky = sky;
        this.survey = survey;
        this.sun = sun;
        this.step = Math.max(1, Integer.highestOneBit(SPACING / block.pixel() | 1));
        this.side = Frame.BLOCK / step + 3;
        this.metres = step * block.pixel();
        this.fields = new float[VALUES][clear ? 0 : side * side];
        if (!clear) {
            render(block);
        }
    }

    /** The clouds of a pass. */
    static SkyBlock of(Sky sky, Block block, Survey survey, SunPosition sun) {
        return new SkyBlock(sky, block, survey, sun, false);
    }

    /** A sky without clouds. */
    static SkyBlock clear(Sky sky, Block block, Survey survey, SunPosition sun) {
        return new SkyBlock(sky, block, survey, sun, true);
    }

    private void render(Block block) {
        double azimuth = Math.toRadians(sun.azimuth());
        double east = StrictMath.sin(azimuth);
        double north = StrictMath.cos(azimuth);
        clouds();
        double tangent = StrictMath.tan(Math.toRadians(Math.min(90 - LOWEST_SUN, sun.zenith())));
        double reach = CLOUD_HEIGHT * tangent / block.pixel();
        shadows(reach * east, -reach * north);
        if (!clear) {
            light(east, north);
        }
    }

    /** The slow part of the field at the points of the survey, shifted by some pixels. */
    private double[] banks(double shiftX, double shiftY, double[] veil) {
        int points = Survey.CELLS + 1;
        double spacing = (double) Frame.BLOCK / Survey.CELLS;
        double[] banks = new double[points * points];
        double[] site = new double[Survey.VALUES];
        for (int i = 0; i < banks.length; i++) {
            int row = i / points;
            survey.at(i % points * spacing + shiftX, row * spacing + shiftY, site);
            banks[i] = sky.banks(site);
            if (veil.length > 0) {
                veil[i] = sky.cirrus(site, banks[i]);
            }
        }
        return banks;
    }

    private static double between(double[] values, double column, double row) {
        int points = Survey.CELLS + 1;
        double x = column * Survey.CELLS / Frame.BLOCK;
        double y = row * Survey.CELLS / Frame.BLOCK;
        int x0 = Math.max(0, Math.min(Survey.CELLS - 1, (int) Math.floor(x)));
        int y0 = Math.max(0, Math.min(Survey.CELLS - 1, (int) Math.floor(y)));
        int at = y0 * points + x0;
        double above = Curves.lerp(x - x0, values[at], values[at + 1]);
        double below = Curves.lerp(x - x0, values[at + points], values[at + points + 1]);
        return Curves.lerp(y - y0, above, below);
    }

    private void clouds() {
        double[] veil = new double[(Survey.CELLS + 1) * (Survey.CELLS + 1)];
        double[] banks = banks(0, 0, veil);
        double[] site = new double[Survey.VALUES];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int at = y * side + x;
                double column = (x - 1) * step + 0.5;
                double row = (y - 1) * step + 0.5;
                double slow = between(banks, column, row);
                double density = slow;
                if (sky.hasPuffs(slow)) {
                    survey.position(column, row, site);
                    slow += sky.largePuffs(site, 2.5 * metres);
                    density = slow + sky.smallPuffs(site, 2.5 * metres);
                }
                fields[DENSITY][at] = (float) density;
                fields[LIGHT][at] = (float) (0.75 * slow + 0.25 * density);
                fields[VEIL][at] = (float) between(veil, column, row);
                clear &= density <= 0 && fields[VEIL][at] <= 0;
            }
        }
    }

    private void shadows(double shiftX, double shiftY) {
        double[] banks = banks(shiftX, shiftY, new double[0]);
        double[] site = new double[Survey.VALUES];
        float[] shadow = fields[SHADOW];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int at = y * side + x;
                if (step > 1 && ((x | y) & 1) == 1 && x < side - 1 && y < side - 1) {
                    continue;
                }
                double column = (x - 1) * step + 0.5;
                double row = (y - 1) * step + 0.5;
                double density = between(banks, column, row);
                if (sky.hasPuffs(density)) {
                    survey.position(column + shiftX, row + shiftY, site);
                    density = sky.density(site, density, Math.max(250, 2.5 * metres));
                }
                shadow[at] = (float) Curves.step(0, Sky.OPAQUE * 1.2, density);
                clear &= density <= 0;
            }
        }
        if (step > 1) {
            fill(shadow);
        }
    }

    /** Fills in every other point. The number of points on a side is odd. */
    private void fill(float[] values) {
        for (int y = 0; y < side; y += 2) {
            for (int x = 1; x < side - 1; x += 2) {
                int at = y * side + x;
                values[at] = (values[at - 1] + values[at + 1]) / 2;
            }
        }
        for (int y = 1; y < side - 1; y += 2) {
            for (int x = 0; x < side; x++) {
                int at = y * side + x;
                values[at] = (values[at - side] + values[at + side]) / 2;
            }
        }
    }

    /** Bright on the sunny side, dim on the other. */
    private void light(double east, double north) {
        float[] density = fields[LIGHT].clone();
        for (int y = 1; y < side - 1; y++) {
            for (int x = 1; x < side - 1; x++) {
                int at = y * side + x;
                double dx = (density[at + 1] - density[at - 1]) / (2 * metres);
                double dy = (density[at - side] - density[at + side]) / (2 * metres);
                double facing = -(dx * east + dy * north) * 1100;
                double thick = Curves.step(0, 0.9, density[at]);
                fields[LIGHT][at] = (float) (0.8 + 0.24 * thick + 0.3 * Curves.clamp(facing, -1.1, 1.1));
            }
        }
    }

    /** Approximate memory in bytes. */
    long bytes() {
        return 4L * VALUES * side * side + 1000;
    }

    SunPosition sun() {
        return sun;
    }

    /** Whether the block has neither cloud nor shadow. */
    boolean clear() {
        return clear;
    }

    /** Fills {@code into} with one value for {@code count} pixels of a row. */
    void row(int value, int row, int column, int count, float[] into) {
        float[] field = fields[value];
        int top = (row / step + 1) * side;
        float down = (float) (row % step) / step;
        float[] line = new float[side];
        for (int x = 0; x < side; x++) {
            float above = field[top + x];
            line[x] = above + down * (field[top + side + x] - above);
        }
        int shift = Integer.numberOfTrailingZeros(step);
        float part = 1f / step;
        for (int i = 0; i < count; i++) {
            int x = ((column + i) >> shift) + 1;
            float right = (column + i & step - 1) * part;
            into[i] = line[x] + right * (line[x + 1] - line[x]);
        }
    }
}
