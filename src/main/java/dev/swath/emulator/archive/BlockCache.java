package dev.swath.emulator.archive;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Blocks of rendered bands, the most recently used ones, up to a number of bytes. */
public final class BlockCache {

    private final long capacity;
    private final Map<Key, Scene.BandPixels> blocks = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** @param capacity bytes of pixels that are kept */
    public BlockCache(long capacity) {
        this.capacity = capacity;
    }

    /**
     * A block of a band.
     *
     * @param image id of the image
     * @param band id of the band
     * @param level of its pyramid
     * @param column of the block
     * @param row of the block
     */
    record Key(String image, String band, int level, int column, int row) {}

    synchronized Optional<Scene.BandPixels> get(Key key) {
        return Optional.ofNullable(blocks.get(key));
    }

    synchronized void put(Key key, Scene.BandPixels pixels) {
        Scene.BandPixels old = blocks.put(key, pixels);
        bytes += bytes(pixels) - (old == null ? 0 : bytes(old));
        var eldest = blocks.entrySet().iterator();
        while (bytes > capacity && eldest.hasNext()) {
            bytes -= bytes(eldest.next().getValue());
            eldest.remove();
        }
    }

    private static long bytes(Scene.BandPixels pixels) {
        return 200L + pixels.data().length + pixels.mask().length;
    }
}
