package dev.swath.emulator.landscape;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What was computed and used most recently, limited by memory. Safe for threads.
 *
 * @param <K> what it is computed from
 * @param <V> what is kept
 */
public final class RecentlyUsed<K, V> {

    private final long capacity;
    private final long bytesOfOne;
    private final LinkedHashMap<K, V> known = new LinkedHashMap<>(64, 0.75f, true);

    /**
     * @param bytes memory for values; less than one of them means that nothing is kept
     * @param bytesOfOne memory of a value
     */
    public RecentlyUsed(long bytes, long bytesOfOne) {
        this.capacity = bytes / bytesOfOne;
        this.bytesOfOne = bytesOfOne;
    }

    /** The value of a key, computed if it is not kept. If two threads ask at once, both compute it. */
    public V get(K key, Function<K, V> compute) {
        synchronized (known) {
            V value = known.get(key);
            if (value != null) {
                return value;
            }
        }
        V fresh = compute.apply(key);
        synchronized (known) {
            known.put(key, fresh);
            var oldest = known.entrySet().iterator();
            while (known.size() > capacity && oldest.hasNext()) {
                Map.Entry<K, V> ignored = oldest.next();
                oldest.remove();
            }
        }
        return fresh;
    }

    /** Bytes in use. */
    public long bytes() {
        synchronized (known) {
            return known.size() * bytesOfOne;
        }
    }
}
