package dev.swath.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.earthengine.AssetDocument;
import dev.swath.earthengine.ImageAsset;
import dev.swath.job.Job;
import dev.swath.run.Run;
import java.time.Instant;

/**
 * An image of a run for another process to download, with all that it needs for that, secrets apart.
 *
 * @param run the run that listed it
 * @param deadline until when the run may go on
 * @param job what is made of the image
 * @param image as listed
 */
public record TaskMessage(Run run, Instant deadline, SentJob job, ImageAsset image) {

    private static final String TYPE = "swath.image-task";

    /** The message about an image of a job. */
    public static TaskMessage of(Run run, Instant deadline, Job job, ImageAsset image) {
        return new TaskMessage(run, deadline, SentJob.of(job, run, image.feature()), image);
    }

    /** Which image of which run it is about. */
    public TaskIdentity identity() {
        return new TaskIdentity(run.id(), image.id());
    }

    /** The document, JSON in UTF-8. */
    public byte[] toJson() {
        ObjectNode document = Documents.begin(TYPE);
        document.putObject("run")
                .put("id", run.id())
                .put("job", run.job())
                .put("split", run.split())
                .put("started", run.started().toString())
                .put("deadline", deadline.toString());
        document.set("job", job.toJson());
        document.set("image", AssetDocument.write(image));
        return Documents.write(Documents.identify(document, identity()));
    }

    /**
     * Reads a document.
     *
     * @throws UnreadableMessageException if it is not an image task, or of a version that is not known
     */
    public static TaskMessage read(byte[] json) {
        return Documents.read(json, TYPE, "an image task", TaskMessage::of);
    }

    private static TaskMessage of(JsonNode document) {
        JsonNode run = document.path("run");
        TaskMessage task = new TaskMessage(
                new Run(
                        Documents.text(run, "id"),
                        Documents.text(run, "job"),
                        run.path("split").asText("parallel"),
                        Documents.time(run, "started")),
                Documents.time(run, "deadline"),
                SentJob.read(document.path("job")),
                AssetDocument.read(document.path("image")));
        Documents.requireUnaltered(document, task.identity());
        return task;
    }
}
