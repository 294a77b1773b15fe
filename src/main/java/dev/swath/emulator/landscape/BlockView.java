package dev.swath.emulator.landscape;

import dev.swath.emulator.landscape.Frame.Block;
import dev.swath.grid.Window;
import java.util.List;

/** One block of ground with the sun and the sky of one pass, row by row. */
final class BlockView {

    /** Cirrus density from which a pixel counts as cirrus. */
    static final float CIRRUS = 0.12f;

    /**
     * Reflectance of thick cloud, slightly below the real one so that its structure is visible in the usual stretch.
     */
    private static final float[] CLOUD = {
        0.52f, 0.51f, 0.50f, 0.49f, 0.49f, 0.49f, 0.49f, 0.49f, 0.49f, 0.30f, 0.33f, 0.26f
    };

    private static final int RED = 3;
    private static final int INFRARED = 8;
    private static final Material[] MATERIALS = Material.values();

    /** Reflectance of haze. */
    private static final float[] HAZE = {
        0.30f, 0.26f, 0.21f, 0.17f, 0.16f, 0.15f, 0.14f, 0.13f, 0.13f, 0.10f, 0.05f, 0.03f
    };

    /** How much light a cloud's shadow removes. */
    private static final float[] DIMMED = {
        0.46f, 0.48f, 0.54f, 0.58f, 0.61f, 0.64f, 0.66f, 0.67f, 0.68f, 0.68f, 0.72f, 0.74f
    };

    private static final float[] SNOW_COVER = new float[MATERIALS.length];
    private static final float[] SNOW_DELAY = new float[MATERIALS.length];

    static {
        for (Material material : MATERIALS) {
            SNOW_COVER[material.ordinal()] = material.snowCover();
            SNOW_DELAY[material.ordinal()] = (float) (material.snowDelay() / 6.2 * 1000 / Ground.HEIGHT_STEP);
        }
    }

    private final Sky sky;
    private final SkyBlock clouds;
    private final Ground ground;
    private final Block block;
    private final double latitudeTop;
    private final double latitudePerRow;
    private final float[] eastShade = new float[256];
    private final float[] northShade = new float[256];
    private final float[] square = new float[256];

    final float[] alpha = new float[Frame.BLOCK];
    final float[] shadow = new float[Frame.BLOCK];
    final float[] veil = new float[Frame.BLOCK];
    final float[] light = new float[Frame.BLOCK];
    final float[] snow = new float[Frame.BLOCK];
    private int start;
    private double season;
    private final float[] bright = new float[Frame.BLOCK];
    private final float[] share = new float[Frame.BLOCK];
    private final int[] first = new int[Frame.BLOCK];
    private final int[] second = new int[Frame.BLOCK];
    private int seasonRows = -1;
    private final float[] table = new float[Material.values().length * Material.BANDS];

    BlockView(Sky sky, SkyBlock clouds, Ground ground, Block block) {
        this.sky = sky;
        this.clouds = clouds;
        this.ground = ground;
        this.block = block;
        double[] site = new double[Survey.VALUES];
        ground.survey.at(64, 0, site);
        this.latitudeTop = site[Survey.LATITUDE];
        ground.survey.at(64, Frame.BLOCK, site);
        this.latitudePerRow = (site[Survey.LATITUDE] - latitudeTop) / Frame.BLOCK;
        double zenith = Math.toRadians(Curves.clamp(clouds.sun().zenith(), 32, 68));
        // Relief is exaggerated, more so for coarser pixels, which show the mean of steeper slopes.
        double overdrawn = 1.5 + 0.3 * (31 - Integer.numberOfLeadingZeros(block.pixel() / 10));
        double tangent = overdrawn * StrictMath.tan(zenith);
        double azimuth = Math.toRadians(clouds.sun().azimuth());
        for (int i = 0; i < 256; i++) {
            double slope = Ground.slope((byte) i);
            eastShade[i] = (float) (-slope * tangent * StrictMath.sin(azimuth));
            northShade[i] = (float) (-slope * tangent * StrictMath.cos(azimuth));
            square[i] = (float) (slope * slope);
        }
    }

    void render(Frame frame, Window window, List<String> bands, int[][] values) {
        int left = frame.firstColumn(block);
        int top = frame.firstRow(block);
        int from = Math.max(0, window.column() - left);
        int to = Math.min(Frame.BLOCK, window.column() + window.width() - left);
        int first = Math.max(0, window.row() - top);
        int last = Math.min(Frame.BLOCK, window.row() + window.height() - top);
        BandWriter[] writers = bands.stream().map(BandWriter::of).toArray(BandWriter[]::new);
        for (int row = first; row < last; row++) {
            prepare(row, from, to - from);
            int offset = (top + row - window.row()) * window.width() + left + from - window.column();
            for (int band = 0; band < writers.length; band++) {
                writers[band].write(this, to - from, values[band], offset);
            }
        }
    }

