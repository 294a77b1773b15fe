package dev.swath.geotiff;

import dev.swath.job.Compression;
import dev.swath.job.Mask;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Compresses finished blocks and their masks into the work file, from any thread. */
final class BlockWriter implements BlockPyramid.Store, Closeable {
    private static final int COMPRESSION_LEVEL = 4;

    private final ImageDescription image;
    private final List<Level> levels;
    private final BlockSpool spool;
    private final boolean repeated;
    /** Of each band; none of a picture, whose colours are not measured. */
    private volatile List<Optional<BandStatistics>> statistics = List.of();

    private volatile Optional<OverviewKeeper> keeper = Optional.empty();
    /** One for each working thread; reused because they are large. */
    private final ConcurrentLinkedQueue<Encoders> idle = new ConcurrentLinkedQueue<>();
    /** The masks of blocks with data everywhere, by the side of the block, and with data nowhere, by the negative side. */
    private final Map<Integer, byte[]> uniformMasks = new ConcurrentHashMap<>();

    private record Encoders(BlockEncoder single, RepeatedBlockEncoder repeated) {}

    BlockWriter(ImageDescription image, List<Level> levels, BlockSpool spool) {
        this.image = image;
        this.levels = levels;
        this.spool = spool;
        this.repeated = image.repeat() > 1 && levels.get(0).factor() == image.repeat();
    }

    /** Whether the blocks of full size are written as repetitions, of {@link ImageDescription#repeat} columns and rows. */
    boolean repeats() {
        return repeated;
    }

    /** What the smallest level says of each band, once it is stored; empty for a picture. */
    List<Optional<BandStatistics>> statistics() {
        return statistics;
    }

    /** Keeps the overview for a picture of so many pixels, before any block is stored. */
    void keepOverview(int side) {
        keeper = OverviewKeeper.of(levels, image.bands() * image.type().bytes(), side);
    }

    /** The overview that was kept, once all blocks are stored. */
    Optional<OverviewPixels> overview() {
        return keeper.map(kept -> kept.pixels(image));
    }

    @Override
    public void store(int level, int block, PixelBlock pixels, Repeats repeats) throws IOException {
        keeper.ifPresent(kept -> kept.keep(level, block, pixels));
        if (level == levels.size() - 1 && !image.rgb()) {
            statistics = BandStatistics.of(pixels.repeated(repeats), image.type(), image.bands(), image.nodata());
        }
        Encoders encoders = idle.poll();
        if (encoders == null) {
            encoders = new Encoders(
                    new BlockEncoder(image.type(), image.bands(), image.compression(), COMPRESSION_LEVEL),
                    new RepeatedBlockEncoder(
                            image.type(),
                            image.bands(),
                            repeated ? levels.get(0).side() : 1));
        }
        try {
            int side = levels.get(level).side();
            byte[] data = level == 0 && repeated && image.compression() == Compression.DEFLATE
                    ? encoders.repeated.encode(pixels, repeats)
                    : encoders.single.encode(pixels.repeated(repeats), side);
            byte[] mask = image.mask() == Mask.INTERNAL ? mask(pixels, repeats, side, encoders.single) : new byte[0];
            spool.add(level, block, data, mask);
        } finally {
            idle.add(encoders);
        }
    }

    private byte[] mask(PixelBlock pixels, Repeats repeats, int side, BlockEncoder encoder) {
        if (!pixels.hasUniformMask()) {
            return encoder.encode(MaskBits.of(pixels, repeats, side));
        }
        return uniformMasks.computeIfAbsent(
                pixels.valid()[0] == 0 ? -side : side, any -> encoder.encode(MaskBits.of(pixels, repeats, side)));
    }

    @Override
    public void close() {
        for (Encoders encoders = idle.poll(); encoders != null; encoders = idle.poll()) {
            encoders.single.close();
        }
    }
}
