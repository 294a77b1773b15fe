package dev.swath.emulator.landscape;

import dev.swath.emulator.landscape.Frame.Block;
import dev.swath.grid.Window;

/** The heights of one block, in metres. */
final class Relief {

    /** Memory of one block. */
    static final long BYTES = 4L * Frame.BLOCK * Frame.BLOCK + 200;

    /** Share of ice from which the ground is a glacier, which may float on the sea. */
    private static final double LEAST_ICE = 0.45;

    private final Block block;
    private final float[] heights = new float[Frame.BLOCK * Frame.BLOCK];

    Relief(Atlas atlas, Block block) {
        this.block = block;
        Survey survey = new Survey(atlas, block);
        Lattice lattice = new Lattice(block, survey, GroundPainter.cones(atlas, survey));
        float[] f = new float[Lattice.VALUES];
        for (int row = 0; row < Frame.BLOCK; row++) {
            lattice.row(row);
            for (int column = 0; column < Frame.BLOCK; column++) {
                lattice.pixel(column, f);
                boolean sea = f[Terrain.COAST] < 0 && f[Terrain.ICE] < LEAST_ICE;
                heights[row * Frame.BLOCK + column] = sea ? 0 : Math.max(0, f[Terrain.HEIGHT]);
            }
        }
    }

    /** Copies the part of the block that lies in a window. */
    void copy(Frame frame, Window window, float[] into) {
        int left = frame.firstColumn(block) - window.column();
        int top = frame.firstRow(block) - window.row();
        int from = Math.max(0, -left);
        int to = Math.min(Frame.BLOCK, window.width() - left);
        for (int row = Math.max(0, -top); row < Math.min(Frame.BLOCK, window.height() - top); row++) {
            System.arraycopy(
                    heights, row * Frame.BLOCK + from, into, (top + row) * window.width() + left + from, to - from);
        }
    }
}
