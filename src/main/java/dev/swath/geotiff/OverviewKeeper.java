package dev.swath.geotiff;

import dev.swath.grid.Window;
import dev.swath.job.Mask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Keeps the blocks of one overview when they are stored, from any thread. */
final class OverviewKeeper {
    /** A larger overview is not kept: it would take too much memory in each image that is in work. */
    static final long MOST_BYTES = 1 << 22;

    private final int index;
    private final Level level;
    private final AtomicReferenceArray<PixelBlock> blocks;

    private OverviewKeeper(int index, Level level) {
        this.index = index;
        this.level = level;
        blocks = new AtomicReferenceArray<>(level.blocks());
    }

    /**
     * Keeps the smallest overview that is not smaller than a picture.
     *
     * @param levels the raster and its overviews
     * @param pixelBytes bytes of a pixel
     * @param side the longest side of the picture in pixels
     * @return empty if only the raster itself is large enough, or the overview is too large to be kept
     */
    static Optional<OverviewKeeper> of(List<Level> levels, int pixelBytes, int side) {
        int index = OverviewPixels.level(
                levels.stream()
                        .map(level -> Math.max(level.width(), level.height()))
                        .toList(),
                side);
        Level level = levels.get(index);
        boolean small = (long) level.width() * level.height() * pixelBytes <= MOST_BYTES;
        return index > 0 && small ? Optional.of(new OverviewKeeper(index, level)) : Optional.empty();
    }

    /** Keeps a block if it belongs to the overview. Nobody writes to its arrays any more. */
    void keep(int level, int block, PixelBlock pixels) {
        if (level == index) {
            blocks.set(block, pixels);
        }
    }

    /** All of the overview, which is complete. */
    OverviewPixels pixels(ImageDescription image) {
        List<OverviewPixels.Block> kept = new ArrayList<>();
        for (int block = 0; block < blocks.length(); block++) {
            Window window = level.window(block);
            PixelBlock pixels = blocks.get(block);
            kept.add(new OverviewPixels.Block(
                    window.column(),
                    window.row(),
                    new Samples(image.type(), window.width(), window.height(), image.bands(), pixels.data()),
                    image.mask() == Mask.INTERNAL ? pixels.valid() : new byte[0]));
        }
        return new OverviewPixels(level.width(), level.height(), kept);
    }
}
