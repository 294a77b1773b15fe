package dev.swath.emulator.landscape;

import dev.swath.emulator.landscape.Frame.Block;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The most recently rendered blocks of ground, limited by memory.
 *
 * @param <G> what is kept of a block
 */
final class GroundCache<G> {

    private final long capacity;
    private final long bytesOfOne;
    private final LinkedHashMap<Block, G> blocks = new LinkedHashMap<>(64, 0.75f, true);

    /**
     * @param bytes memory for blocks; less than one block means that nothing is kept
     * @param bytesOfOne memory of a block
     */
    GroundCache(long bytes, long bytesOfOne) {
        this.capacity = bytes / bytesOfOne;
        this.bytesOfOne = bytesOfOne;
    }

    /**
     * The block, rendered if it is not in the cache. If two threads render the same block at once, they get the same
     * bytes.
     */
    G get(Block block, Function<Block, G> render) {
        synchronized (blocks) {
            G known = blocks.get(block);
            if (known != null) {
                return known;
            }
        }
        G fresh = render.apply(block);
        synchronized (blocks) {
            blocks.put(block, fresh);
            var oldest = blocks.entrySet().iterator();
            while (blocks.size() > capacity && oldest.hasNext()) {
                Map.Entry<Block, G> ignored = oldest.next();
                oldest.remove();
            }
        }
        return fresh;
    }

    /** Bytes in use. */
    long bytes() {
        synchronized (blocks) {
            return blocks.size() * bytesOfOne;
        }
    }
}
