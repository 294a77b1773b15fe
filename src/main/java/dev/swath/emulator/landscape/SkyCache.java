package dev.swath.emulator.landscape;

import dev.swath.emulator.landscape.Frame.Block;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The clouds of the blocks that were rendered last: bands of one pass are often read one after the other. */
final class SkyCache {

    private static final long CAPACITY = 12L << 20;

    private final LinkedHashMap<Key, SkyBlock> blocks = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    /** A block at the time of a pass. */
    private record Key(Block block, Acquisition acquisition) {}

    /** The clouds over a block, computed if they are not in the cache. */
    SkyBlock get(Block block, Acquisition acquisition, Supplier<SkyBlock> compute) {
        Key key = new Key(block, acquisition);
        synchronized (blocks) {
            SkyBlock known = blocks.get(key);
            if (known != null) {
                return known;
            }
        }
        SkyBlock fresh = compute.get();
        synchronized (blocks) {
            SkyBlock other = blocks.put(key, fresh);
            bytes += fresh.bytes() - (other == null ? 0 : other.bytes());
            var oldest = blocks.entrySet().iterator();
            while (bytes > CAPACITY && oldest.hasNext()) {
                Map.Entry<Key, SkyBlock> last = oldest.next();
                bytes -= last.getValue().bytes();
                oldest.remove();
            }
        }
        return fresh;
    }
}
