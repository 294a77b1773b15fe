package dev.swath.emulator.raster;

import dev.swath.grid.RasterGrid;
import dev.swath.grid.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Computes rasters on a large grid, tile by tile, on several threads. */
public final class Tiles {

    private static final int WIDTH = 256;
    private static final int HEIGHT = 128;
    /** Tiles of computations that look around: a margin costs less on larger tiles. */
    private static final int LARGE = 512;

    private final ExecutorService threads;

    /** @param threads compute tiles; their tasks never wait for other tasks */
    public Tiles(ExecutorService threads) {
        this.threads = threads;
    }

    /** Takes the pixels of a tile; may be called by several threads at once, each for another tile. */
    public interface Sink {
        void tile(Window window, List<Block> blocks);
    }

    /**
     * Computes all tiles of a grid.
     *
     * @param rasters the bands
     * @param grid all pixels
     * @param budget of the request
     * @param sink takes each tile
     */
    public void compute(List<Raster> rasters, RasterGrid grid, Budget budget, Sink sink) {
        boolean wide = Neighbours.isIn(rasters);
        List<Future<?>> open = new ArrayList<>();
        for (Window window : windows(grid, wide ? LARGE : WIDTH, wide ? LARGE : HEIGHT)) {
            open.add(threads.submit(() -> tile(rasters, grid, window, budget, sink)));
        }
        finish(open);
    }

    private static List<Window> windows(RasterGrid grid, int tileWidth, int tileHeight) {
        List<Window> windows = new ArrayList<>();
        for (int row = 0; row < grid.height(); row += tileHeight) {
            for (int column = 0; column < grid.width(); column += tileWidth) {
                windows.add(new Window(
                        column,
                        row,
                        Math.min(tileWidth, grid.width() - column),
                        Math.min(tileHeight, grid.height() - row)));
            }
        }
        return windows;
    }

    private static void tile(List<Raster> rasters, RasterGrid grid, Window window, Budget budget, Sink sink) {
        budget.check();
        try (Computation computation = new Computation(budget, rasters)) {
            sink.tile(window, computation.blocks(rasters, grid.window(window)));
        }
    }

    private static void finish(List<Future<?>> open) {
        try {
            for (Future<?> tile : open) {
                tile.get();
            }
        } catch (ExecutionException e) {
            open.forEach(tile -> tile.cancel(false));
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof OutOfMemoryError) {
                throw ComputationException.outOfMemory();
            }
            if (e.getCause() instanceof StackOverflowError) {
                throw ComputationException.tooDeep();
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            open.forEach(tile -> tile.cancel(false));
            Thread.currentThread().interrupt();
            throw ComputationException.timedOut();
        }
    }
}
