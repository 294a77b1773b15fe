package dev.swath.flow.runs;

import dev.swath.flow.request.Failures;
import dev.swath.run.ImageOutcome;
import dev.swath.run.Run;
import dev.swath.run.RunTally;
import java.util.Optional;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;

/** Adds the outcome of each image that has one by now to the tally of its run; the result's body is the run. */
public final class RunSummaryAggregation implements AggregationStrategy {

    private final Runs runs;

    /** An aggregation into the tallies of these runs. */
    public RunSummaryAggregation(Runs runs) {
        this.runs = runs;
    }

    @Override
    public Exchange aggregate(Exchange summed, Exchange image) {
        Run run = image.getVariable("run", Run.class);
        if (image.getException() == null && image.getMessage().getBody() instanceof NotStarted notStarted) {
            runs.notStarted(run, notStarted);
        } else if (image.getException() != null || !(image.getMessage().getBody() instanceof Sent)) {
            runs.add(
                    run,
                    Optional.ofNullable(image.getVariable("task", ImageTask.class)),
                    outcome(image, runs.tally(run)),
                    image.getVariable("temporary", false, Boolean.class));
        }
        if (summed != null) {
            return summed;
        }
        // A fresh exchange: one whose failure was handled would end the route silently.
        Exchange result = new DefaultExchange(image.getContext());
        result.getMessage().setBody(run);
        return result;
    }

    private static ImageOutcome outcome(Exchange image, RunTally tally) {
        Object body = image.getMessage().getBody();
        if (image.getException() == null && body instanceof ImageOutcome outcome) {
            return outcome;
        }
        String cause = image.getException() == null
                ? "swath.download-to did not return an outcome"
                : Failures.cause(image.getException());
        return body instanceof ImageTask task
                ? ImageOutcome.failed(task.image().id(), task.image().start(), cause)
                : ImageOutcome.failed("unknown image", tally.run().started(), cause);
    }
}
