package dev.swath.flow.listing;

import dev.swath.earthengine.BandSelectionException;
import dev.swath.earthengine.ImageAsset;
import dev.swath.earthengine.compute.CompositeAssets;
import dev.swath.earthengine.compute.WindowAsset;
import dev.swath.flow.download.FeatureFiles;
import dev.swath.flow.request.Failures;
import dev.swath.flow.runs.ImageTask;
import dev.swath.job.Job;
import dev.swath.job.SettingException;
import dev.swath.job.TimeWindow;
import dev.swath.job.expression.ExpressionFile;
import dev.swath.run.ImageChoice;
import dev.swath.run.LeftOut;
import dev.swath.run.Run;
import dev.swath.run.RunListener;
import dev.swath.run.RunTally;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.CamelExecutionException;

/** Images of a run that are made of its whole listing; there is none where a part of that is missing. */
final class CompositeImages {

    /** Images held at once, about 13 kB each. */
    private static final int MOST_HELD = 10_000;

    private final Job job;
    private final Run run;
    private final RunTally tally;
    private final RunListener listener;
    private final CloudShares clouds;

    /**
     * @param tally where images that are left out are noted
     * @param listener notified of each image
     * @param clouds knows how cloudy listed images are
     */
    CompositeImages(Job job, Run run, RunTally tally, RunListener listener, CloudShares clouds) {
        this.job = job;
        this.run = run;
        this.tally = tally;
        this.listener = listener;
        this.clouds = clouds;
    }

    /**
     * The composites of the listed images, in the order of their periods, or the results of an expression.
     *
     * @param window in which they were listed
     * @throws SettingException if there are too many to be held
     */
    Iterator<ImageTask> of(Iterator<ImageTask> listed, TimeWindow window) {
        List<ImageAsset> sources = sources(listed);
        if (tally.listingFailure().isPresent() || tally.stopped().isPresent()) {
            return List.<ImageTask>of().iterator();
        }
        List<ImageAsset> composed = made(sources, window).stream()
                .flatMap(image -> FeatureFiles.of(job, image).stream())
                .toList();
        composed.forEach(image -> {
            tally.listed();
            listener.listed(run, image.id());
        });
        return composed.stream().map(image -> new ImageTask(run, image)).iterator();
    }

    private List<ImageAsset> made(List<ImageAsset> sources, TimeWindow window) {
        boolean endsByItself = !job.end().strip().toUpperCase(Locale.ROOT).matches("NOW|P.*");
        return job.computing()
                .composite()
                .map(composite -> new CompositeAssets(job, composite, window, endsByItself).of(sources))
                .orElseGet(() -> results(job.computing().expression().orElseThrow(), sources, window));
    }

    private List<ImageAsset> results(ExpressionFile expression, List<ImageAsset> sources, TimeWindow window) {
        if (expression.isOfImage()) {
            return sources.stream()
                    .map(image -> image.madeOf(sources).within(window))
                    .toList();
        }
        return sources.isEmpty() ? List.of() : List.of(WindowAsset.of(job, expression, window, sources));
    }

    private List<ImageAsset> sources(Iterator<ImageTask> listed) {
        ImageChoice choice = new ImageChoice(job.selection(), job.area().geometry());
        List<ImageAsset> held = new ArrayList<>();
        while (listed.hasNext() && tally.listingFailure().isEmpty()) {
            ImageAsset image = listed.next().image();
            if (!choice.covers(image)) {
                leaveOut(image, LeftOut.Reason.MIN_COVERAGE);
                continue;
            }
            if (!isClear(image)) {
                continue;
            }
            if (held.size() == MOST_HELD) {
                boolean composite = job.computing().composite().isPresent();
                throw new SettingException(
                        composite ? "swath.composite" : "swath.expression",
                        composite
                                ? job.computing().composite().get().label()
                                : job.computing().expression().orElseThrow().name(),
                        "needs the whole listing, which has more than " + MOST_HELD
                                + " images; shorten the time from swath.start to swath.end, or narrow swath.filter");
            }
            held.add(image);
        }
        return job.selection().onePerDay()
                ? choice.choose(held, image -> leaveOut(image, LeftOut.Reason.ONE_PER_DAY))
                : held;
    }

    /** Whether an image is clear enough. If that can't be found out, the listing is as good as incomplete. */
    private boolean isClear(ImageAsset image) {
        try {
            Optional<LeftOut.Reason> reason = clouds.against(job, run, tally, image);
            reason.ifPresent(why -> leaveOut(image, why));
            return reason.isEmpty();
        } catch (CamelExecutionException | BandSelectionException e) {
            clouds.over(run)
                    .ifPresentOrElse(
                            tally::stop,
                            () -> tally.listingFailed(
                                    "how cloudy " + image.id() + " is can't be found out: " + Failures.cause(e)));
            return false;
        }
    }

    private void leaveOut(ImageAsset image, LeftOut.Reason reason) {
        LeftOut left = new LeftOut(image.id(), reason);
        tally.leaveOut(left);
        listener.leftOut(run, left);
    }
}
