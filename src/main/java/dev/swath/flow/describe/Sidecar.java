package dev.swath.flow.describe;

import dev.swath.job.Job;
import java.io.IOException;

/**
 * A small file that is to lie beside the images of a job, made when it is written.
 *
 * @param job whose output it goes to
 * @param name in the output, slashes between folders
 * @param mediaType of its content
 * @param content makes its bytes
 */
public record Sidecar(Job job, String name, String mediaType, Content content) {

    /** Makes the bytes of a file. */
    @FunctionalInterface
    interface Content {
        byte[] make() throws IOException;
    }
}
