package dev.swath.emulator.landscape;

import static dev.swath.emulator.landscape.Terrain.FIELDS;
import static dev.swath.emulator.landscape.Terrain.HEIGHT;
import static dev.swath.emulator.landscape.Terrain.RIVER;

import dev.swath.emulator.landscape.Frame.Block;
import java.util.List;

/**
 * The terrain of one block at points 40 to 60 m apart (or one per pixel if pixels are larger), interpolated to every pixel.
 * Besides the terrain's own fields it has the slopes, and distances to rivers instead of their noise.
 */
final class Lattice {

    static final int SLOPE_EAST = FIELDS;
    static final int SLOPE_NORTH = FIELDS + 1;
    static final int VALUES = FIELDS + 2;

    private static final int SPACING = 60;

    private final int step;
    private final int side;
    private final float[][] fields;
    private final float[][] line = new float[VALUES][];

    Lattice(Block block, Survey survey, List<Terrain.Cone> cones) {
        this.step = Math.max(1, Integer.highestOneBit(SPACING / block.pixel() | 1));
        this.side = Frame.BLOCK / step + 3;
        double metres = step * block.pixel();
        this.fields = new float[VALUES][side * side];
        for (int i = 0; i < VALUES; i++) {
            line[i] = new float[side];
        }
        Terrain terrain = new Terrain(cones, 2.5 * metres);
        double[] site = new double[Survey.VALUES];
        float[] node = new float[FIELDS];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                // At the centres of pixels if there is a node for each; elsewhere half a pixel does not matter.
                survey.at((x - 1) * step + 0.5, (y - 1) * step + 0.5, site);
                terrain.at(site, node);
                for (int i = 0; i < FIELDS; i++) {
                    fields[i][y * side + x] = node[i];
                }
            }
        }
        Chart chart = block.chart();
        derive(metres * chart.metresEast(survey.latitude()), metres * chart.metresNorth());
    }

    private void derive(double metresEast, double metresNorth) {
        float[][] rivers = new float[Terrain.VALLEYS.length][];
        for (int i = 0; i < rivers.length; i++) {
            rivers[i] = fields[RIVER + i].clone();
        }
        float[] height = fields[HEIGHT];
        float twiceEast = (float) (2 * metresEast);
        float twiceNorth = (float) (2 * metresNorth);
        for (int y = 1; y < side - 1; y++) {
            for (int x = 1; x < side - 1; x++) {
                int at = y * side + x;
                fields[SLOPE_EAST][at] = (height[at + 1] - height[at - 1]) / twiceEast;
                fields[SLOPE_NORTH][at] = (height[at - side] - height[at + side]) / twiceNorth;
                for (int i = 0; i < rivers.length; i++) {
                    float[] n = rivers[i];
                    double east = (n[at + 1] - n[at - 1]) / twiceEast;
                    double north = (n[at - side] - n[at + side]) / twiceNorth;
                    double steepness = Math.sqrt(east * east + north * north);
                    // Where the noise is flat the river widens, within limits.
                    fields[RIVER + i][at] = (float) (n[at] / Math.max(steepness, 0.7 / Terrain.VALLEYS[i]));
                }
            }
        }
    }

    /** Interpolates all fields to a row of pixels of the block. */
    void row(int row) {
        int y = row / step + 1;
        float at = (float) (row % step) / step;
        for (int i = 0; i < VALUES; i++) {
            float[] field = fields[i];
            float[] into = line[i];
            int top = y * side;
            for (int x = 0; x < side; x++) {
                float above = field[top + x];
                into[x] = at == 0 ? above : above + at * (field[top + side + x] - above);
            }
        }
    }

    /** The fields of a pixel of the current row. */
    void pixel(int column, float[] into) {
        int x = column / step + 1;
        float at = (float) (column % step) / step;
        for (int i = 0; i < VALUES; i++) {
            float[] values = line[i];
            float left = values[x];
            into[i] = left + at * (values[x + 1] - left);
        }
    }
}
