package dev.swath.flow.download;

import dev.swath.flow.jobs.Jobs;
import dev.swath.flow.runs.RunRecorder;
import dev.swath.flow.store.Outputs;
import dev.swath.job.Job;
import dev.swath.ledger.StoredImage;
import java.util.Locale;
import java.util.Optional;

/**
 * Files of the other jobs. Two jobs that make the same file with different settings would replace each other's at each run, and fetch
 * everything again.
 */
final class OtherJobsFiles {

    private final RunRecorder books;
    private final Jobs jobs;

    /**
     * @param books where stored images are noted
     * @param jobs all jobs, whose files are theirs
     */
    OtherJobsFiles(RunRecorder books, Jobs jobs) {
        this.books = books;
        this.jobs = jobs;
    }

    /**
     * Requires that a file is not one that another job has made of the same image.
     *
     * @throws IllegalArgumentException if it is
     */
    void requireNone(Job job, ImageFile file) {
        String output = Outputs.name(job);
        books.images()
                .find(output, file.name())
                .filter(stored -> stored.image().equals(file.image().id())
                        && !stored.fingerprint().equals(file.fingerprint()))
                .flatMap(stored -> maker(stored, job, file))
                .ifPresent(other -> {
                    throw new IllegalArgumentException(String.format(
                            Locale.ROOT,
                            "%s is the file of the job %s, made with other settings; write {job}/ before swath.file-name in"
                                    + " one of the two jobs, or give it another swath.output",
                            file.name(),
                            other.name()));
                });
    }

    private Optional<Job> maker(StoredImage stored, Job job, ImageFile file) {
        return jobs.beside(job).stream()
                .filter(other -> Outputs.name(other).equals(stored.output())
                        && ImageFile.isMadeBy(other, file.image(), stored.fingerprint()))
                .findFirst();
    }
}
