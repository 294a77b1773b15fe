package dev.swath.job;

import dev.swath.grid.Fetch;
import dev.swath.grid.Projection;
import dev.swath.grid.SampleType;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Something to ingest on a schedule.
 *
 * @param name letters, digits, dots, dashes and underscores
 * @param source where its images come from
 * @param area the area that images are wanted for
 * @param features the parts of the area that get files of their own; empty if one file is for the whole area
 * @param feature the part of the area that this job is narrowed to; empty for the job as a whole
 * @param start start of the time window, as {@link TimeWindow#parse} reads it; empty if the images are named by their ids
 * @param end end of the time window, as {@link TimeWindow#parse} reads it
 * @param lookBack period by which a relative start is moved back; empty for none
 * @param filter condition on the properties of the images
 * @param selection which of the listed images a run downloads
 * @param spendingLimit most that a run may request from Earth Engine
 * @param computing the bands of the file, and what Earth Engine computes for them
 * @param visualization how bands become a picture; empty for raw bands in their own sample type
 * @param scale side of an output pixel in metres; empty for the band's own pixel size
 * @param crs coordinate reference system of the output; empty for the band's own
 * @param clip whether pixels outside the area are masked
 * @param clipRule which pixels along the border of the area belong to it
 * @param outline the border painted on pictures; empty for none, and always empty for raw bands
 * @param render who clips pictures and paints their outline
 * @param mask how files mark pixels without data; empty if the job leaves it to {@link #mask(SampleType)}
 * @param maskSource how to find out which samples are masked
 * @param method which method of Earth Engine delivers the pixels
 * @param nodata value of pixels without data; empty if the job sets none, and always empty unless mask is {@code
 *     NODATA}
 * @param compression of the files
 * @param fetch which pixels are requested
 * @param split whether images are downloaded at once or one by one
 * @param pageSize images per page of the listing
 * @param tileMaxBytes largest uncompressed reply, counting a mask byte per sample
 * @param output folder or Camel producer URI
 * @param fileName template for the names of files
 * @param sidecars the files written beside each image
 * @param recipients who is notified of its runs
 * @param cron Quartz cron expression as written; empty if the job has no schedule
 * @param timeZone of the cron expression
 * @param misfire what happens to scheduled runs that come too late
 * @param settings all that it was made from, by their full keys; an empty text where one is set to nothing
 */
public record Job(
        String name,
        ImageSource source,
        AreaOfInterest area,
        List<AreaFeature> features,
        Optional<AreaFeature> feature,
        String start,
        String end,
        Optional<String> lookBack,
        Optional<String> filter,
        Selection selection,
        SpendingLimit spendingLimit,
        Computing computing,
        Optional<Visualization> visualization,
        OptionalDouble scale,
        Optional<Projection> crs,
        boolean clip,
        ClipRule clipRule,
        Optional<Outline> outline,
        Render render,
        Optional<Mask> mask,
        MaskSource maskSource,
        Method method,
        OptionalDouble nodata,
        Compression compression,
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
        Misfire misfire,
        Map<String, String> settings) {

    public Job {
        features = List.copyOf(features);
        settings = Map.copyOf(settings);
    }

    /**
     * The same job for one feature of its area.
     *
     * @throws IllegalArgumentException if it has no such feature
     */
    public Job ofFeature(String key) {
        AreaFeature part = features.stream()
                .filter(known -> known.key().equals(key))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("the area of the job has no feature " + key + " any more"));
        return with(part.area(), features, Optional.of(part));
    }

    /** The same job for an area that another process has read, with one feature at most. */
    public Job ofArea(AreaFeature whole) {
        return with(whole.area(), features.isEmpty() ? List.of() : List.of(whole), Optional.empty());
    }

    private Job with(AreaOfInterest other, List<AreaFeature> parts, Optional<AreaFeature> part) {
        return new Job(
                name,
                source,
                other,
                parts,
                part,
                start,
                end,
                lookBack,
                filter,
                selection,
                spendingLimit,
                computing,
                visualization,
                scale,
                crs,
                clip,
                clipRule,
                outline,
                render,
                mask,
                maskSource,
                method,
                nodata,
                compression,
                fetch,
                split,
                pageSize,
                tileMaxBytes,
                output,
                fileName,
                sidecars,
                recipients,
                cron,
                timeZone,
                misfire,
                settings);
    }

    /**
     * Makes a job from settings.
     *
     * @param name of the job
     * @throws SettingException at the first setting that is not valid
     */
    public static Job from(String name, SettingReader settings) {
        return new JobReader(settings).read(name, Clock.systemUTC());
    }

    /** Ids of the bands, in the order of the file. */
    public List<String> bands() {
        return computing.bandIds();
    }

    /**
     * How the files of this job mark pixels without data. Where the job leaves it open: a mask for pictures, and for whole
     * numbers of a single band or of 8 bits, all of whose values may be data; else a nodata value, which can differ from band to
     * band.
     *
     * @param type of the samples
     */
    public Mask mask(SampleType type) {
        boolean whole = !type.floating() && (bands().size() == 1 || type.bytes() == 1);
        return mask.orElse(visualization.isPresent() || whole ? Mask.INTERNAL : Mask.NODATA);
    }

    /**
     * Whether pixels are computed that {@code getPixels} could read too, or could read but for the way in which they are shown: masks
     * come in the same reply then.
     */
    public boolean computesStoredBands() {
        return render == Render.SERVER
                || method == Method.COMPUTE_PIXELS
                || (method == Method.AUTO && maskSource == MaskSource.REQUEST)
                || !visualization.map(Visualization::hasOneGamma).orElse(true);
    }

    /**
     * The time window of a run that begins now.
     *
     * @throws IllegalArgumentException if the window would end before it starts
     */
    public TimeWindow timeWindow(Clock clock) {
        return TimeWindow.parse(start, end, lookBack, clock);
    }
}
