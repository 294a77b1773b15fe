package dev.swath.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** The bodies of requests that made thumbnails and maps, by the id under which their pixels can be had. The oldest are forgotten. */
final class Pictures {

    private static final long CAPACITY = 64L << 20;

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final SplittableRandom random = new SplittableRandom();
    private long bytes;

    /** A request and its size. */
    private record Entry(JsonNode body, long bytes) {}

    /** Keeps a body; returns its id. */
    synchronized String add(JsonNode body, long size) {
        String id = String.format(
                Locale.ROOT,
                "%016x%016x-%016x%016x",
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong());
        entries.put(id, new Entry(body, size + 500));
        bytes += size + 500;
        var oldest = entries.entrySet().iterator();
        while (bytes > CAPACITY && entries.size() > 1) {
            bytes -= oldest.next().getValue().bytes();
            oldest.remove();
        }
        return id;
    }

    /** The body of an id, if it is known still. */
    synchronized Optional<JsonNode> find(String id) {
        return Optional.ofNullable(entries.get(id)).map(Entry::body);
    }
}
