package dev.swath.emulator.raster;

import dev.swath.grid.AffineTransform;
import dev.swath.grid.RasterGrid;
import java.util.List;

/**
 * A band whose pixels are interpolated wherever another lattice than its own, or another level of its pyramid, is asked for.
 * Coarser pixels are interpolated on the level of the pyramid just finer than they.
 */
public final class ResampledRaster implements Raster {

    private final Raster input;
    private final GridProjection lattice;
    private final Interpolation interpolation;

    /**
     * @param input a band
     * @param lattice its own projection
     * @param interpolation how pixels between its own are computed
     */
    public ResampledRaster(Raster input, GridProjection lattice, Interpolation interpolation) {
        this.input = input;
        this.lattice = lattice;
        this.interpolation = interpolation;
    }

    @Override
    public List<Raster> inputs() {
        return List.of(input);
    }

    @Override
    public Block compute(RasterGrid grid, Computation computation) {
        return new ReprojectedRaster(input, level(grid), interpolation).compute(grid, computation);
    }

    private GridProjection level(RasterGrid grid) {
        double ratio = GridProjection.of(grid).nominalScale() / lattice.nominalScale();
        double factor = 1;
        while (ratio >= 2 * factor * (1 - 1e-9)) {
            factor *= 2;
        }
        AffineTransform own = lattice.transform();
        return new GridProjection(
                lattice.crs(),
                new AffineTransform(
                        own.scaleX() * factor,
                        own.shearX() * factor,
                        own.translateX(),
                        own.shearY() * factor,
                        own.scaleY() * factor,
                        own.translateY()));
    }
}
