package dev.swath.flow.listing;

import dev.swath.earthengine.ImageAsset;
import dev.swath.flow.download.ImageFile;
import dev.swath.flow.request.Failures;
import dev.swath.flow.runs.ImageTask;
import dev.swath.job.Job;
import dev.swath.job.Order;
import dev.swath.job.SettingException;
import dev.swath.run.ImageChoice;
import dev.swath.run.ImageOutcome;
import dev.swath.run.LeftOut;
import dev.swath.run.Run;
import dev.swath.run.RunListener;
import dev.swath.run.RunTally;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.locationtech.jts.geom.Geometry;

/** The choice among the images of one run, with what it remembers of those before: their file names, and their number. */
final class RunSelection {

    private final Job job;
    private final Run run;
    private final RunTally tally;
    private final RunListener listener;
    private final Predicate<ImageAsset> free;
    private final CloudShares clouds;
    private final LeavingOut left;
    private final ImageChoice choice;
    private final FileNames names = new FileNames();
    private int taken;

    /**
     * @param tally where images that are left out or set aside are noted
     * @param listener notified of them
     * @param free whether nothing is downloaded for an image
     * @param clouds knows how cloudy an image is
     */
    RunSelection(
            Job job, Run run, RunTally tally, RunListener listener, Predicate<ImageAsset> free, CloudShares clouds) {
        this.job = job;
        this.run = run;
        this.tally = tally;
        this.listener = listener;
        this.free = free;
        this.clouds = clouds;
        this.left = new LeavingOut(run, tally, listener);
        Map<String, Geometry> features = new HashMap<>();
        job.features()
                .forEach(feature -> features.put(feature.key(), feature.area().geometry()));
        this.choice = new ImageChoice(job.selection(), job.area().geometry(), features);
    }

    /**
     * The images to download.
     *
     * @param listed in the order of the listing
     * @throws SettingException if the whole listing is needed and holds too many
     */
    Iterator<ImageTask> of(Iterator<ImageTask> listed) {
        Iterator<ImageTask> covering = sieve(listed, this::covers);
        // The best of a day is chosen among those that are clear enough; otherwise no more are asked about than there
        // is room for.
        boolean beforeChoice = job.selection().onePerDay();
        Iterator<ImageTask> candidates = beforeChoice ? sieve(covering, this::isClear) : covering;
        Iterator<ImageTask> chosen =
                job.selection().needsWholeListing() ? choose(candidates).iterator() : candidates;
        Iterator<ImageTask> clear = beforeChoice ? chosen : sieve(chosen, image -> isFull() || isClear(image));
        return sieve(sieve(clear, this::hasItsOwnName), this::hasRoom);
    }

    private Iterator<ImageTask> sieve(Iterator<ImageTask> images, Predicate<ImageAsset> test) {
        return new FilteringIterator<>(
                images, task -> test.test(task.image()), () -> tally.stopped().isEmpty());
    }

    private List<ImageTask> choose(Iterator<ImageTask> listed) {
        boolean ordered = job.selection().order() != Order.LISTED;
        HeldImages held = new HeldImages(
                ordered ? "swath.order" : "swath.one-per-day",
                ordered
                        ? job.selection()
                                .order()
                                .name()
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-')
                        : "true");
        while (listed.hasNext()) {
            held.add(listed.next().image());
        }
        return choice.choose(held.all(), image -> left.add(image, LeftOut.Reason.ONE_PER_DAY)).stream()
                .map(image -> new ImageTask(run, image))
                .toList();
    }

    private boolean covers(ImageAsset image) {
        boolean covers = choice.covers(image);
        if (!covers) {
            left.add(image, LeftOut.Reason.MIN_COVERAGE);
        }
        return covers;
    }

    /** Whether an image is clear enough. Of one for which nothing is downloaded that does not matter, and a composite is made of such. */
    private boolean isClear(ImageAsset image) {
        if (job.selection().clouds().isEmpty() || job.computing().needsListing() || free.test(image)) {
            return true;
        }
        return clouds.isClear(job, run, tally, image, cause -> setAside(image, cause));
    }

    private boolean hasItsOwnName(ImageAsset image) {
        try {
            String name = ImageFile.name(job, image);
            Optional<String> first = names.take(name, image.id());
            first.ifPresent(other -> setAside(
                    image,
                    String.format(
                            Locale.ROOT,
                            "its file would be called %s, as that of %s; add {id} or {time} to swath.file-name",
                            name,
                            other)));
            return first.isEmpty();
        } catch (IllegalArgumentException e) {
            setAside(image, Failures.cause(e));
            return false;
        }
    }

    /** Images that are stored or empty pass: they do not count towards the most images of a run. */
    private boolean hasRoom(ImageAsset image) {
        if (job.selection().maxImages().isEmpty() || free.test(image)) {
            return true;
        }
        boolean room = !isFull();
        if (room) {
            taken++;
        } else {
            left.add(image, LeftOut.Reason.MAX_IMAGES);
        }
        return room;
    }

    private boolean isFull() {
        return job.selection().maxImages().isPresent()
                && taken >= job.selection().maxImages().getAsInt();
    }

    private void setAside(ImageAsset image, String cause) {
        ImageOutcome outcome = ImageOutcome.failed(image.id(), image.start(), cause);
        tally.add(outcome);
        listener.finished(run, outcome);
    }
}
