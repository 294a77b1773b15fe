package dev.swath.emulator.raster;

import dev.swath.grid.RasterGrid;
import java.util.List;

/** One band whose pixels can be computed on any grid. Implementations are immutable and compared by identity. */
public interface Raster {

    /**
     * Computes the pixels of a grid. Callers other than {@link Computation} use {@link Computation#block}, which remembers
     * blocks.
     *
     * @param grid the pixels that are wanted
     * @param computation what computes and remembers the blocks of inputs
     */
    Block compute(RasterGrid grid, Computation computation);

    /** The rasters that this one is computed from. */
    List<Raster> inputs();
}
