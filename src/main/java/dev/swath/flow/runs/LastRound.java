package dev.swath.flow.runs;

import dev.swath.run.ImageOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The images of a run that failed for a temporary reason, and are started again at its end. Thread-safe; of so many images that
 * memory may be short, those that fail later keep their first outcome.
 */
final class LastRound {

    /** More than these fail where the service is down, which no last round helps. */
    private static final int MOST = 10_000;

    private final int rounds;
    private final Map<String, Postponed> postponed = new LinkedHashMap<>();
    private final Map<String, ImageOutcome> before = new LinkedHashMap<>();
    private int begun;

    /**
     * An image that waits.
     *
     * @param task what is to be done
     * @param outcome what came of it so far
     */
    private record Postponed(ImageTask task, ImageOutcome outcome) {}

    /** So many rounds at most. */
    LastRound(int rounds) {
        this.rounds = rounds;
    }

    /** Whether an image is started again, so that this outcome is not its last. */
    synchronized boolean postpone(ImageTask task, ImageOutcome outcome) {
        if (begun == rounds || postponed.size() == MOST) {
            return false;
        }
        postponed.put(outcome.image(), new Postponed(task, outcome));
        return true;
    }

    /** What came of an image that another process has started again. */
    synchronized void startedBefore(ImageOutcome outcome) {
        before.put(outcome.image(), outcome);
    }

    /** The images of the next round. */
    synchronized List<ImageTask> begin() {
        begun++;
        List<ImageTask> tasks = new ArrayList<>();
        postponed.forEach((image, waiting) -> {
            before.put(image, waiting.outcome());
            tasks.add(waiting.task());
        });
        postponed.clear();
        return tasks;
    }

    /** The outcomes of those that are not started again after all. */
    synchronized List<ImageOutcome> giveUp() {
        List<ImageOutcome> outcomes =
                postponed.values().stream().map(Postponed::outcome).toList();
        postponed.clear();
        return outcomes;
    }

    /** What came of an image in an earlier round, once. */
    synchronized Optional<ImageOutcome> takeBefore(String image) {
        return Optional.ofNullable(before.remove(image));
    }
}
