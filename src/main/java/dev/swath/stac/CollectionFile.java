package dev.swath.stac;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.swath.geotiff.SyncedFolder;
import dev.swath.job.Job;
import dev.swath.log.LogValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Collection of a job in its output folder, {@code <job>.collection.json}. It is changed under a lock on the
 * folder, since another process may run the job too, and the new file replaces the old one atomically. The root Catalog of the
 * folder links it.
 */
public final class CollectionFile {

    private static final Logger LOG = LoggerFactory.getLogger(CollectionFile.class);
    static final String ENDING = ".collection.json";
    /** About ten million links. */
    private static final long LARGEST = 1L << 30;

    private final Job job;
    private final Path folder;
    private final String unfinished;

    /**
     * @param job whose collection it is
     * @param folder the job's output
     * @param unfinished prefix of the name of a file that is not complete
     */
    public CollectionFile(Job job, Path folder, String unfinished) {
        this.job = job;
        this.folder = folder;
        this.unfinished = unfinished;
    }

    /** The file name of a job's collection. */
    public static String nameOf(Job job) {
        return nameOf(job.name());
    }

    static String nameOf(String job) {
        return job + ENDING;
    }

    /** The job whose collection has this file name. */
    static String job(String name) {
        return name.substring(0, name.length() - ENDING.length());
    }

    /**
     * Links the items of a run. Existing links stay, unless their item is gone; a missing collection is made from all
     * items of the job in the folder. A collection that would not change is not written.
     *
     * @param run names of items, slashes between folders; missing ones are left out
     * @param changed whether an item may have been rewritten
     * @return whether it was written
     * @throws IOException if it can't be written, or others held the folder's lock for too long
     */
    public boolean link(Set<String> run, boolean changed) throws IOException {
        return locked(() -> write(linked(), run, changed));
    }

    /**
     * Links all items of the job in the folder, as {@link #link} does where the collection is missing.
     *
     * @param changed whether an item may have been rewritten
     * @return whether it was written
     * @throws IOException if it can't be written, or others held the folder's lock for too long
     */
    public boolean linkAll(boolean changed) throws IOException {
        return locked(() -> write(linked(), found(), changed));
    }

    /** Work under the folder's lock. */
    @FunctionalInterface
    private interface Step {
        boolean run() throws IOException;
    }

    private boolean locked(Step step) throws IOException {
        SyncedFolder.create(folder);
        FolderLock lock = FolderLock.take(folder);
        try {
            boolean written = step.run();
            if (Files.isRegularFile(folder.resolve(nameOf(job)))) {
                new CatalogFile(folder, unfinished).link(job);
            }
            return written;
        } finally {
            lock.close();
        }
    }

    private boolean write(Optional<Set<String>> linked, Set<String> run, boolean changed) throws IOException {
        Set<String> names = new TreeSet<>(linked.isPresent() ? linked.get() : found());
        names.addAll(run);
        names.removeIf(name -> !Files.isRegularFile(folder.resolve(name)));
        if (names.isEmpty() || (!changed && linked.filter(names::equals).isPresent())) {
            return false;
        }
        List<ItemEntry> items = new ArrayList<>();
        for (String name : names) {
            read(name).ifPresent(items::add);
        }
        if (!items.isEmpty()) {
            write(new StacCollection(job, nameOf(job), items).json());
        }
        return !items.isEmpty();
    }

    private Optional<ItemEntry> read(String name) throws IOException {
        try {
            return ItemEntry.read(folder, name, job.name());
        } catch (JsonProcessingException e) {
            LOG.warn(
                    "file={} is not JSON, so the collection leaves it out: {}",
                    LogValue.of(name),
                    LogValue.quoted(e.getOriginalMessage()));
            return Optional.empty();
        }
    }

    private Optional<Set<String>> linked() throws IOException {
        return links(job, folder).map(TreeSet::new);
    }

    /**
     * The items that the collection of a job links, in order of acquisition: names below the folder, slashes between
     * folders.
     *
     * @throws IOException if it can't be read
     */
    public static List<String> items(Job job, Path folder) throws IOException {
        return links(job, folder).orElse(List.of());
    }

    /** The items that the collection links; empty if there is no readable collection. */
    private static Optional<List<String>> links(Job job, Path folder) throws IOException {
        Path file = folder.resolve(nameOf(job));
        if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
            return Optional.empty();
        }
        try {
            List<String> names = new ArrayList<>();
            for (JsonNode link : StacJson.read(Files.readAllBytes(file)).path("links")) {
                if (link.path("rel").asText().equals("item")) {
                    names.add(Href.name(link.path("href").asText()));
                }
            }
            return Optional.of(names);
        } catch (JsonProcessingException e) {
            LOG.warn(
                    "file={} is not JSON and is made again: {}",
                    LogValue.of(nameOf(job)),
                    LogValue.quoted(e.getOriginalMessage()));
            return Optional.empty();
        }
    }

    /** Possible items of the job: files as deep in the folder as its images. */
    private Set<String> found() throws IOException {
        try (Stream<Path> files = Files.find(
                folder, job.fileName().depth(), (file, attributes) -> attributes.isRegularFile() && isItem(file))) {
            Set<String> names = new TreeSet<>();
            files.forEach(file -> names.add(name(file)));
            return names;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** An item has its image beside it, so summaries and collections are not items. */
    private static boolean isItem(Path file) {
        String name = file.getFileName().toString();
        String image = name.replaceFirst("\\.json$", ".tif");
        return !name.startsWith(".")
                && name.endsWith(StacItem.ENDING)
                && (Files.exists(file.resolveSibling(image)) || Files.exists(file.resolveSibling(image + "f")));
    }

    private String name(Path file) {
        return folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    }

    private void write(String json) throws IOException {
        WholeFile.write(folder, unfinished, nameOf(job), json.getBytes(StandardCharsets.UTF_8));
    }
}
