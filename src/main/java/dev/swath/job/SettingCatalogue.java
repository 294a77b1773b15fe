package dev.swath.job;

import java.util.List;
import java.util.stream.Stream;

/** The settings there are: the one place where each is declared. */
final class SettingCatalogue {

    static final List<Setting> SETTINGS = Stream.of(
                    earthEngine(), images(), pixels(), fetching(), output(), watching(), emulator())
            .flatMap(List::stream)
            .toList();

    private SettingCatalogue() {}

    private static List<Setting> earthEngine() {
        return List.of(
                ofProcess(
                        "earth-engine.url",
                        "Where the imagery comes from: the address of an Earth Engine server, or emulator for Swath's own",
                        "emulator",
                        "https://earthengine-highvolume.googleapis.com"),
                ofProcess(
                        "earth-engine.project",
                        "Google Cloud project that is charged for the requests; the real service needs one",
                        "",
                        "my-project"),
                ofProcess(
                        "earth-engine.credentials",
                        "none, application-default, or the path of a service-account key file",
                        "none",
                        "application-default"),
                ofProcess(
                        "earth-engine.impersonate",
                        "Service account to act as, with the credentials above",
                        "",
                        "swath@my-project.iam.gserviceaccount.com"),
                ofProcess("earth-engine.connect-timeout", "Longest time to connect", "10s", "10s"),
                ofProcess(
                        "earth-engine.response-timeout",
                        "Longest silence between two packets of a reply",
                        "330s",
                        "330s"),
                ofProcess("earth-engine.timeout", "Longest time for one request and its reply", "600s", "600s"),
                ofProcess(
                        "earth-engine.min-rate",
                        "Slowest that a reply may arrive, in bytes per second; 0 for any",
                        "1000",
                        "1000"));
    }

    private static List<Setting> images() {
        return List.of(
                ofJob("collection", "Earth Engine id of the image collection", "", "COPERNICUS/S2_SR_HARMONIZED"),
                ofJob(
                        "area",
                        "west,south,east,north in degrees; centre LATITUDE,LONGITUDE side DEGREES; or the path of a"
                                + " GeoJSON file with polygons",
                        "",
                        "centre 8.3958,-82.4350 side 0.09"),
                ofJob(
                        "start",
                        "First instant of the time window: a date, a date and time (UTC unless it says otherwise), a period"
                                + " back from the run such as P30D, or now",
                        "",
                        "P30D"),
                ofJob("end", "End of the time window, itself outside; written as the start is", "now", "2024-07-31"),
                ofJob(
                        "look-back",
                        "Period by which a start that is relative to the run is moved back, for images that Earth Engine"
                                + " receives late",
                        "",
                        "P7D"),
                ofJob(
                        "filter",
                        "Condition on the properties of the images, in Earth Engine's filter language",
                        "",
                        "CLOUDY_PIXEL_PERCENTAGE < 85"),
                ofJob(
                        "min-coverage",
                        "Smallest share of the area that the footprint of an image must cover, 0 to 1",
                        "0",
                        "0.5"),
                ofJob(
                        "one-per-day",
                        "Whether of the images of one day (UTC) and tile the best one alone is taken",
                        "false",
                        "true"),
                ofJob(
                        "order",
                        "Order of the images of a run: listed (as Earth Engine lists them), oldest-first or newest-first",
                        "listed",
                        "newest-first"),
                ofJob(
                        "max-images",
                        "Most images that one run takes up, those that are stored already not counted; not set: all",
                        "",
                        "20"),
                ofJob(
                        "max-requests-per-run",
                        "Requests for pixels that a run may plan; one that needs more ends before the first. Not set: any",
                        "",
                        "5000"),
                ofJob(
                        "max-bytes-per-run",
                        "Uncompressed bytes that a run may plan to ask for; one that needs more ends before the first. Not"
                                + " set: any",
                        "",
                        "50000000000"));
    }

