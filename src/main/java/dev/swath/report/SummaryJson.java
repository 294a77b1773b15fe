package dev.swath.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.run.ConcurrencyCurve;
import dev.swath.run.FailedAttempt;
import dev.swath.run.ImageOutcome;
import dev.swath.run.LeftOut;
import dev.swath.run.Percentiles;
import dev.swath.run.RequestTiming;
import dev.swath.run.RunSummary;
import java.util.Locale;

/** A run's summary as JSON: times in seconds, sizes in bytes, instants in ISO 8601 UTC. */
public final class SummaryJson {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private SummaryJson() {}

    /** The summary as one JSON object. */
    public static String of(RunSummary summary) {
        ObjectNode root = JSON.createObjectNode();
        root.put("job", summary.job());
        root.put("run", summary.run());
        root.put("split", summary.split());
        root.put("started", summary.started().toString());
        root.put("ended", summary.ended().toString());
        root.put("listed", summary.listed());
        root.put("stored", summary.stored());
        root.put("skipped", summary.skipped());
        root.put("empty", summary.empty());
        root.put("elsewhere", summary.elsewhere());
        root.put("failed", summary.failed());
        root.put("notStarted", summary.notStarted());
        root.put("startedAgain", summary.startedAgain());
        summary.listingFailure().ifPresent(cause -> root.put("listingFailure", cause));
        summary.noMatch().ifPresent(why -> root.put("noMatch", why));
        summary.stopped().ifPresent(reason -> root.put("stopped", reason));
        root.put("overtaken", summary.overtaken());
        root.put("requests", summary.requests());
        root.put("retries", summary.retries());
        root.put("rejected", summary.rejected());
        root.put("resumed", summary.resumed());
        ObjectNode listing = root.putObject("listing");
        listing.put("requests", summary.listing().requests());
        listing.put("retries", summary.listing().retries());
        listing.put("rejected", summary.listing().rejected());
        root.put("bytesReceived", summary.bytesReceived());
        root.put("bytesWritten", summary.bytesWritten());
        root.put("wallSeconds", summary.wallSeconds());
        root.put("busySeconds", summary.busySeconds());
        root.put("speedUp", summary.speedUp());
        root.put("imagesPerSecond", summary.imagesPerSecond());
        root.put("megabytesPerSecond", summary.megabytesPerSecond());
        ObjectNode steps = root.putObject("steps");
        summary.steps().forEach((name, percentiles) -> step(steps.putObject(name), percentiles));
        concurrency(root.putObject("concurrency"), summary.concurrency());
        ArrayNode images = root.putArray("images");
        summary.images().forEach(image -> image(images.addObject(), image));
        root.put("moreImages", summary.moreImages());
        ArrayNode warnings = root.putArray("warnings");
        summary.suspicious()
                .forEach(image ->
                        warnings.addObject().put("image", image.image()).put("warning", SummaryTable.zeros(image)));
        ArrayNode leftOut = root.putArray("leftOut");
        summary.leftOut()
                .forEach(
                        image -> leftOut.addObject().put("image", image.image()).put("reason", reason(image)));
        root.put("moreLeftOut", summary.allLeftOut() - summary.leftOut().size());
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values could not be written as JSON", e);
        }
    }

    private static String reason(LeftOut image) {
        return image.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void step(ObjectNode node, Percentiles percentiles) {
        node.put("count", percentiles.count());
        node.put("totalSeconds", percentiles.total());
        node.put("p50Seconds", percentiles.p50());
        node.put("p95Seconds", percentiles.p95());
        node.put("maxSeconds", percentiles.max());
    }

    private static void concurrency(ObjectNode node, ConcurrencyCurve curve) {
        node.put("peak", curve.peak());
        node.put("stepSeconds", curve.stepSeconds());
        ArrayNode mean = node.putArray("mean");
        curve.mean().forEach(mean::add);
    }

    private static void image(ObjectNode node, ImageOutcome image) {
        node.put("image", image.image());
        node.put("acquired", image.acquired().toString());
        node.put("status", image.status().name().toLowerCase(Locale.ROOT));
        image.file().ifPresent(file -> node.put("file", file));
        image.cause().ifPresent(cause -> node.put("cause", cause));
        if (image.local()) {
            node.put("local", true);
        }
        node.put("busySeconds", image.busySeconds());
        node.put("storeSeconds", image.storeSeconds());
        node.put("bytesReceived", image.bytesReceived());
        node.put("bytesWritten", image.bytesWritten());
        node.put("requests", image.requests());
        node.put("retries", image.retries());
        node.put("rejected", image.rejected());
        node.put("resumed", image.resumed());
        if (image.zeroReplies() > 0) {
            node.put("zeroReplies", image.zeroReplies());
        }
        ArrayNode timings = node.putArray("timings");
        for (RequestTiming timing : image.timings()) {
            ObjectNode row = timings.addObject();
            row.put("startSeconds", timing.startSeconds());
            row.put("waitSeconds", timing.waitSeconds());
            row.put("fetchSeconds", timing.fetchSeconds());
            row.put("decodeSeconds", timing.decodeSeconds());
            row.put("encodeSeconds", timing.encodeSeconds());
            row.put("bytes", timing.bytes());
            row.put("tries", timing.tries());
            row.put("rejected", timing.rejected());
        }
        if (!image.failedTries().isEmpty()) {
            ArrayNode failed = node.putArray("failedTries");
            image.failedTries().forEach(attempt -> failedTry(failed.addObject(), attempt));
        }
    }

    private static void failedTry(ObjectNode row, FailedAttempt attempt) {
        row.put("startSeconds", attempt.startSeconds());
        row.put("endSeconds", attempt.endSeconds());
        if (attempt.status() > 0) {
            row.put("status", attempt.status());
        }
    }
}
