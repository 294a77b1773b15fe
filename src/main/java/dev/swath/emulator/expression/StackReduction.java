package dev.swath.emulator.expression;

import dev.swath.emulator.raster.Block;
import dev.swath.emulator.raster.Computation;
import dev.swath.emulator.raster.Raster;
import dev.swath.grid.RasterGrid;
import java.util.ArrayList;
import java.util.List;

/** Reduces stacks of bands at each pixel; all outputs of a reducer are computed at once. */
final class StackReduction {

    private final ReducerValue reducer;
    /** For each input of the reducer, the bands whose valid pixels it takes. */
    private final List<List<Raster>> stacks;

    private final List<Raster> inputs = new ArrayList<>();
    private final Raster outputs = new Outputs();

    /**
     * @param reducer the reducer
     * @param stacks bands, one stack for each input of the reducer
     * @param across whether a single stack holds the inputs of one call instead, one band each
     */
    StackReduction(ReducerValue reducer, List<List<Raster>> stacks, boolean across) {
        this.reducer = reducer;
        this.stacks = across ? stacks.get(0).stream().map(List::of).toList() : stacks;
        this.stacks.forEach(inputs::addAll);
    }

    /** The band of an output. */
    Raster output(int output) {
        return new Raster() {
            @Override
            public Block compute(RasterGrid grid, Computation computation) {
                Block all = computation.block(outputs, grid);
                if (reducer.width() == 1) {
                    return all;
                }
                int pixels = grid.width() * grid.height();
                double[] values = new double[pixels];
                float[] mask = new float[pixels];
                System.arraycopy(all.values(), output * pixels, values, 0, pixels);
                System.arraycopy(all.mask(), output * pixels, mask, 0, pixels);
                return new Block(values, mask);
            }

            @Override
            public List<Raster> inputs() {
                return List.of(outputs);
            }
        };
    }

    /** All outputs, one after the other. */
    private final class Outputs implements Raster {

        @Override
        public List<Raster> inputs() {
            return inputs;
        }

        @Override
        public Block compute(RasterGrid grid, Computation computation) {
            int pixels = grid.width() * grid.height();
            int depth = stacks.get(0).size();
            double[][][] sources = new double[stacks.size()][depth][];
            float[][] masks = new float[depth][];
            read(grid, computation, sources, masks);
            int outputs = reducer.width();
            double[] values = new double[pixels * outputs];
            float[] mask = new float[values.length];
            double[][] columns = new double[sources.length][depth];
            double[] weights = new double[depth];
            double[] results = new double[outputs];
            for (int pixel = 0; pixel < pixels; pixel++) {
                int count = gather(sources, masks, pixel, columns, weights);
                if (count > 0) {
                    reducer.reduce(columns, weights, count, results);
                    for (int output = 0; output < outputs; output++) {
                        if (!Double.isNaN(results[output])) {
                            values[output * pixels + pixel] = results[output];
                            mask[output * pixels + pixel] = 1;
                        }
                    }
                }
            }
            return new Block(values, mask);
        }

        /** Reads all images: the values for each input, and the mask that their bands share. */
        private void read(RasterGrid grid, Computation computation, double[][][] sources, float[][] masks) {
            for (int i = 0; i < masks.length; i++) {
                for (int input = 0; input < sources.length; input++) {
                    Block block = computation.block(stacks.get(input).get(i), grid);
                    sources[input][i] = block.values();
                    masks[i] = input == 0 ? block.mask() : block.maskWith(new Block(block.values(), masks[i]));
                }
            }
        }

        private static int gather(
                double[][][] sources, float[][] masks, int pixel, double[][] columns, double[] weights) {
            int count = 0;
            for (int i = 0; i < masks.length; i++) {
                float weight = masks[i].length == 0 ? 1 : masks[i][pixel];
                if (weight > 0) {
                    for (int input = 0; input < columns.length; input++) {
                        columns[input][count] = sources[input][i][pixel];
                    }
                    weights[count++] = weight;
                }
            }
            return count;
        }
    }
}
