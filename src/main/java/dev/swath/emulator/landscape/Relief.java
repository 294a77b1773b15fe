package dev.swath.emulator.landscape;

import dev.swath.emulator.landscape.Frame.Block;
import dev.swath.grid.Window;

/** The heights of one block, in metres. */
final class Relief {

    private static final double LEAST_ICE = 0.45;

    private final Block block;
    private final Lattice lattice;
    private final float[] f = new float[Lattice.VALUES];

    Relief(Atlas atlas, Block block) {
        this.block = block;
        Survey survey = new Survey(atlas, block);
        this.lattice = new Lattice(block, survey, GroundPainter.cones(atlas, survey));
    }

    /** Writes the part of the block that lies in a window. */
    void render(Frame frame, Window window, float[] heights) {
        int left = frame.firstColumn(block) - window.column();
        int top = frame.firstRow(block) - window.row();
        int from = Math.max(0, -left);
        int to = Math.min(Frame.BLOCK, window.width() - left);
        for (int row = Math.max(0, -top); row < Math.min(Frame.BLOCK, window.height() - top); row++) {
            lattice.row(row);
            for (int column = from; column < to; column++) {
                lattice.pixel(column, f);
                boolean sea = f[Terrain.COAST] < 0 && f[Terrain.ICE] < LEAST_ICE;
                heights[(top + row) * window.width() + left + column] = sea ? 0 : Math.max(0, f[Terrain.HEIGHT]);
            }
        }
    }
}
