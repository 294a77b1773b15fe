package dev.swath.job;

import dev.swath.grid.Fetch;
import dev.swath.grid.ProjectedArea;
import dev.swath.grid.Projection;
import dev.swath.job.expression.ExpressionFile;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Makes a job from settings and reports the first that is not valid. */
final class JobReader {

    private static final String START = "swath.start";
    private static final String END = "swath.end";
    private static final String LOOK_BACK = "swath.look-back";
    private static final String MIN_COVERAGE = "swath.min-coverage";
    private static final String MAX_IMAGES = "swath.max-images";
    private static final String MAX_CLOUD = "swath.max-cloud-in-area";
    private static final String SCALE = "swath.scale";
    private static final String CRS = "swath.crs";
    private static final String MASK = "swath.mask";
    private static final String NODATA = "swath.nodata";
    /** Settings that may be paths. */
    private static final List<String> PATHS =
            List.of("swath.area", "swath.output", "swath.file-name", "swath.expression");

    private final SettingReader settings;

    JobReader(SettingReader settings) {
        this.settings = settings;
    }

    Job read(String name, Clock clock) {
        requireName(name);
        for (String key : PATHS) {
            settings.given(key)
                    .filter(value -> !AreaOfInterest.isGeoJson(value) && !ExpressionFile.isDocument(value))
                    .ifPresent(value -> HostPaths.check(key, value));
        }
        ImageSource source = new SourceReader(settings).read();
        if (source.collection().isPresent()) {
            requireTimeWindow(clock);
        }
        OptionalDouble buffer = settings.number("swath.area.buffer");
        List<AreaFeature> features = settings.parsed("swath.area", text -> AreaOfInterest.features(text, buffer));
        AreaOfInterest area = settings.parsed("swath.area", text -> AreaOfInterest.of(features));
        boolean split = settings.choice("swath.area.split", AreaSplit.class) == AreaSplit.FEATURE;
        FileName fileName = settings.parsed("swath.file-name", FileName::new);
        requireNamedFeatures(fileName, split ? features : List.of());
        Computing computing = new ComputingReader(settings).read(source, area);
        Optional<Visualization> visualization =
                new VisualizationReader(settings).read(computing.bands().size());
        Optional<Mask> mask = mask();
        DeliveryReader delivery = new DeliveryReader(settings);
        Render render = delivery.render(visualization);
        return new Job(
                name,
                source,
                area,
                split ? features : List.of(),
                Optional.empty(),
                settings.text(START).orElse(""),
                settings.required(END),
                settings.text(LOOK_BACK),
                settings.text("swath.filter"),
                selection(source, computing),
                new SpendingLimit(limit(SpendingLimit.REQUESTS), limit(SpendingLimit.BYTES)),
                computing,
                visualization,
                scale(),
                crs(area),
                settings.bool("swath.clip"),
                settings.choice("swath.clip.rule", ClipRule.class),
                visualization.flatMap(picture -> outline()),
                render,
                mask,
                settings.choice("swath.mask.source", MaskSource.class),
                delivery.method(computing, render, visualization),
                mask.filter(Mask.NODATA::equals).isPresent()
                        ? nodata(visualization.isPresent())
                        : OptionalDouble.empty(),
                settings.choice("swath.compression", Compression.class),
                settings.choice("swath.fetch", Fetch.class),
                settings.choice("swath.split", Split.class),
                (int) settings.whole("swath.list.page-size", 1, 1000),
                settings.whole("swath.tile.max-bytes", 1, Long.MAX_VALUE),
                settings.parsed("swath.output", StoreAddress::resolve),
                fileName,
                WantedSidecars.of(settings),
                new SummaryRecipients(
                        recipients(SummaryRecipients.SUMMARY_TO),
                        recipients(SummaryRecipients.ALERT_TO),
                        settings.choices("swath.alert.on", Alert.class)),
                settings.given("swath.cron"),
                settings.parsed("swath.time-zone", JobReader::zone),
                settings.choice("swath.misfire", Misfire.class),
                settings.ofJobs());
    }

