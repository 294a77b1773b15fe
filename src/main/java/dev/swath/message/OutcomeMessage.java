package dev.swath.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.run.FailedAttempt;
import dev.swath.run.ImageOutcome;
import dev.swath.run.OutcomeStatus;
import dev.swath.run.RequestTiming;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of an image task.
 *
 * @param run id of the run that sent it
 * @param image Earth Engine id of the image
 * @param outcome what happened; empty if the image was not started
 * @param temporary whether the reason of a failure may pass
 */
public record OutcomeMessage(String run, String image, Optional<ImageOutcome> outcome, boolean temporary) {

    private static final String TYPE = "swath.image-outcome";
    private static final String NOT_STARTED = "not-started";

    /** Which image of which run it is about. */
    public TaskIdentity identity() {
        return new TaskIdentity(run, image);
    }

    /** The document, JSON in UTF-8. */
    public byte[] toJson() {
        ObjectNode document = Documents.begin(TYPE);
        document.putObject("run").put("id", run);
        document.put("image", image);
        outcome.ifPresentOrElse(happened -> write(happened, document), () -> document.put("status", NOT_STARTED));
        document.put("temporary", temporary);
        return Documents.write(Documents.identify(document, identity()));
    }

    private static void write(ImageOutcome outcome, ObjectNode document) {
        document.put("status", outcome.status().name().toLowerCase(Locale.ROOT))
                .put("acquired", outcome.acquired().toString());
        outcome.file().ifPresent(file -> document.put("file", file));
        outcome.cause().ifPresent(cause -> document.put("cause", cause));
        document.put("busySeconds", outcome.busySeconds())
                .put("storeSeconds", outcome.storeSeconds())
                .put("bytesReceived", outcome.bytesReceived())
                .put("bytesWritten", outcome.bytesWritten())
                .put("requests", outcome.requests())
                .put("retries", outcome.retries())
                .put("rejected", outcome.rejected())
                .put("resumed", outcome.resumed())
                .put("zeroReplies", outcome.zeroReplies())
                .put("local", outcome.local());
        ArrayNode timings = document.putArray("timings");
        outcome.timings().forEach(timing -> timings.addObject()
                .put("startSeconds", timing.startSeconds())
                .put("waitSeconds", timing.waitSeconds())
                .put("fetchSeconds", timing.fetchSeconds())
                .put("decodeSeconds", timing.decodeSeconds())
                .put("encodeSeconds", timing.encodeSeconds())
                .put("bytes", timing.bytes())
                .put("tries", timing.tries())
                .put("rejected", timing.rejected()));
        ArrayNode failed = document.putArray("failedTries");
        outcome.failedTries().forEach(attempt -> failed.addObject()
                .put("startSeconds", attempt.startSeconds())
                .put("endSeconds", attempt.endSeconds())
                .put("status", attempt.status()));
    }

    /**
     * Reads a document.
     *
     * @throws UnreadableMessageException if it is not an outcome, or of a version that is not known
     */
    public static OutcomeMessage read(byte[] json) {
        return Documents.read(json, TYPE, "an outcome", OutcomeMessage::of);
    }

    private static OutcomeMessage of(JsonNode document) {
        String image = Documents.text(document, "image");
        String status = Documents.text(document, "status");
        OutcomeMessage message = new OutcomeMessage(
                Documents.text(document.path("run"), "id"),
                image,
                status.equals(NOT_STARTED) ? Optional.empty() : Optional.of(outcome(image, status, document)),
                document.path("temporary").asBoolean());
        Documents.requireUnaltered(document, message.identity());
        return message;
    }

    private static ImageOutcome outcome(String image, String status, JsonNode json) {
        List<RequestTiming> timings = new ArrayList<>();
        json.path("timings").forEach(timing -> timings.add(timing(timing)));
        List<FailedAttempt> failed = new ArrayList<>();
        json.path("failedTries")
                .forEach(attempt -> failed.add(new FailedAttempt(
                        attempt.path("startSeconds").asDouble(),
                        attempt.path("endSeconds").asDouble(),
                        attempt.path("status").asInt())));
        return new ImageOutcome(
                image,
                Documents.time(json, "acquired"),
                OutcomeStatus.valueOf(status.toUpperCase(Locale.ROOT)),
                optional(json, "file"),
                optional(json, "cause"),
                json.path("busySeconds").asDouble(),
                json.path("storeSeconds").asDouble(),
                json.path("bytesReceived").asLong(),
                json.path("bytesWritten").asLong(),
                json.path("requests").asInt(),
                json.path("retries").asInt(),
                json.path("rejected").asInt(),
                json.path("resumed").asInt(),
                json.path("zeroReplies").asInt(),
                json.path("local").asBoolean(),
                timings,
                failed);
    }

    private static RequestTiming timing(JsonNode json) {
        return new RequestTiming(
                json.path("startSeconds").asDouble(),
                json.path("waitSeconds").asDouble(),
                json.path("fetchSeconds").asDouble(),
                json.path("decodeSeconds").asDouble(),
                json.path("encodeSeconds").asDouble(),
                json.path("bytes").asInt(),
                json.path("tries").asInt(1),
                json.path("rejected").asInt());
    }

    private static Optional<String> optional(JsonNode json, String field) {
        return Optional.of(json.path(field).asText()).filter(text -> !text.isEmpty());
    }
}
