package dev.swath.dashboard;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.job.Job;
import dev.swath.run.ImageOutcome;
import dev.swath.run.OutcomeStatus;
import dev.swath.run.Run;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run in progress. Thread-safe. */
final class LiveRun {

    /** The most images that are kept one by one; the counts include all. */
    private static final int MOST_IMAGES = 10_000;

    private final Run run;
    private final Job job;
    private final Map<String, LiveImage> images = new LinkedHashMap<>();
    private final Map<OutcomeStatus, Integer> counts = new EnumMap<>(OutcomeStatus.class);
    private int listed;
    private int requests;
    private int retries;
    private int rejected;
    private long bytesReceived;
    private long bytesWritten;
    private int tilesPlanned;
    private int tilesFetched;
    private boolean changed = true;

    LiveRun(Run run, Job job) {
        this.run = run;
        this.job = job;
    }

    Run run() {
        return run;
    }

    Job job() {
        return job;
    }

    synchronized void listed() {
        listed++;
        changed = true;
    }

    synchronized void planned(String image, int tiles) {
        tilesPlanned += tiles;
        put(image(image).planned(tiles));
    }

    synchronized void fetched(String image) {
        tilesFetched++;
        put(image(image).fetched());
    }

    synchronized LiveImage finished(ImageOutcome outcome) {
        counted(outcome);
        LiveImage finished = image(outcome.image()).finished(outcome);
        put(finished);
        return finished;
    }

    /** Adds an image to the counts only. */
    synchronized void counted(ImageOutcome outcome) {
        counts.merge(outcome.status(), 1, Integer::sum);
        requests += outcome.requests();
        retries += outcome.retries();
        rejected += outcome.rejected();
        bytesReceived += outcome.bytesReceived();
        bytesWritten += outcome.bytesWritten();
        changed = true;
    }

    private LiveImage image(String image) {
        return Optional.ofNullable(images.get(image)).orElseGet(() -> LiveImage.of(image));
    }

    private void put(LiveImage image) {
        changed = true;
        if (images.size() < MOST_IMAGES || images.containsKey(image.image())) {
            images.put(image.image(), image);
        }
    }

    /** The images so far, in the order in which they were started. */
    synchronized List<LiveImage> images() {
        return List.copyOf(images.values());
    }

    /** Whether anything has changed since the last call. */
    synchronized boolean takeChange() {
        boolean was = changed;
        changed = false;
        return was;
    }

    /** The progress of the run. */
    synchronized ObjectNode progress() {
        ObjectNode progress = names();
        progress.put("started", run.started().toString());
        addCounts(progress);
        progress.put("tilesPlanned", tilesPlanned);
        progress.put("tilesFetched", tilesFetched);
        return progress;
    }

    /** Adds the numbers of images. */
    synchronized void addCounts(ObjectNode node) {
        node.put("listed", listed);
        for (OutcomeStatus status : OutcomeStatus.values()) {
            node.put(RunJson.text(status), counts.getOrDefault(status, 0));
        }
    }

    /** Adds the totals of the images that are done. */
    synchronized void addWork(ObjectNode node) {
        node.put("requests", requests);
        node.put("retries", retries);
        node.put("rejected", rejected);
        node.put("bytesReceived", bytesReceived);
        node.put("bytesWritten", bytesWritten);
    }

    /** The fields that every event about this run begins with. */
    ObjectNode names() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("run", run.id())
                .put("job", run.job())
                .put("split", run.split());
    }
}