    private static void requireName(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            throw new SettingException(
                    "job", name, "is not a job name; use letters, digits, dashes, dots and underscores, 100 at most");
        }
    }

    /** Files of different features must not have the same name. */
    private void requireNamedFeatures(FileName fileName, List<AreaFeature> features) {
        boolean named = fileName.namesFeatures();
        if (named && features.isEmpty()) {
            throw new SettingException(
                    "swath.file-name",
                    fileName.template(),
                    "names a feature, but the job makes one file for the whole area; set swath.area.split=feature");
        }
        if (!named && features.size() > 1) {
            throw new SettingException(
                    "swath.file-name",
                    fileName.template(),
                    "would give the files of all features the same name; add {feature}, or {feature:NAME} for a property");
        }
        Map<String, String> keys = new HashMap<>();
        for (AreaFeature feature : features) {
            String other = keys.putIfAbsent(fileName.featurePart(feature), feature.key());
            if (other != null) {
                throw new SettingException(
                        "swath.file-name",
                        fileName.template(),
                        "would give the files of the features " + other + " and " + feature.key()
                                + " the same name; add {feature}, or a property in which they differ");
            }
        }
    }

    private void requireTimeWindow(Clock clock) {
        Instant now = clock.instant();
        if (settings.text(LOOK_BACK).isPresent()) {
            settings.parsed(LOOK_BACK, text -> TimeWindow.period(text, now));
        }
        Instant start = settings.parsed(START, text -> TimeWindow.start(text, settings.text(LOOK_BACK), now));
        Instant end = settings.parsed(END, text -> TimeWindow.instant(text, now));
        if (!start.isBefore(end)) {
            throw new SettingException(
                    END,
                    settings.required(END),
                    "is not after " + START + " = '" + settings.required(START) + "'; write a later one");
        }
    }

    private Selection selection(ImageSource source, Computing computing) {
        double coverage = settings.number(MIN_COVERAGE).orElse(0);
        if (!(coverage >= 0 && coverage <= 1)) {
            throw new SettingException(
                    MIN_COVERAGE,
                    settings.required(MIN_COVERAGE),
                    "is not a share; write a number from 0 to 1, such as 0.5 for half of the area");
        }
        OptionalInt most = settings.text(MAX_IMAGES).isPresent()
                ? OptionalInt.of((int) settings.whole(MAX_IMAGES, 1, Integer.MAX_VALUE))
                : OptionalInt.empty();
        return new Selection(
                coverage,
                settings.choice("swath.order", Order.class),
                most,
                settings.bool("swath.one-per-day"),
                clouds(source, computing));
    }

    private Optional<CloudLimit> clouds(ImageSource source, Computing computing) {
        if (settings.text(MAX_CLOUD).isEmpty()) {
            return Optional.empty();
        }
        double percent = settings.number(MAX_CLOUD).orElseThrow();
        CloudLimit limit = settings.parsed(MAX_CLOUD, text -> new CloudLimit(percent, computing.cloudMask()));
        source.collections().stream()
                .filter(collection -> limit.mask(collection).isEmpty())
                .findFirst()
                .ifPresent(collection -> {
                    throw new SettingException(
                            MAX_CLOUD,
                            settings.required(MAX_CLOUD),
                            "needs to know what is cloudy, and nothing is known of the clouds of " + collection
                                    + "; set swath.cloud-mask, or leave this empty");
                });
        return Optional.of(limit);
    }

    private OptionalLong limit(String key) {
        return settings.text(key).isPresent()
                ? OptionalLong.of(settings.whole(key, 1, Long.MAX_VALUE))
                : OptionalLong.empty();
    }

    private OptionalDouble scale() {
        OptionalDouble scale = settings.number(SCALE);
        if (scale.isPresent() && !(scale.getAsDouble() > 0)) {
            throw new SettingException(
                    SCALE,
                    settings.required(SCALE),
                    "is not a pixel size; write metres above 0, or nothing for the band's own");
        }
        return scale;
    }

    private Optional<Projection> crs(AreaOfInterest area) {
        String code = settings.required(CRS);
        if (code.equalsIgnoreCase("native")) {
            return Optional.empty();
        }
        try {
            Projection projection = Projection.of(code);
            ProjectedArea.of(area.geometry(), projection);
            return Optional.of(projection);
        } catch (IllegalArgumentException e) {
            throw new SettingException(CRS, code, e.getMessage() + "; or write native for the band's own");
        }
    }

    private Optional<Outline> outline() {
        String key = "swath.outline.width";
        double width = settings.number(key).orElse(0);
        if (width < 0) {
            throw new SettingException(key, settings.required(key), "is below 0; write pixels, 0 for no outline");
        }
        Colour colour = settings.parsed("swath.outline.color", Colour::parse);
        return width == 0 ? Optional.empty() : Optional.of(Outline.of(colour, width));
    }

    /** Whoever sets a nodata value wants it. */
    private Optional<Mask> mask() {
        if (settings.text(MASK).isPresent()) {
            return Optional.of(settings.choice(MASK, Mask.class));
        }
        return settings.text(NODATA).map(value -> Mask.NODATA);
    }

    private OptionalDouble nodata(boolean picture) {
        Optional<String> text = settings.text(NODATA);
        OptionalDouble nodata = text.filter("nan"::equalsIgnoreCase).isPresent()
                ? OptionalDouble.of(Double.NaN)
                : settings.number(NODATA);
        if (picture && nodata.isPresent()) {
            double value = nodata.getAsDouble();
            if (!(value >= 0 && value <= 255 && value == Math.rint(value))) {
                throw new SettingException(
                        NODATA, text.orElseThrow(), "does not fit an 8-bit sample; write a whole number from 0 to 255");
            }
        }
        return nodata;
    }

    private List<String> recipients(String key) {
        return settings.text(key).map(SummaryRecipients::uris).orElse(List.of());
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("is not a time zone; write one such as UTC or America/Panama", e);
        }
    }
}
