package dev.swath.dashboard;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.job.FileName;
import dev.swath.job.Job;
import dev.swath.ledger.RecordedOutcome;
import dev.swath.ledger.RunRecord;
import dev.swath.quicklook.Quicklook;
import dev.swath.run.ImageOutcome;
import dev.swath.run.OutcomeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Runs and images as JSON: times in ISO 8601 (UTC), seconds, bytes; null for missing values. */
final class RunJson {

    private static final String WORKING = "working";
    private static final String RUNNING = "running";

    private RunJson() {}

    /** A run from the ledger. */
    static ObjectNode of(RunRecord record, Optional<Job> job) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("run", record.run().id());
        node.put("job", record.run().job());
        node.put("split", record.run().split());
        node.put("state", record.status().toString());
        node.put("started", record.run().started().toString());
        node.put("ended", record.ended().map(Instant::toString).orElse(null));
        node.put("listed", record.counts().listed());
        node.put("stored", record.counts().stored());
        node.put("skipped", record.counts().skipped());
        node.put("empty", record.counts().empty());
        node.put("elsewhere", record.counts().elsewhere());
        node.put("failed", record.counts().failed());
        node.put("notStarted", record.counts().notStarted());
        node.put("requests", record.requests());
        node.put("retries", record.retries());
        node.put("rejected", record.rejected());
        node.put("bytesReceived", record.bytesReceived());
        node.put("bytesWritten", record.bytesWritten());
        node.put("wallSeconds", record.wall().toMillis() / 1e3);
        node.put("takenOver", record.takenOver().map(Instant::toString).orElse(null));
        node.put("cause", record.listingFailure().or(record::stopped).orElse(null));
        putFiles(node, job, record.run().id());
        return node;
    }

    /** A run in progress. */
    static ObjectNode of(LiveRun live, Instant now) {
        ObjectNode node = live.names();
        node.put("state", RUNNING);
        node.put("started", live.run().started().toString());
        node.putNull("ended");
        live.addCounts(node);
        live.addWork(node);
        node.put("wallSeconds", Duration.between(live.run().started(), now).toMillis() / 1e3);
        node.putNull("takenOver");
        node.putNull("cause");
        putFiles(node, Optional.empty(), live.run().id());
        return node;
    }

    private static void putFiles(ObjectNode node, Optional<Job> job, String run) {
        node.put("report", job.flatMap(of -> report(of, run)).orElse(null));
        node.put(
                "contactSheet",
                job.flatMap(of -> ServedFiles.address(of, "runs/" + run + Quicklook.ENDING))
                        .orElse(null));
    }

    /** The address of the report of a run, if it has one. */
    static Optional<String> report(Job job, String run) {
        return ServedFiles.address(job, "runs/" + run + ".html");
    }

    /** An image of a run from the ledger. */
    static ObjectNode of(RecordedOutcome noted, Optional<Job> job) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("image", noted.image());
        node.put("acquired", noted.acquired().toString());
        node.put("status", text(noted.status()));
        node.put("file", noted.file().orElse(null));
        node.put("seconds", noted.busySeconds());
        node.put("requests", noted.requests());
        node.put("bytesWritten", noted.bytesWritten());
        node.put("cause", noted.cause().orElse(null));
        node.put("quicklook", job.flatMap(of -> quicklook(of, noted.file())).orElse(null));
        node.putNull("tiles");
        node.putNull("tilesFetched");
        return node;
    }

    /** Adds an image of a run in progress to an object. */
    static void putImage(ObjectNode node, Job job, LiveImage image) {
        Optional<ImageOutcome> outcome = image.outcome();
        node.put("image", image.image());
        node.put("acquired", outcome.map(became -> became.acquired().toString()).orElse(null));
        node.put("status", outcome.map(became -> text(became.status())).orElse(WORKING));
        node.put("file", outcome.flatMap(ImageOutcome::file).orElse(null));
        node.put("seconds", outcome.map(ImageOutcome::busySeconds).orElse(null));
        node.put("requests", outcome.map(ImageOutcome::requests).orElse(null));
        node.put("bytesWritten", outcome.map(ImageOutcome::bytesWritten).orElse(null));
        node.put("cause", outcome.flatMap(ImageOutcome::cause).orElse(null));
        node.put(
                "quicklook", quicklook(job, outcome.flatMap(ImageOutcome::file)).orElse(null));
        Optional<LiveImage> planned = Optional.of(image).filter(any -> any.tiles() > 0);
        node.put("tiles", planned.map(LiveImage::tiles).orElse(null));
        node.put("tilesFetched", planned.map(LiveImage::tilesFetched).orElse(null));
    }

    private static Optional<String> quicklook(Job job, Optional<String> file) {
        return file.flatMap(name -> ServedFiles.address(job, FileName.beside(name, Quicklook.ENDING)));
    }

    /** A status as it is written everywhere. */
    static String text(OutcomeStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