    private void season(double latitude, int row) {
        if (row / 16 == seasonRows) {
            return;
        }
        seasonRows = row / 16;
        int south = (int) Math.floor(latitude);
        float[] a = sky.season().reflectances(south);
        float[] b = sky.season().reflectances(south + 1);
        float north = (float) (latitude - south);
        for (int i = 0; i < table.length; i++) {
            table[i] = a[i] + north * (b[i] - a[i]);
        }
    }

    /** Computes what all bands of a row share. */
    private void prepare(int row, int column, int count) {
        // The season changes too slowly to compute it for every row.
        double latitude = latitudeTop + latitudePerRow * (row & -16);
        season(latitude, row);
        if (!clouds.clear()) {
            clouds.row(SkyBlock.DENSITY, row, column, count, alpha);
            clouds.row(SkyBlock.LIGHT, row, column, count, light);
            clouds.row(SkyBlock.SHADOW, row, column, count, shadow);
            clouds.row(SkyBlock.VEIL, row, column, count, veil);
        }
        float snowLine = (float) (sky.season().temperature(latitude) / 6.2 * 1000 / Ground.HEIGHT_STEP);
        int at = row * Frame.BLOCK + column;
        start = at;
        season = sky.season().temperature(latitude);
        for (int i = 0; i < count; i++, at++) {
            float t = Math.max(0, Math.min(1, alpha[i] / (float) Sky.OPAQUE));
            alpha[i] = clouds.clear() ? 0 : t * t * (3 - 2 * t);
            int e = ground.east[at] & 0xff;
            int n = ground.north[at] & 0xff;
            float steep = square[e] + square[n];
            float shade = (1 + eastShade[e] + northShade[n]) / (float) Math.sqrt(1 + steep);
            shade = Math.max(0.22f, Math.min(1.7f, 0.2f + 0.8f * shade));
            int grain = ground.grain[at] & 0xff;
            bright[i] = shade * grain * (1 / 128f);
            first[i] = (ground.first[at] & 0xff) * Material.BANDS;
            second[i] = (ground.second[at] & 0xff) * Material.BANDS;
            share[i] = (ground.share[at] & 0xff) * (1 / 255f);
            float above = (ground.height[at] & 0xff) - snowLine + (grain - 128) * 0.12f - steep * 6;
            int mostly = (share[i] > 0.5f ? second[i] : first[i]) / Material.BANDS;
            above -= SNOW_DELAY[mostly];
            snow[i] = above <= -6 ? 0 : SNOW_COVER[mostly] * Math.min(1, above / 12 + 0.5f);
        }
    }

    /** Reflectance × 10 000 of pixel {@code i} of the row in one of the twelve bands. */
    void spectral(int band, int count, int[] values, int offset) {
        float white = table[Material.SNOW.ordinal() * Material.BANDS + band] * 0.85f;
        float haze = 0.045f;
        float hazy = HAZE[band] * haze;
        float cloud = CLOUD[band];
        float dim = DIMMED[band];
        for (int i = 0; i < count; i++) {
            float r = table[first[i] + band];
            r += share[i] * (table[second[i] + band] - r);
            r += snow[i] * (white - r);
            r *= bright[i] * (1 - dim * shadow[i] * (1 - alpha[i]));
            r += hazy - haze * r;
            r += 0.6f * veil[i] * (cloud - r);
            r += alpha[i] * (cloud * light[i] - r);
            values[offset + i] = Math.max(1, (int) (r * 10_000f + 0.5f));
        }
    }

    /** Slope towards the east of pixel {@code i} of the row. */
    double slopeEast(int i) {
        return Ground.slope(ground.east[start + i]);
    }

    /** Slope towards the north. */
    double slopeNorth(int i) {
        return Ground.slope(ground.north[start + i]);
    }

    /** Height in metres, in coarse steps. */
    double height(int i) {
        return (ground.height[start + i] & 0xff) * Ground.HEIGHT_STEP;
    }

    /** Mean temperature at sea level in this season, degrees Celsius. */
    double seaLevelTemperature() {
        return season;
    }

    /** Vegetation index of the ground itself, from red and near infrared. */
    double vegetationIndex(int i) {
        double red = ground(RED, i);
        double infrared = ground(INFRARED, i);
        return (infrared - red) / (infrared + red);
    }

    private double ground(int band, int i) {
        float one = table[first[i] + band];
        return one + share[i] * (table[second[i] + band] - one);
    }

    /** How much sunlight the ground gets: 1 where it is level. */
    double sunlit(int i) {
        return bright[i];
    }

    /** How high the sun is: the cosine of its zenith angle, at least 0. */
    double sun() {
        return Math.max(0, StrictMath.cos(Math.toRadians(clouds.sun().zenith())));
    }

    /** The material below the sky. */
    Material material(int i) {
        return MATERIALS[(share[i] > 0.5f ? second[i] : first[i]) / Material.BANDS];
    }
}
