package dev.swath.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.ledger.FailedImage;
import dev.swath.ledger.RunRecord;
import java.util.List;

/** The ledger's contents as JSON, with the names of the summary: seconds, bytes, instants in ISO 8601 UTC. */
final class LedgerJson {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private LedgerJson() {}

    /** An array with an object for each run. */
    static String ofRuns(List<RunRecord> runs) {
        ArrayNode array = JSON.createArrayNode();
        runs.forEach(run -> run(array.addObject(), run));
        return text(array);
    }

    private static void run(ObjectNode node, RunRecord run) {
        node.put("run", run.run().id());
        node.put("job", run.run().job());
        node.put("status", run.status().toString());
        node.put("split", run.run().split());
        node.put("started", run.run().started().toString());
        run.ended().ifPresent(ended -> node.put("ended", ended.toString()));
        node.put("seen", run.seen().toString());
        node.put("wallSeconds", run.wall().toNanos() / 1e9);
        node.put("host", run.process().host());
        node.put("process", run.process().id());
        run.takenOver().ifPresent(when -> node.put("takenOver", when.toString()));
        node.put("listed", run.counts().listed());
        node.put("stored", run.counts().stored());
        node.put("skipped", run.counts().skipped());
        node.put("empty", run.counts().empty());
        node.put("elsewhere", run.counts().elsewhere());
        node.put("failed", run.counts().failed());
        node.put("notStarted", run.counts().notStarted());
        run.listingFailure().ifPresent(cause -> node.put("listingFailure", cause));
        run.stopped().ifPresent(reason -> node.put("stopped", reason));
        node.put("requests", run.requests());
        node.put("retries", run.retries());
        node.put("rejected", run.rejected());
        node.put("bytesReceived", run.bytesReceived());
        node.put("bytesWritten", run.bytesWritten());
    }

    /** An array with an object for each image. */
    static String ofFailures(List<FailedImage> failures) {
        ArrayNode array = JSON.createArrayNode();
        failures.forEach(failed -> {
            ObjectNode node = array.addObject();
            node.put("job", failed.job());
            node.put("run", failed.run());
            node.put("image", failed.image());
            node.put("acquired", failed.acquired().toString());
            node.put("cause", failed.cause());
        });
        return text(array);
    }

    private static String text(ArrayNode array) {
        try {
            return JSON.writeValueAsString(array);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values could not be written as JSON", e);
        }
    }
}
