package dev.swath.emulator.raster;

import dev.swath.grid.RasterGrid;
import java.util.List;

/** A band that follows from the position of the pixels alone, such as their area or whether a geometry covers them. */
public final class GridRaster implements Raster {

    /** Computes the pixels of a grid. */
    public interface Rule {
        Block of(RasterGrid grid);
    }

    private final Rule rule;

    public GridRaster(Rule rule) {
        this.rule = rule;
    }

    @Override
    public List<Raster> inputs() {
        return List.of();
    }

    @Override
    public Block compute(RasterGrid grid, Computation computation) {
        return rule.of(grid);
    }
}
