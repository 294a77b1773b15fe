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
        counts.merge(outcome.status(), 1, Integer::sum);
        LiveImage finished = image(outcome.image()).finished(outcome);
        put(finished);
        return finished;
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
        List<ImageOutcome> done = images.values().stream()
                .flatMap(image -> image.outcome().stream())
                .toList();
        node.put("requests", done.stream().mapToInt(ImageOutcome::requests).sum());
        node.put("retries", done.stream().mapToInt(ImageOutcome::retries).sum());
        node.put("rejected", done.stream().mapToInt(ImageOutcome::rejected).sum());
        node.put(
                "bytesReceived",
                done.stream().mapToLong(ImageOutcome::bytesReceived).sum());
        node.put(
                "bytesWritten",
                done.stream().mapToLong(ImageOutcome::bytesWritten).sum());
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