    private static List<Setting> pixels() {
        return List.of(
                ofJob("bands", "Bands in the order of the file, separated by commas", "", "B8,B4,B3"),
                ofJob(
                        "visualization.min",
                        "Value that becomes 0 in a picture: one for all bands, or one for each. Without min and max the bands"
                                + " come raw, in their own sample type",
                        "",
                        "0"),
                ofJob("visualization.max", "Value that becomes 255 in a picture; as many as min", "", "5000"),
                ofJob(
                        "visualization.gamma",
                        "Gamma correction of a picture: 1 for none, above 1 brightens",
                        "1",
                        "1.35"),
                ofJob(
                        "visualization.palette",
                        "Colours of a single band from min to max, separated by commas",
                        "",
                        "000000,ff0000"),
                ofJob("scale", "Side of a pixel in metres; not set: the band's own", "", "2"),
                ofJob(
                        "crs",
                        "Coordinate reference system of the files: native (the band's own), a UTM zone on WGS 84, EPSG:3857 or"
                                + " EPSG:4326",
                        "native",
                        "EPSG:32617"),
                ofJob("clip", "Whether pixels outside the area are masked", "true", "false"),
                ofJob(
                        "outline.color",
                        "Colour of the border of the area in pictures, as #rrggbb or CSS name",
                        "blue",
                        "#ff0000"),
                ofJob("outline.width", "Width of that border in pixels; 0 paints none", "0", "2"),
                ofJob(
                        "mask",
                        "How files tell which pixels hold no data: internal (a 1-bit mask) or nodata (a value); not set:"
                                + " internal for pictures, nodata for raw bands",
                        "",
                        "internal"),
                ofJob(
                        "nodata",
                        "The value of pixels without data where mask is nodata; not set: 0 for integers, NaN for floating point",
                        "",
                        "-9999"));
    }

    private static List<Setting> fetching() {
        return List.of(
                ofJob(
                        "fetch",
                        "auto asks for the band's own pixels where the scale subdivides them and repeats them locally; as-asked"
                                + " asks for each output pixel. The files are the same",
                        "auto",
                        "as-asked"),
                ofJob(
                        "split",
                        "Images of a run: several at once (parallel) or one by one (sequential)",
                        "parallel",
                        "sequential"),
                ofProcess("concurrency.images", "Images downloaded at once where split is parallel", "8", "8"),
                ofProcess("concurrency.requests", "Requests in flight at once, over all jobs", "20", "20"),
                ofJob(
                        "tile.max-bytes",
                        "Largest uncompressed reply in bytes, with one byte per sample more for Earth Engine's mask",
                        "25165824",
                        "50331648"),
                ofJob("list.page-size", "Images per page of the listing, 1 to 1000", "100", "1000"),
                ofProcess("retry.attempts", "Tries after the first one of a request that failed for a while", "5", "5"),
                ofProcess(
                        "retry.delay",
                        "Longest pause before the first of these tries; it doubles with each, and is drawn at random",
                        "1s",
                        "1s"),
                ofProcess("time-limit.tile", "Longest time for one tile, all tries and pauses included", "30m", "30m"),
                ofProcess("time-limit.image", "Longest time for one image, from its first request", "2h", "2h"),
                ofProcess("time-limit.run", "Longest time for one run; what is left is for the next", "23h", "8h"),
                ofProcess(
                        "time-limit.progress",
                        "Longest time in which a run may get no further before it is ended",
                        "30m",
                        "30m"));
    }

