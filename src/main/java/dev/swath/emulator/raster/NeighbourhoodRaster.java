package dev.swath.emulator.raster;

import dev.swath.grid.RasterGrid;
import java.util.List;

/** A band in which each pixel follows from the pixels around it. */
public final class NeighbourhoodRaster implements Raster {

    /** How far the neighbourhood extends, in pixels of the grid that is computed. */
    public interface Reach {
        int[] columnsAndRows(RasterGrid grid);
    }

    /** Computes a block from a larger one. */
    public interface Filter {

        /** The pixels without the margin. */
        Block apply(Window window);
    }

    /**
     * Pixels with a margin on each side.
     *
     * @param block all pixels, including the margin
     * @param grid the pixels without the margin
     * @param marginX columns left and right
     * @param marginY rows above and below
     * @param budget of the request, to be checked now and then by what takes long
     */
    public record Window(Block block, RasterGrid grid, int marginX, int marginY, Budget budget) {

        /** Columns including the margin. */
        public int stride() {
            return grid.width() + 2 * marginX;
        }

        /** Rows including the margin. */
        public int rows() {
            return grid.height() + 2 * marginY;
        }

        /** Where a pixel of the grid is among all pixels. */
        public int at(int column, int row) {
            return (row + marginY) * stride() + column + marginX;
        }
    }

    private final Raster input;
    private final Reach reach;
    private final Filter filter;

    public NeighbourhoodRaster(Raster input, Reach reach, Filter filter) {
        this.input = input;
        this.reach = reach;
        this.filter = filter;
    }

    @Override
    public List<Raster> inputs() {
        return List.of(input);
    }

    @Override
    public Block compute(RasterGrid grid, Computation computation) {
        int[] margin = reach.columnsAndRows(grid);
        long width = grid.width() + 2L * margin[0];
        long height = grid.height() + 2L * margin[1];
        if ((double) width * height > Integer.MAX_VALUE / 16.0) {
            throw ComputationException.outOfMemory();
        }
        RasterGrid around = new RasterGrid(
                grid.projection(), grid.transform().window(-margin[0], -margin[1]), (int) width, (int) height);
        return filter.apply(
                new Window(computation.block(input, around), grid, margin[0], margin[1], computation.budget()));
    }
}
