package dev.swath.emulator.expression;

import dev.swath.emulator.raster.ArrayValue;
import dev.swath.emulator.raster.Block;
import dev.swath.emulator.raster.Computation;
import dev.swath.emulator.raster.PixelType;
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

    /** The type of an output for bands of a type. */
    static PixelType type(ReducerValue reducer, PixelType input, int output) {
        return reducer.type(input, output).withDimensions(reducer.shape(output).size());
    }

    /** The band of an output. */
    Raster output(int output) {
        return new Raster() {
            @Override
            public Block compute(RasterGrid grid, Computation computation) {
                Block all = computation.block(outputs, grid);
                int pixels = grid.width() * grid.height();
                if (!reducer.shape(output).isEmpty()) {
                    return arrays(all, pixels, output);
                }
                if (reducer.width() == 1) {
                    return all;
                }
                int from = first(output) * pixels;
                double[] values = new double[pixels];
                float[] mask = new float[pixels];
                System.arraycopy(all.values(), from, values, 0, pixels);
                System.arraycopy(all.mask(), from, mask, 0, pixels);
                return new Block(values, mask);
            }

            @Override
            public List<Raster> inputs() {
                return List.of(outputs);
            }
        };
    }

    /** Where the numbers of an output begin among those of all outputs. */
    private int first(int output) {
        int first = 0;
        for (int before = 0; before < output; before++) {
            first += ArrayValue.size(reducer.shape(before));
        }
        return first;
    }

    /** The pixels of an output that is an array; masked where one of its numbers is. */
    private Block arrays(Block all, int pixels, int output) {
        List<Integer> shape = reducer.shape(output);
        int first = first(output);
        List<ArrayValue> arrays = new ArrayList<>(pixels);
        float[] mask = new float[pixels];
        for (int pixel = 0; pixel < pixels; pixel++) {
            double[] values = new double[ArrayValue.size(shape)];
            mask[pixel] = 1;
            for (int i = 0; i < values.length; i++) {
                int from = (first + i) * pixels + pixel;
                values[i] = all.values()[from];
                mask[pixel] = Math.min(mask[pixel], all.maskAt(from));
            }
            arrays.add(new ArrayValue(PixelType.DOUBLE, shape, values));
        }
        return Block.ofArrays(arrays, mask);
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
