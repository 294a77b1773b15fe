package dev.swath.run;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * One run of a job.
 *
 * @param id unique among the runs of all jobs, fit for a file name
 * @param job name of the job
 * @param split {@code parallel} or {@code sequential}
 * @param started when it was triggered
 */
public record Run(String id, String job, String split, Instant started) {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** A run that starts now; its id is the UTC time, to the millisecond, and the job's name. */
    public static Run of(String job, String split, Instant started) {
        return new Run(STAMP.format(started) + "-" + job, job, split, started);
    }
}
