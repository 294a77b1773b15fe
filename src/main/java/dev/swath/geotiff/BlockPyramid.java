package dev.swath.geotiff;

import dev.swath.grid.Window;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Gathers windows of pixels into blocks and shrinks each finished block into the overview above it, so that overviews
 * grow while pixels arrive. Windows may come in any order and from any thread; only incomplete blocks are held in
 * memory.
 */
final class BlockPyramid {
    private static final int UNTOUCHED = 0;
    private static final int BEGUN = 1;
    private static final int WHOLE = 2;

    /** Takes a complete block; called once for each block, from any thread. */
    interface Store {
        /**
         * Stores a block.
         *
         * @param pixels only read
         * @param repeats how often they are repeated
         */
        void store(int level, int block, PixelBlock pixels, Repeats repeats) throws IOException;
    }

    private record Key(int level, int block) {}

    /** A block that lacks pixels. */
    private static final class Begun {
        private final Window window;
        private final PixelBlock pixels;
        private final BitSet covered = new BitSet();
        private int missing;

        Begun(Window window, PixelBlock pixels) {
            this.window = window;
            this.pixels = pixels;
            this.missing = pixels.width() * pixels.height();
        }

        synchronized int missing() {
            return missing;
        }

        /** Adds pixels and returns whether the block is now complete. */
        synchronized boolean add(PixelBlock from, Window part, int column, int row) {
            for (int y = row; y < row + part.height(); y++) {
                int start = y * pixels.width() + column;
                int taken = covered.nextSetBit(start);
                if (taken >= 0 && taken < start + part.width()) {
                    throw twice(window);
                }
                covered.set(start, start + part.width());
            }
            pixels.copy(from, part, column, row);
            missing -= part.width() * part.height();
            return missing == 0;
        }
    }

    private final List<Level> levels;
    private final int pixelBytes;
    private final Overviews overviews;
    private final Store store;
    private final List<AtomicIntegerArray> states;
    private final Map<Key, Begun> begun = new ConcurrentHashMap<>();

    /**
     * @param levels the raster and its overviews
     * @param pixelBytes bytes of a pixel
     * @param overviews makes the overviews' pixels
     * @param store takes the finished blocks
     */
    BlockPyramid(List<Level> levels, int pixelBytes, Overviews overviews, Store store) {
        this.levels = levels;
        this.pixelBytes = pixelBytes;
        this.overviews = overviews;
        this.store = store;
        this.states = levels.stream()
                .map(level -> new AtomicIntegerArray(level.blocks()))
                .toList();
    }

    /**
     * Adds pixels of the full-size raster; their arrays are only read.
     *
     * @throws IllegalStateException if some of them had been put before
     */
    void put(int column, int row, PixelBlock pixels) throws IOException {
        put(0, column, row, pixels);
    }

    /**
     * Adds a block of the full-size raster in which pixels are repeated.
     *
     * @param pixels without repetitions; only read
     * @param repeats of each column and row {@link Level#factor} times, or only of rows
     * @throws IllegalStateException if some of its pixels had been put before
     */
    void putRepeated(int block, PixelBlock pixels, Repeats repeats) throws IOException {
        Window window = levels.get(0).window(block);
        if (!states.get(0).compareAndSet(block, UNTOUCHED, WHOLE)) {
            throw twice(window);
        }
        int factor = levels.get(0).factor();
        if (levels.size() > 1) {
            PixelBlock small = repeats.columns() == factor ? pixels : overviews.shrink(pixels, repeats, factor);
            put(1, window.column() / factor, window.row() / factor, small);
        }
        store.store(0, block, pixels, repeats);
    }

    /** Which pixels the first incomplete block lacks; empty once every pixel has been put. */
    Optional<String> missing() {
        AtomicIntegerArray state = states.get(0);
        for (int block = 0; block < state.length(); block++) {
            if (state.get(block) != WHOLE) {
                Window window = levels.get(0).window(block);
                Begun part = begun.get(new Key(0, block));
                long missing = part == null ? window.pixels() : part.missing();
                return Optional.of(String.format(
                        Locale.ROOT,
                        "%d of the %d pixels of the block at column %d, row %d",
                        missing,
                        window.pixels(),
                        window.column(),
                        window.row()));
            }
        }
        return Optional.empty();
    }

    private void put(int index, int column, int row, PixelBlock pixels) throws IOException {
        Level level = levels.get(index);
        int side = level.side();
        for (int y = row / side; y <= (row + pixels.height() - 1) / side; y++) {
            for (int x = column / side; x <= (column + pixels.width() - 1) / side; x++) {
                int block = y * level.blocksAcross() + x;
                add(index, block, level.window(block), column, row, pixels);
            }
        }
    }

    private void add(int level, int block, Window target, int column, int row, PixelBlock pixels) throws IOException {
        int left = Math.max(column, target.column());
        int top = Math.max(row, target.row());
        int right = Math.min(column + pixels.width(), target.column() + target.width());
        int bottom = Math.min(row + pixels.height(), target.row() + target.height());
        Window part = new Window(left - column, top - row, right - left, bottom - top);
        if (part.pixels() == target.pixels()) {
            if (!states.get(level).compareAndSet(block, UNTOUCHED, WHOLE)) {
                throw twice(target);
            }
            boolean alone = part.pixels() == (long) pixels.width() * pixels.height();
            PixelBlock whole = alone ? pixels : blank(target, pixels);
            if (!alone) {
                whole.copy(pixels, part, 0, 0);
            }
            complete(level, block, whole);
            return;
        }
        Key key = new Key(level, block);
        Begun waiting = begun.computeIfAbsent(key, k -> begin(k, target, pixels));
        if (waiting.add(pixels, part, left - target.column(), top - target.row())) {
            states.get(level).set(block, WHOLE);
            begun.remove(key);
            complete(level, block, waiting.pixels);
        }
    }

    private Begun begin(Key key, Window target, PixelBlock like) {
        if (!states.get(key.level).compareAndSet(key.block, UNTOUCHED, BEGUN)) {
            throw twice(target);
        }
        return new Begun(target, blank(target, like));
    }

    private void complete(int level, int block, PixelBlock pixels) throws IOException {
        if (level + 1 < levels.size()) {
            Window window = levels.get(level).window(block);
            int factor = levels.get(level).factor();
            PixelBlock small = overviews.shrink(pixels, Repeats.each(pixels.height(), 1), factor);
            put(level + 1, window.column() / factor, window.row() / factor, small);
        }
        store.store(level, block, pixels, Repeats.each(pixels.height(), 1));
    }

    private PixelBlock blank(Window window, PixelBlock like) {
        return PixelBlock.blank(window.width(), window.height(), pixelBytes, like.valid().length > 0);
    }

    private static IllegalStateException twice(Window window) {
        return new IllegalStateException(String.format(
                Locale.ROOT, "pixels of the block at column %d, row %d were put twice", window.column(), window.row()));
    }
}
