package dev.swath.emulator.landscape;

import dev.swath.emulator.landscape.Frame.Block;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The most recently rendered blocks of ground, limited by memory. */
final class GroundCache {

    private final long capacity;
    private final LinkedHashMap<Block, Ground> blocks = new LinkedHashMap<>(64, 0.75f, true);

    /**
     * @param bytes memory for blocks; less than one block means that nothing is kept
     */
    GroundCache(long bytes) {
        this.capacity = bytes / Ground.BYTES;
    }

    /**
     * The block, rendered if it is not in the cache. If two threads render the same block at once, they get the same
     * bytes.
     */
    Ground get(Block block, Function<Block, Ground> render) {
        synchronized (blocks) {
            Ground known = blocks.get(block);
            if (known != null) {
                return known;
            }
        }
        Ground fresh = render.apply(block);
        synchronized (blocks) {
            blocks.put(block, fresh);
            var oldest = blocks.entrySet().iterator();
            while (blocks.size() > capacity && oldest.hasNext()) {
                Map.Entry<Block, Ground> ignored = oldest.next();
                oldest.remove();
            }
        }
        return fresh;
    }

    /** Bytes in use. */
    long bytes() {
        synchronized (blocks) {
            return blocks.size() * Ground.BYTES;
        }
    }
}
