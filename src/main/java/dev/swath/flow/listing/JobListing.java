package dev.swath.flow.listing;

import dev.swath.earthengine.AssetListing;
import dev.swath.earthengine.compute.CompositeAssets;
import dev.swath.job.Job;
import dev.swath.job.TimeWindow;
import dev.swath.run.Run;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;

/** What a run of a job asks the service to list. */
final class JobListing {

    private JobListing() {}

    /** The time of a job; of a composite from the beginning of a period. */
    static TimeWindow window(Job job, Run run) {
        // Whoever lists the images of a run, at whatever time, lists the same ones.
        TimeWindow window = job.timeWindow(Clock.fixed(run.started(), ZoneOffset.UTC));
        return job.computing()
                .composite()
                .map(composite -> new TimeWindow(CompositeAssets.start(job, composite, window.start()), window.end()))
                .orElse(window);
    }

    /** The images of the job's collection over its area, in a window of time. */
    static AssetListing of(Job job, TimeWindow window) {
        return new AssetListing(
                job.source().collection().orElseThrow(),
                Optional.of(job.area().geoJson()),
                window.start(),
                window.end(),
                job.filter(),
                job.pageSize());
    }
}
