package dev.swath.emulator.raster;

import dev.swath.grid.RasterGrid;
import java.util.List;

/** A band computed on a lattice of its own, from which other grids take their pixels. */
public final class ReprojectedRaster implements Raster {

    private final Raster input;
    private final GridProjection lattice;
    private final Interpolation interpolation;

    /**
     * @param input what is computed on the lattice
     * @param lattice the pixels that are computed
     * @param interpolation how other pixels follow from them
     */
    public ReprojectedRaster(Raster input, GridProjection lattice, Interpolation interpolation) {
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
        if (lattice.equals(GridProjection.of(grid))) {
            return computation.block(input, grid);
        }
        PixelPositions at = PixelPositions.of(grid, lattice);
        double[] columns = range(at.columns());
        double[] rows = range(at.rows());
        int margin = interpolation.margin();
        double left = Math.floor(columns[0]) - margin;
        double top = Math.floor(rows[0]) - margin;
        double width = Math.floor(columns[1]) + margin + 2 - left;
        double height = Math.floor(rows[1]) + margin + 2 - top;
        if (!(width * height < Integer.MAX_VALUE / 16.0)) {
            throw ComputationException.outOfMemory();
        }
        RasterGrid source = new RasterGrid(
                lattice.crs(), lattice.transform().window((long) left, (long) top), (int) width, (int) height);
        return sample(computation.block(input, source), (int) width, at, left, top);
    }

    private Block sample(Block source, int width, PixelPositions at, double left, double top) {
        if (source.isOfArrays()) {
            return interpolation.arrays(source, width, at, left, top);
        }
        double[] values = new double[at.columns().length];
        float[] mask = new float[values.length];
        double[] pixel = new double[2];
        for (int i = 0; i < values.length; i++) {
            interpolation.at(source, width, at.columns()[i] - left, at.rows()[i] - top, pixel);
            values[i] = pixel[0];
            mask[i] = (float) pixel[1];
        }
        return source.isAllValid() ? Block.valid(values) : new Block(values, mask);
    }

    private static double[] range(double[] values) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        return new double[] {least, most};
    }
}
