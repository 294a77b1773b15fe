package dev.swath.flow.store;

import dev.swath.job.Job;
import java.io.IOException;

/**
 * A file on its way to the output of a job: an image, a sidecar, a summary or a report.
 *
 * @param job whose output it goes to
 * @param name in the output, slashes between folders
 * @param mediaType of its content
 * @param replaceable whether a later run makes it again where it is lost, so that a rename need not wait for the disk
 * @param content what is in it, made when the file is sent
 */
public record OutputFile(Job job, String name, String mediaType, boolean replaceable, Content content) {

    /** A file that no later run makes again. */
    public OutputFile(Job job, String name, String mediaType, Content content) {
        this(job, name, mediaType, false, content);
    }

    /** The content of a file. */
    @FunctionalInterface
    public interface Content {

        /**
         * Makes the content.
         *
         * @return its bytes, or a {@link java.io.File} that holds them and that the output may move away
         * @throws IOException if what it is made of can't be read
         */
        Object make() throws IOException;
    }
}
