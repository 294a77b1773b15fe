package dev.swath.flow.download;

import dev.swath.flow.store.Outputs;
import dev.swath.job.Job;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The folders of unfinished images: one for each, named by job and file, so that another run finds it again. */
public final class WorkArea {

    /** Stands for a slash in the name of a folder: a percent sign is in no file name. */
    private static final char SLASH = '%';

    private static final int TEMPORARY_NAME = 12;

    private final Outputs outputs;
    private final Optional<Path> work;
    private final Set<Path> taken = ConcurrentHashMap.newKeySet();

    /**
     * @param outputs the folders of the jobs
     * @param work folder of unfinished files, or empty for {@code .work} in the output folder
     */
    public WorkArea(Outputs outputs, Optional<Path> work) {
        this.outputs = outputs;
        this.work = work;
    }

    /** The folder that contains those of all jobs that share it. */
    public Path root(Job job) {
        return work.orElseGet(() -> outputs.folder(job)
                .map(folder -> folder.resolve(".work"))
                .orElseGet(() -> temporary(System.getProperty("user.name"), job.output())));
    }

    /**
     * Where images for an output that is a URI grow. Runs of another user or for another output have a folder of their own: what
     * one of them is working on is not being worked on for the other.
     */
    static Path temporary(String user, String output) {
        String own = Sha256.hex(user + '\n' + output).substring(0, TEMPORARY_NAME);
        return Path.of(System.getProperty("java.io.tmpdir"), "swath-work-" + own);
    }

    /**
     * Takes the folder for the image with this file name.
     *
     * @return empty if it is in use, by this or another process
     */
    Optional<WorkFolder> take(Job job, String fileName) throws IOException {
        return take(root(job).resolve(job.name()).resolve(fileName.replace('/', SLASH)));
    }

    /** The name of the file that grows in a folder, slashes between folders. */
    static String fileName(Path folder) {
        return folder.getFileName().toString().replace(SLASH, '/');
    }

    /** Takes a folder, which may exist already. */
    Optional<WorkFolder> take(Path folder) throws IOException {
        Path key = folder.toAbsolutePath();
        // The lock is not enough: closing a locked file a second time in this process would release the lock.
        if (!taken.add(key)) {
            return Optional.empty();
        }
        Optional<WorkFolder> got = Optional.empty();
        try {
            got = WorkFolder.take(folder, () -> taken.remove(key));
        } finally {
            if (got.isEmpty()) {
                taken.remove(key);
            }
        }
        return got;
    }

    /** Removes a job's empty folders. */
    void removeEmpty(Job job) throws IOException {
        Path root = root(job);
        WorkFolder.removeEmpty(root.resolve(job.name()));
        if (work.isEmpty()) {
            WorkFolder.removeEmpty(root);
        }
    }
}
