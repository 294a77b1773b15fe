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
            List<List<Block>> blocks = stacks.stream()
                    .map(stack -> computation.blocks(stack, grid))
                    .toList();
            int pixels = grid.width() * grid.height();
            int depth = blocks.get(0).size();
            double[] values = new double[pixels * reducer.outputs().size()];
            float[] mask = new float[values.length];
            double[][] columns = new double[blocks.size()][depth];
            double[] weights = new double[depth];
            for (int pixel = 0; pixel < pixels; pixel++) {
                int count = gather(blocks, pixel, columns, weights);
                if (count > 0) {
                    store(reducer.numbers(columns, weights, count), pixel, pixels, values, mask);
                }
            }
            return new Block(values, mask);
        }

        private int gather(List<List<Block>> blocks, int pixel, double[][] columns, double[] weights) {
            int count = 0;
            for (int i = 0; i < weights.length; i++) {
                float weight = 1;
                for (List<Block> stack : blocks) {
                    weight = Math.min(weight, stack.get(i).maskAt(pixel));
                }
                if (weight > 0) {
                    for (int input = 0; input < columns.length; input++) {
                        columns[input][count] = blocks.get(input).get(i).values()[pixel];
                    }
                    weights[count++] = weight;
                }
            }
            return count;
        }

        private void store(List<Object> results, int pixel, int pixels, double[] values, float[] mask) {
            for (int output = 0; output < results.size(); output++) {
                if (results.get(output) instanceof Number number) {
                    values[output * pixels + pixel] = number.doubleValue();
                    mask[output * pixels + pixel] = 1;
                }
            }
        }
    }
}
