package dev.swath.emulator.raster;

import dev.swath.grid.RasterGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A band computed pixel by pixel from others, of which some may hold arrays. It is masked where one of them is. */
public final class ArrayRaster implements Raster {

    /** The mask of pixels that are all valid. */
    public static final float[] ALL_VALID = {};

    /** What stands for a masked pixel. */
    public static final ArrayValue NONE = ArrayValue.line(PixelType.DOUBLE);

    private final List<Raster> inputs;
    private final boolean numbers;
    private final Function<List<ArrayValue>, ArrayValue> pixel;

    private ArrayRaster(List<Raster> inputs, boolean numbers, Function<List<ArrayValue>, ArrayValue> pixel) {
        this.inputs = List.copyOf(inputs);
        this.numbers = numbers;
        this.pixel = pixel;
    }

    /** A band of arrays. */
    public static ArrayRaster arrays(List<Raster> inputs, Function<List<ArrayValue>, ArrayValue> pixel) {
        return new ArrayRaster(inputs, false, pixel);
    }

    /** A band of numbers, masked where there is none. */
    public static ArrayRaster numbers(List<Raster> inputs, Function<List<ArrayValue>, Double> pixel) {
        return new ArrayRaster(inputs, true, arrays -> ArrayValue.of(pixel.apply(arrays), PixelType.DOUBLE));
    }

    @Override
    public List<Raster> inputs() {
        return inputs;
    }

    @Override
    public Block compute(RasterGrid grid, Computation computation) {
        List<Block> blocks = computation.blocks(inputs, grid);
        Block shared = blocks.get(0);
        for (Block block : blocks) {
            shared = shared.withMask(shared.maskWith(block));
        }
        return numbers ? numbers(blocks, shared) : arrays(blocks, shared, computation.budget());
    }

    private ArrayValue pixel(List<Block> blocks, int at) {
        List<ArrayValue> values = new ArrayList<>(blocks.size());
        blocks.forEach(block -> values.add(block.arrayAt(at)));
        return pixel.apply(values);
    }

    private Block numbers(List<Block> blocks, Block shared) {
        double[] values = new double[shared.size()];
        float[] mask = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            if (shared.isValid(i)) {
                double value = pixel(blocks, i).values()[0];
                values[i] = Double.isNaN(value) ? 0 : value;
                mask[i] = Double.isNaN(value) ? 0 : shared.maskAt(i);
            }
        }
        return new Block(values, mask);
    }

    private Block arrays(List<Block> blocks, Block shared, Budget budget) {
        List<ArrayValue> arrays = new ArrayList<>(shared.size());
        long taken = 0;
        try {
            for (int i = 0; i < shared.size(); i++) {
                ArrayValue array = shared.isValid(i) ? pixel(blocks, i) : NONE;
                arrays.add(array);
                budget.take(array.bytes());
                taken += array.bytes();
                if (i % 256 == 0) {
                    budget.check();
                }
            }
        } finally {
            budget.free(taken);
        }
        return Block.ofArrays(arrays, shared.mask());
    }
}
