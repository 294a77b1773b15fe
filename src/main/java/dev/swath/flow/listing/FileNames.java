package dev.swath.flow.listing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The names of the files of a run so far. Names that differ in case only count as equal, as they do in some file systems. The first
 * ten thousand are kept with their images; of each further one 63 bits of its SHA-256 are, which two of a million names share
 * once in 18 million runs.
 */
final class FileNames {

    private static final int MOST_WITH_IMAGE = 10_000;
    private static final String ANOTHER = "another image";

    private final Map<String, String> images = new HashMap<>();
    private long[] table = new long[1 << 10];
    private int count;

    /** Takes a name for an image; the id of the image that has it already, as far as that is known, if one has. */
    Optional<String> take(String name, String image) {
        String key = Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        Optional<String> first = Optional.ofNullable(images.get(key));
        if (first.isPresent()) {
            return first;
        }
        if (images.size() < MOST_WITH_IMAGE) {
            images.put(key, image);
            return Optional.empty();
        }
        return add(hash(key)) ? Optional.empty() : Optional.of(ANOTHER);
    }

    /** Linear probing in a table that is at most half full; 0 marks a free place. */
    private boolean add(long hash) {
        if (2 * count == table.length) {
            long[] before = table;
            table = new long[2 * before.length];
            for (long old : before) {
                if (old != 0) {
                    table[place(old)] = old;
                }
            }
        }
        int place = place(hash);
        boolean added = table[place] == 0;
        if (added) {
            table[place] = hash;
            count++;
        }
        return added;
    }

    private int place(long hash) {
        int place = (int) hash & table.length - 1;
        while (table[place] != 0 && table[place] != hash) {
            place = place + 1 & table.length - 1;
        }
        return place;
    }

    private static long hash(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return Math.max(1, ByteBuffer.wrap(digest).getLong() & Long.MAX_VALUE);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
