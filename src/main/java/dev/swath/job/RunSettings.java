package dev.swath.job;

import static dev.swath.job.Setting.ofJob;
import static dev.swath.job.Setting.ofProcess;

import java.util.List;

/** The settings that say how images are fetched, where they go, and when. */
final class RunSettings {

    /** How images are fetched. */
    static final List<Setting> FETCHING = List.of(
            ofJob(
                    "fetch",
                    "auto requests the band's own pixels where the scale subdivides them and repeats them"
                            + " locally; as-asked requests each output pixel. The files are the same",
                    "auto",
                    "as-asked"),
            ofJob(
                    "split",
                    "Whether a run downloads several images at once (parallel) or one by one (sequential)",
                    "parallel",
                    "sequential"),
            ofProcess("concurrency.images", "Images downloaded at once where split is parallel", "12", "12"),
            ofProcess(
                    "concurrency.sent",
                    "Most images of a run that are sent to workers and have no outcome yet, where download-to is a queue",
                    "100",
                    "1000"),
            ofProcess("concurrency.requests", "Requests in flight at once, over all jobs", "20", "20"),
            ofProcess(
                    "concurrency.bytes",
                    "Most bytes of pixels, uncompressed and over all jobs, of requests in flight and of replies that are not in"
                            + " their file yet; not set: 24 MiB for each processor, 64 MiB at least",
                    "",
                    "536870912"),
            ofJob(
                    "tile.max-bytes",
                    "Largest uncompressed reply in bytes, counting one more byte per sample for Earth Engine's mask",
                    "25165824",
                    "50331648"),
            ofJob("list.page-size", "Images per page of the listing, 1 to 1000", "100", "1000"),
            ofProcess(
                    "retry.attempts",
                    "Attempts after the first, when a request fails for a temporary reason",
                    "5",
                    "5"),
            ofProcess(
                    "retry.delay",
                    "Longest pause before the second attempt; it doubles with each attempt, and the actual pause"
                            + " is random up to it",
                    "1s",
                    "1s"),
            ofProcess(
                    "retry.rounds",
                    "How often a run, at its end, starts images again that failed for a temporary reason; 0 for never",
                    "1",
                    "1"),
            ofProcess(
                    "retry.deliveries",
                    "How often workers take an image from the queue before it is set aside in dead-tasks-to",
                    "5",
                    "5"),
            ofProcess("time-limit.tile", "Longest time for one tile, all attempts and pauses included", "30m", "30m"),
            ofProcess("time-limit.image", "Longest time for one image, from its first request", "2h", "2h"),
            ofProcess("time-limit.run", "Longest time for one run; images left over go to the next run", "23h", "8h"),
            ofProcess("time-limit.progress", "Longest time without progress before a run is ended", "30m", "30m"));

    /** Where images go, and when. */
    static final List<Setting> OUTPUT = List.of(
            ofJob(
                    "output",
                    "Folder; s3://BUCKET/PREFIX, gs://BUCKET/PREFIX or az://CONTAINER/PREFIX; or any Camel producer URI",
                    "output",
                    "/data/swath"),
            ofJob(
                    "file-name",
                    "File name in the output, slashes make folders; placeholders are {id} (last part of the"
                            + " image's id), {job}, {bands}, {date}, {time}, {year}, {month}, {day} (of the acquisition, in"
                            + " UTC), {mgrs}, {spacecraft} and {property:NAME}",
                    FileName.DEFAULT,
                    "{year}/{month}/{date}_{mgrs}_{id}.tif"),
            ofJob(
                    "stac",
                    "Whether a STAC Item is written beside each image, and a Collection of them",
                    "true",
                    "false"),
            ofJob(
                    "stac.url",
                    "Address under which the output can be read, for the self links of Items and Collections; not set: they"
                            + " have none",
                    "",
                    "https://example.org/imagery"),
            ofJob(
                    "quicklook",
                    "Longest side of the quicklook (PNG) beside each image, in pixels, 1024 at most; 0 for none",
                    "512",
                    "256"),
            ofProcess("work", "Folder of unfinished files; not set: .work in the output folder", "", "/var/tmp/swath"),
            ofProcess(
                    "ledger.url",
                    "JDBC URL of the database of runs and stored images; not set: an H2 file in .swath in the output folder",
                    "",
                    "jdbc:postgresql://localhost/swath?user=swath"),
            ofProcess("ledger.user", "User of that database; not set: the one in its URL", "", "swath"),
            ofProcess(
                    "ledger.password", "Password of that user; not set: the one in the URL", "", "a-long-random-word"),
            ofProcess("report", "Whether each run writes an HTML report beside its summary", "true", "false"),
            ofProcess(
                    "runs.keep",
                    "How long summary, report and contact sheet of a run are kept in a folder; the next run of the job removes"
                            + " older ones",
                    "90d",
                    "365d"),
            ofProcess("force", "Whether images that are already stored are fetched again", "false", "true"),
            ofJob(
                    "summary-to",
                    "Camel URIs that get the summary of each run, separated by commas",
                    "",
                    "https://example.org/runs"),
            ofJob(
                    "alert-to",
                    "Camel URIs that get the summary of each run that alert.on names, separated by commas",
                    "",
                    "smtp://mail.example.org?to=ops@example.org&from=swath@example.org"),
            ofJob(
                    "alert.on",
                    "Which runs alert-to gets: failed (an image failed), incomplete (an image failed, or the run ended early),"
                            + " empty (no image matches the job's conditions); several separated by commas",
                    "incomplete",
                    "incomplete,empty"),
            ofProcess(
                    "download-to",
                    "Camel endpoint that downloads an image: a route of this process, or a queue from which workers take images",
                    "direct:download-image",
                    "jms:queue:swath.tasks"),
            ofProcess(
                    "outcomes-to",
                    "Queue of the outcomes that workers send back, where download-to is a queue",
                    "",
                    "jms:queue:swath.outcomes"),
            ofProcess(
                    "dead-tasks-to",
                    "Queue of images that workers can't make sense of, or took too often, where download-to is a queue",
                    "",
                    "jms:queue:swath.dead-tasks"),
            ofProcess(
                    "role",
                    "What this process does where download-to is a queue: scheduler (starts runs), worker (downloads images) or all",
                    "all",
                    "worker"),
            ofProcess("routes", "Folder of the route files", "routes", "routes"),
            ofJob(
                    "cron",
                    "Quartz cron expression: seconds minutes hours day-of-month month day-of-week",
                    "0 0 6 * * ?",
                    "0 30 5 ? * MON"),
            ofJob("time-zone", "Time zone of the cron expression", "UTC", "America/Panama"),
            ofJob(
                    "misfire",
                    "What happens to scheduled runs that come more than a minute late, most often because the"
                            + " run before has not ended: fire-once (one run makes up for them) or skip",
                    "fire-once",
                    "skip"),
            ofJob(
                    "enabled",
                    "Whether the job runs on its schedule and when all jobs are run; a job that is named on the"
                            + " command line always runs",
                    "true",
                    "false"));

    private RunSettings() {}
}
