package dev.swath.flow.cluster;

import dev.swath.flow.runs.ImageTask;
import dev.swath.flow.runs.Runs;
import dev.swath.flow.runs.SharedRuns;
import dev.swath.ledger.SentImage;
import dev.swath.message.OutcomeMessage;
import dev.swath.run.ImageOutcome;
import dev.swath.run.Run;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the ledger knows of the images of a run that was taken over. Its outcomes are counted first; then the images are listed again, and
 * those that were sent before are not sent twice.
 */
final class ResumedImages {

    private static final Logger LOG = LoggerFactory.getLogger(ResumedImages.class);
    private static final int PAGE = 500;

    private final Runs runs;
    private final SharedRuns shared;

    ResumedImages(Runs runs, SharedRuns shared) {
        this.runs = runs;
        this.shared = shared;
    }

    /** Counts the outcomes that came back before; the other images that were sent wait for theirs. */
    WaitingTasks load(Run run) {
        WaitingTasks waiting = WaitingTasks.ofResumedRun();
        int sent = 0;
        List<SentImage> page = shared.page(run, "", PAGE);
        while (!page.isEmpty()) {
            page.forEach(image -> load(run, image, waiting));
            sent += page.size();
            page = shared.page(run, page.get(page.size() - 1).image(), PAGE);
        }
        LOG.info(
                "run={} goes on here: {} images were sent before, {} of them have no outcome yet",
                run.id(),
                sent,
                waiting.missing().size());
        return waiting;
    }

    private void load(Run run, SentImage image, WaitingTasks waiting) {
        outcome(image.earlier()).ifPresent(earlier -> runs.startedBefore(run, earlier));
        Optional<OutcomeMessage> message = image.outcome().flatMap(ReturnedOutcomes::message);
        Optional<ImageOutcome> outcome = message.flatMap(OutcomeMessage::outcome);
        if (outcome.isPresent()) {
            boolean again = ReturnedOutcomes.isWorthAnother(message.get());
            if (!(again && waiting.leave(outcome.get()))) {
                runs.add(run, Optional.empty(), outcome.get(), false);
            }
        } else if (message.isPresent()) {
            // A worker that was stopped has not begun it.
            shared.unsent(run.id(), image.image());
        } else {
            waiting.expect(image.image(), image.acquired());
        }
    }

    private static Optional<ImageOutcome> outcome(Optional<String> document) {
        return document.flatMap(ReturnedOutcomes::message).flatMap(OutcomeMessage::outcome);
    }

    /** Whether an image that is listed was sent before, so that it needs not be sent now. */
    boolean wasSent(ImageTask task, WaitingTasks waiting) {
        String image = task.image().id();
        Optional<SentImage> before = shared.find(task.run(), image);
        if (before.isEmpty()) {
            return false;
        }
        if (before.get().outcome().isEmpty() && waiting.attach(task)) {
            // One that may not have reached the queue is sent again.
            return before.get().state() != SentImage.State.SENDING;
        }
        waiting.takeLeft(image).ifPresent(outcome -> runs.add(task.run(), Optional.of(task), outcome, true));
        return true;
    }
}
