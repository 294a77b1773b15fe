package dev.swath.flow;

import dev.swath.flow.download.WorkArea;
import dev.swath.flow.jobs.Jobs;
import dev.swath.flow.store.Outputs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The free disk space of the folders that are written to: outputs that are folders, and unfinished files. */
final class FreeSpace {

    private final Jobs jobs;
    private final Outputs outputs;
    private final WorkArea unfinished;
    private final long least;

    /**
     * @param jobs the jobs whose outputs count
     * @param outputs where their files go
     * @param unfinished where unfinished files are
     * @param least free bytes that each folder should have; 0 for no limit
     */
    FreeSpace(Jobs jobs, Outputs outputs, WorkArea unfinished, long least) {
        this.jobs = jobs;
        this.outputs = outputs;
        this.unfinished = unfinished;
        this.least = least;
    }

    /** Free bytes that each folder should have; 0 for no limit. */
    long least() {
        return least;
    }

    /** The least free bytes of all folders; empty if nothing is written to a disk, or a disk can't be queried. */
    Optional<Long> now() {
        try {
            return folders().stream().map(FreeSpace::in).min(Long::compare);
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /**
     * Requires that there is enough free space.
     *
     * @throws IOException if there is not, or a disk can't be queried
     */
    void require() throws IOException {
        try {
            for (Path folder : folders()) {
                long free = in(folder);
                if (free < least) {
                    throw new IOException(String.format(
                            Locale.ROOT,
                            "%s has %d bytes free, fewer than swath.health.min-free-bytes = %d",
                            folder,
                            free,
                            least));
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private List<Path> folders() {
        return jobs.all().stream()
                .flatMap(job -> Stream.concat(outputs.folder(job).stream(), Stream.of(unfinished.root(job))))
                .distinct()
                .toList();
    }

    /** A folder that does not exist yet will be on the disk of its parent. */
    private static long in(Path folder) {
        Path existing = folder.toAbsolutePath();
        while (!Files.exists(existing)) {
            existing = existing.getParent();
        }
        try {
            return Files.getFileStore(existing).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
