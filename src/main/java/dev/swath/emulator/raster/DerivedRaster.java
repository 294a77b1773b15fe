package dev.swath.emulator.raster;

import dev.swath.grid.RasterGrid;
import java.util.List;

/** A band computed pixel by pixel from others. */
public final class DerivedRaster implements Raster {

    /** Computes a block from the blocks of the inputs, all on one grid. */
    public interface Operation {
        Block apply(List<Block> inputs);
    }

    private final List<Raster> inputs;
    private final Operation operation;

    public DerivedRaster(List<Raster> inputs, Operation operation) {
        this.inputs = List.copyOf(inputs);
        this.operation = operation;
    }

    @Override
    public List<Raster> inputs() {
        return inputs;
    }

    @Override
    public Block compute(RasterGrid grid, Computation computation) {
        return operation.apply(computation.blocks(inputs, grid));
    }
}
