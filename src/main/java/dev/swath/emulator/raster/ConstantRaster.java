package dev.swath.emulator.raster;

import dev.swath.grid.RasterGrid;
import java.util.List;

/** One value everywhere. */
public final class ConstantRaster implements Raster {

    private final double value;

    public ConstantRaster(double value) {
        this.value = value;
    }

    @Override
    public List<Raster> inputs() {
        return List.of();
    }

    @Override
    public Block compute(RasterGrid grid, Computation computation) {
        return Block.constant(value, grid.width() * grid.height());
    }
}
