package dev.swath.flow.listing;

import dev.swath.earthengine.ImageAsset;
import dev.swath.earthengine.compute.CompositeAssets;
import dev.swath.earthengine.compute.WindowAsset;
import dev.swath.flow.download.FeatureFiles;
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
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** Images of a run that are made of its whole listing; there is none where a part of that is missing. */
final class CompositeImages {

    private final Job job;
    private final Run run;
    private final RunTally tally;
    private final RunListener listener;
    private final CloudShares clouds;
    private final LeavingOut left;

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
        this.left = new LeavingOut(run, tally, listener);
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
                .map(composite -> new CompositeAssets(job, composite, window, endsByItself)
                        .of(sources, image -> left.add(image, LeftOut.Reason.PERIOD_OPEN)))
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
        HeldImages held = held();
        while (listed.hasNext() && tally.listingFailure().isEmpty()) {
            ImageAsset image = listed.next().image();
            if (!choice.covers(image)) {
                left.add(image, LeftOut.Reason.MIN_COVERAGE);
            } else if (clouds.isClear(job, run, tally, image, tally::listingFailed)) {
                // Where it can't be found out, the listing is as good as incomplete.
                held.add(image);
            }
        }
        return job.selection().onePerDay()
                ? choice.choose(held.all(), image -> left.add(image, LeftOut.Reason.ONE_PER_DAY))
                : held.all();
    }

    private HeldImages held() {
        return job.computing()
                .composite()
                .map(composite -> new HeldImages("swath.composite", composite.label()))
                .orElseGet(() -> new HeldImages(
                        "swath.expression",
                        job.computing().expression().orElseThrow().name()));
    }
}
