package dev.swath.stac;

import dev.swath.job.Job;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The Collection of a job whose output can't be read: it is made from Items that were kept elsewhere. */
public final class ItemCollection {

    private final Job job;
    private final List<ItemEntry> items = new ArrayList<>();

    /** A collection without items. */
    public ItemCollection(Job job) {
        this.job = job;
    }

    /**
     * Adds an item.
     *
     * @param name of its file in the output, slashes between folders
     * @param json the item
     * @throws IOException if it is not JSON
     */
    public void add(String name, String json) throws IOException {
        ItemEntry.of(json.getBytes(StandardCharsets.UTF_8), name, job.name()).ifPresent(items::add);
    }

    /** The collection as JSON; empty if it has no items. */
    public Optional<String> json() {
        return items.isEmpty()
                ? Optional.empty()
                : Optional.of(new StacCollection(job, CollectionFile.nameOf(job), items).json());
    }
}
