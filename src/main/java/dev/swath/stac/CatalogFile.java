package dev.swath.stac;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.swath.job.Job;
import dev.swath.log.LogValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The root Catalog of an output folder. One that is not Swath's is left alone. Its caller holds the lock on the folder.
 *
 * @param folder the output
 * @param unfinished prefix of the name of a file that is not complete
 */
record CatalogFile(Path folder, String unfinished) {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogFile.class);

    /** More than any that links the jobs of an output. */
    private static final int LARGEST = 8 << 20;

    /**
     * Links the collection of a job, which is there. Links to collections that are gone are left out; a missing catalog is made from
     * the collections in the folder. One that would not change is not written.
     *
     * @throws IOException if it can't be written
     */
    void link(Job job) throws IOException {
        Path file = folder.resolve(StacCatalog.NAME);
        Optional<byte[]> old = Files.isRegularFile(file) && Files.size(file) <= LARGEST
                ? Optional.of(Files.readAllBytes(file))
                : Optional.empty();
        if (old.isEmpty() && Files.exists(file)) {
            LOG.warn("file={} is not a catalog of Swath's, so it links no collection", LogValue.of(file));
            return;
        }
        Set<String> collections = old.isPresent() ? linked(file, old.get()) : found();
        if (collections.isEmpty() && old.isPresent()) {
            return;
        }
        collections.add(CollectionFile.nameOf(job));
        collections.removeIf(name -> !Files.isRegularFile(folder.resolve(name)));
        byte[] json = StacCatalog.json(
                        collections.stream().map(CollectionFile::job).toList(),
                        job.sidecars().address())
                .getBytes(StandardCharsets.UTF_8);
        if (old.isEmpty() || !Arrays.equals(old.get(), json)) {
            WholeFile.write(folder, unfinished, StacCatalog.NAME, json);
        }
    }

    /** The collections that the catalog links; empty if it is not Swath's. */
    private Set<String> linked(Path file, byte[] json) throws IOException {
        try {
            Optional<Set<String>> children = StacCatalog.children(json);
            if (children.isEmpty()) {
                LOG.warn("file={} is not a catalog of Swath's, so it links no collection", LogValue.of(file));
            }
            return children.orElseGet(TreeSet::new);
        } catch (JsonProcessingException e) {
            LOG.warn(
                    "file={} is not JSON and is made again: {}",
                    LogValue.of(file),
                    LogValue.quoted(e.getOriginalMessage()));
            return found();
        }
    }

    private Set<String> found() throws IOException {
        Set<String> names = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + CollectionFile.ENDING)) {
            for (Path file : files) {
                names.add(file.getFileName().toString());
            }
        }
        return names;
    }
}
