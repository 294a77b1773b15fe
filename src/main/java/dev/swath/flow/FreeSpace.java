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

/** What is free on the disks of the folders that are written to: outputs that are folders, and unfinished files. */
final class FreeSpace {

    private final Jobs jobs;
    private final Outputs outputs;
    private final WorkArea unfinished;
    private final long least;

    /**
     * @param jobs whose outputs count
     * @param outputs where their files go
     * @param unfinished where they grow
     * @param least free bytes that there are to be in each folder; 0 for any
     */
    FreeSpace(Jobs jobs, Outputs outputs, WorkArea unfinished, long least) {
        this.jobs = jobs;
        this.outputs = outputs;
        this.unfinished = unfinished;
        this.least = least;
    }

    /** Free bytes that there are to be in each folder; 0 for any. */
    long least() {
        return least;
    }

    /** Free bytes where they are fewest; empty where nothing is written to a disk, or a disk can't be asked. */
    Optional<Long> now() {
        try {
            return folders().stream().map(FreeSpace::in).min(Long::compare);
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /**
     * Requires that there is enough of it.
     *
     * @throws IOException if a disk can't be asked
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

    /** A folder that is not made yet will be on the disk of the one above. */
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
