package dev.swath.flow.store;

import dev.swath.job.Job;
import java.io.IOException;

/**
 * @param job the job whose output it goes to
 * @param name in the output, slashes between folders
 * @param mediaType of its content
 * @param replaceable whether a later run makes it again if it is lost, so that a rename need not wait for the disk
 * @param content its content, made when the file is sent
 */
public record OutputFile(Job job, String name, String mediaType, boolean replaceable, Content content) {

    /** A file that is not made again. */
    public OutputFile(Job job, String name, String mediaType, Content content) {
        this(job, name, mediaType, false, content);
    }

    /** The content of a file. */
    @FunctionalInterface
    public interface Content {

        /**
         * Makes the content.
         *
         * @return its bytes, or a {@link java.io.File} with them that the output may move
         * @throws IOException if its source can't be read
         */
        Object make() throws IOException;
    }
}
