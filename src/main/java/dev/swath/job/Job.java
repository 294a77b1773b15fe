package dev.swath.job;

import dev.swath.grid.Fetch;
import dev.swath.grid.Projection;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * One thing to ingest on a schedule.
 *
 * @param name letters, digits, dots, dashes and underscores
 * @param collection Earth Engine id of the image collection
 * @param area where
 * @param start when, as {@link TimeWindow#parse} reads it
 * @param end when, as {@link TimeWindow#parse} reads it
 * @param lookBack period by which a relative start is moved back; empty for none
 * @param filter condition on the properties of the images
 * @param selection which of the listed images are taken up
 * @param spendingLimit what a run may ask of Earth Engine
 * @param bands ids of the bands, in the order of the file
 * @param visualization how bands become a picture; empty for raw bands in their own sample type
 * @param scale side of an output pixel in metres; empty for the band's own
 * @param crs reference system of the output; empty for the band's own
 * @param clip whether pixels outside the area are masked
 * @param outline the border painted on pictures; empty for none, always so for raw bands
 * @param mask how files tell which pixels hold no data
 * @param nodata value of pixels without data; empty for none of the job's own, always so unless mask is {@code NODATA}
 * @param fetch which pixels are asked for
 * @param split how images follow each other
 * @param pageSize images per page of the listing
 * @param tileMaxBytes largest uncompressed reply, with a mask byte per sample
 * @param output folder or Camel producer URI
 * @param fileName how files are called
 * @param sidecars what is written beside each image
 * @param recipients who is told of its runs
 * @param cron Quartz cron expression as written; empty where the job has no schedule
 * @param timeZone of the cron expression
 * @param misfire what becomes of firings that came too late
 */
public record Job(
        String name,
        String collection,
        AreaOfInterest area,
        String start,
        String end,
        Optional<String> lookBack,
        Optional<String> filter,
        Selection selection,
        SpendingLimit spendingLimit,
        List<String> bands,
        Optional<Visualization> visualization,
        OptionalDouble scale,
        Optional<Projection> crs,
        boolean clip,
        Optional<Outline> outline,
        Mask mask,
        OptionalDouble nodata,
        Fetch fetch,
        Split split,
        int pageSize,
        long tileMaxBytes,
        String output,
        FileName fileName,
        WantedSidecars sidecars,
        SummaryRecipients recipients,
        Optional<String> cron,
        ZoneId timeZone,
        Misfire misfire) {

    public Job {
        bands = List.copyOf(bands);
    }

    /**
     * Makes a job of settings.
     *
     * @param name of the job
     * @param settings the value of a setting by its full key, such as {@code swath.scale}; an empty one is not set
     * @throws SettingException at the first setting that can't be obeyed
     */
    public static Job from(String name, Function<String, Optional<String>> settings) {
        return new JobReader(new SettingReader(settings)).read(name, Clock.systemUTC());
    }

    /**
     * The time window of a run that begins now.
     *
     * @throws IllegalArgumentException if it has come to end before it starts
     */
    public TimeWindow timeWindow(Clock clock) {
        return TimeWindow.parse(start, end, lookBack, clock);
    }
}
