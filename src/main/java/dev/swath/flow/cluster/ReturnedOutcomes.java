package dev.swath.flow.cluster;

import dev.swath.flow.cluster.WaitingTasks.Waiting;
import dev.swath.flow.runs.NotStarted;
import dev.swath.flow.runs.Runs;
import dev.swath.flow.runs.SharedRuns;
import dev.swath.ledger.SentImage;
import dev.swath.log.LogValue;
import dev.swath.message.OutcomeMessage;
import dev.swath.message.TaskIdentity;
import dev.swath.message.UnreadableMessageException;
import dev.swath.run.ImageOutcome;
import dev.swath.run.OutcomeStatus;
import dev.swath.run.Run;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of an outcome into its run. Whichever scheduler receives it writes it into the ledger; the one that acts for the run adds it to
 * the tally, at once if it is the same one, else when it finds it in the ledger.
 */
final class ReturnedOutcomes {

    private static final Logger LOG = LoggerFactory.getLogger(ReturnedOutcomes.class);
    /** Images that one question to the ledger is about. */
    private static final int BATCH = 500;

    private final Runs runs;
    private final SharedRuns shared;

    ReturnedOutcomes(Runs runs, SharedRuns shared) {
        this.runs = runs;
        this.shared = shared;
    }

    /**
     * An outcome that has come back.
     *
     * @param message what it says
     * @param document as it came, or, if that can't be read, one that says so
     */
    record Returned(OutcomeMessage message, String document) {}

    /**
     * What a document says. If it can't be read, which is logged, its image has failed; empty if nothing says which image that is.
     *
     * @param beside run and image, where the message says them beside its document
     */
    static Optional<Returned> read(byte[] document, Optional<TaskIdentity> beside) {
        try {
            OutcomeMessage message = OutcomeMessage.read(document);
            beside.ifPresent(sent -> sent.require(message.identity()));
            return Optional.of(new Returned(message, new String(document, StandardCharsets.UTF_8)));
        } catch (UnreadableMessageException e) {
            Optional<TaskIdentity> about =
                    beside.or(() -> e.run().flatMap(run -> e.image().map(image -> new TaskIdentity(run, image))));
            LOG.error(
                    "run={} image={} {}",
                    LogValue.of(about.map(TaskIdentity::run).orElse("unknown")),
                    LogValue.of(about.map(TaskIdentity::image).orElse("unknown")),
                    e.getMessage());
            return about.map(identity -> unreadable(identity.run(), identity.image(), e))
                    .map(failed -> new Returned(failed, new String(failed.toJson(), StandardCharsets.UTF_8)));
        }
    }

    private static OutcomeMessage unreadable(String run, String image, UnreadableMessageException e) {
        ImageOutcome outcome =
                ImageOutcome.failed(image, Instant.now(), "the outcome of its worker can't be read: " + e.getMessage());
        return new OutcomeMessage(run, image, Optional.of(outcome), false);
    }

    /**
     * An outcome has come back. One that came before, or whose run has ended, changes nothing.
     *
     * @param here the images of its run, if this process acts for it
     * @throws IllegalStateException if it could not be written into the ledger, and nobody here knows the run: the queue delivers it again
     */
    void take(Returned outcome, Optional<WaitingTasks> here) {
        OutcomeMessage message = outcome.message();
        Optional<Boolean> first = shared.returned(message.run(), message.image(), outcome.document());
        if (first.isEmpty() && here.isEmpty()) {
            throw new IllegalStateException("the outcome of " + message.image()
                    + " could not be written into the ledger, and is taken from the queue again");
        }
        if (first.equals(Optional.of(false))) {
            LOG.info(
                    "run={} image={} has an outcome that nobody waits for: it came before, was never sent, or the run has ended",
                    LogValue.of(message.run()),
                    LogValue.of(message.image()));
            return;
        }
        here.ifPresent(waiting -> add(waiting, message));
    }

    /** Adds the outcomes that other schedulers have received. */
    void collect(Run run, WaitingTasks waiting) {
        List<String> images = waiting.missing().stream()
                .filter(Waiting::recorded)
                .map(Waiting::image)
                .toList();
        for (int from = 0; from < images.size(); from += BATCH) {
            List<String> some = images.subList(from, Math.min(images.size(), from + BATCH));
            shared.returned(run, some).stream()
                    .map(SentImage::outcome)
                    .flatMap(Optional::stream)
                    .flatMap(document -> message(document).stream())
                    .forEach(message -> add(waiting, message));
        }
    }

    /** What is in the ledger was read before it was written there. */
    static Optional<OutcomeMessage> message(String document) {
        return read(document.getBytes(StandardCharsets.UTF_8), Optional.empty()).map(Returned::message);
    }

    private void add(WaitingTasks waiting, OutcomeMessage message) {
        waiting.take(message.image()).ifPresent(sent -> {
            try {
                add(waiting, sent, message);
            } finally {
                waiting.added();
            }
        });
    }

    private void add(WaitingTasks waiting, Waiting sent, OutcomeMessage message) {
        Run run = runs.underWay(message.run()).orElseThrow();
        if (message.outcome().isEmpty()) {
            runs.notStarted(run, new NotStarted(message.image()));
            return;
        }
        ImageOutcome outcome = message.outcome().get();
        boolean again = isWorthAnother(message);
        if (!(again && sent.task().isEmpty() && waiting.leave(outcome))) {
            runs.add(run, sent.task(), outcome, again);
        }
    }

    /** Whether an image failed for a reason that may pass. */
    static boolean isWorthAnother(OutcomeMessage message) {
        return message.temporary()
                && message.outcome()
                        .filter(outcome -> outcome.status() == OutcomeStatus.FAILED)
                        .isPresent();
    }
}