    private static List<Setting> output() {
        return List.of(
                ofJob("output", "Folder, or any Camel producer URI", "output", "/data/swath"),
                ofJob(
                        "file-name",
                        "Name of a file in the output, with folders if it holds slashes, made of {id} (last part of the"
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
                        "quicklook",
                        "Longest side of the PNG beside each image, in pixels, 1024 at most; 0 for none",
                        "512",
                        "256"),
                ofProcess(
                        "work",
                        "Folder of unfinished files; not set: .work in the output folder",
                        "",
                        "/var/tmp/swath"),
                ofProcess(
                        "ledger.url",
                        "JDBC URL of the database of runs and stored images; not set: an H2 file in .swath in the output folder",
                        "",
                        "jdbc:postgresql://localhost/swath?user=swath"),
                ofProcess(
                        "report",
                        "Whether each run leaves a report for people, as HTML, beside its summary",
                        "true",
                        "false"),
                ofProcess("force", "Whether images that are stored already are fetched again", "false", "true"),
                ofJob(
                        "summary-to",
                        "Camel URIs that get the summary of each run, separated by commas",
                        "",
                        "https://example.org/runs"),
                ofJob(
                        "alert-to",
                        "Camel URIs that get the summary of a run that failed in part, or ended early, separated by commas",
                        "",
                        "smtp://mail.example.org?to=ops@example.org&from=swath@example.org"),
                ofProcess(
                        "download-to",
                        "Camel endpoint that downloads an image",
                        "direct:download-image",
                        "direct:download-image"),
                ofProcess("routes", "Folder of the route files", "routes", "routes"),
                ofJob(
                        "cron",
                        "Quartz cron expression: seconds minutes hours day-of-month month day-of-week",
                        "0 0 6 * * ?",
                        "0 30 5 ? * MON"),
                ofJob("time-zone", "Time zone of the cron expression", "UTC", "America/Panama"),
                ofJob(
                        "misfire",
                        "What becomes of firings that come more than a minute late, most often since the run before goes on:"
                                + " fire-once (one run makes up for them) or skip",
                        "fire-once",
                        "skip"),
                ofJob(
                        "enabled",
                        "Whether the job runs by its schedule and wherever all jobs run; by its name it always does",
                        "true",
                        "false"),
                ofProcess(
                        "health.port",
                        "Port on which swath run answers whether it is alive and ready; not set: none",
                        "",
                        "8081"),
                ofProcess("health.host", "Address at which it listens there", "127.0.0.1", "0.0.0.0"),
                ofProcess("dashboard.port", "Port of the dashboard of swath run --dashboard", "8088", "80"),
                ofProcess("dashboard.host", "Address at which it listens there", "127.0.0.1", "0.0.0.0"),
                ofProcess(
                        "dashboard.token",
                        "Secret that its buttons ask for; not set: they do nothing",
                        "",
                        "a-long-random-word"));
    }

    private static List<Setting> watching() {
        return List.of(
                ofProcess(
                        "health.min-free-bytes",
                        "Free space, of each folder that is written to, below which the process is not ready; 0 for none",
                        "1000000000",
                        "50000000000"),
                ofProcess("metrics", "Whether the port of health.port answers with metrics too", "true", "false"),
                ofProcess(
                        "tracing.endpoint",
                        "Address of an OpenTelemetry collector that gets the traces of runs, by OTLP over HTTP; not set:"
                                + " none are made",
                        "",
                        "http://localhost:4318"),
                ofProcess("log.format", "How the log is written to standard error: text or json", "text", "json"),
                ofProcess(
                        "log.level",
                        "Level of Swath's own log: error, warn, info, debug or trace; LOGGER=LEVEL after it, separated by"
                                + " commas, for others, root=LEVEL for all others",
                        "info",
                        "info,org.apache.camel=info"));
    }

    private static List<Setting> emulator() {
        return List.of(
                ofProcess("emulator.port", "Port of the emulator; 0 takes a free one", "0", "8080"),
                ofProcess(
                        "emulator.latency",
                        "Time added to each reply, as the way to the real service would",
                        "300ms",
                        "0ms"),
                ofProcess(
                        "emulator.concurrency",
                        "Requests served at once, more are answered 429; not set: no limit",
                        "",
                        "40"),
                ofProcess(
                        "emulator.folder",
                        "Folder of GeoTIFFs to serve as collection users/emulator/FOLDER-NAME",
                        "",
                        "rasters"),
                ofProcess(
                        "emulator.require-token",
                        "Whether requests need a token that the emulator issued",
                        "false",
                        "true"),
                ofProcess(
                        "emulator.faults",
                        "Faults to inject, each with its share of the requests; seed makes them repeatable, the prefixes"
                                + " pixels. and listing. narrow one down; not set: none",
                        "",
                        "429:0.05,pixels.truncate:0.02,seed:7"));
    }

    private static Setting ofProcess(String name, String description, String defaultValue, String example) {
        return new Setting("swath." + name, description, defaultValue, example, false);
    }

    private static Setting ofJob(String name, String description, String defaultValue, String example) {
        return new Setting("swath." + name, description, defaultValue, example, true);
    }
}
