package dev.swath.earthengine.compute;

import dev.swath.earthengine.AssetName;
import dev.swath.earthengine.Band;
import dev.swath.earthengine.ImageAsset;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import dev.swath.job.Composite;
import dev.swath.job.CompositePeriod;
import dev.swath.job.Job;
import dev.swath.job.TimeWindow;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.union.UnaryUnionOp;

/** Puts the listed images of a job together by the periods of its composite: each is an image of the run with an id of its own. */
public final class CompositeAssets {

    private final Job job;
    private final Composite composite;
    private final TimeWindow window;
    private final boolean endsByItself;

    /**
     * @param job what is composed
     * @param composite how
     * @param window the job's own, whose end may lie within a period
     * @param endsByItself whether that end is an instant that has passed, rather than the time of the run
     */
    public CompositeAssets(Job job, Composite composite, TimeWindow window, boolean endsByItself) {
        this.job = job;
        this.composite = composite;
        this.window = window;
        this.endsByItself = endsByItself;
    }

    /** The beginning of the period in which the window begins: a period is composed whole, whenever the run is. */
    public static Instant start(Job job, Composite composite, Instant start) {
        return composite.period().isWhole()
                ? start
                : composite
                        .period()
                        .start(LocalDate.ofInstant(start, job.timeZone()))
                        .atStartOfDay(job.timeZone())
                        .toInstant();
    }

    /**
     * The composed images, in the order of their periods.
     *
     * @param listed every image of the window, in the order of the listing
     * @param goesOn notified of those that are not composed, because their period has not ended
     */
    public List<ImageAsset> of(List<ImageAsset> listed, Consumer<ImageAsset> goesOn) {
        Map<LocalDate, List<ImageAsset>> periods = new TreeMap<>();
        for (ImageAsset image : listed) {
            periods.computeIfAbsent(period(image.start()), any -> new ArrayList<>())
                    .add(image);
        }
        List<ImageAsset> composed = new ArrayList<>();
        periods.forEach((start, sources) -> {
            ImageAsset image = asset(start, sources);
            if (composite.open() || hasEnded(start)) {
                composed.add(image);
            } else {
                goesOn.accept(image);
            }
        });
        return composed;
    }

    private LocalDate period(Instant acquired) {
        CompositePeriod period = composite.period();
        Instant within = period.isWhole() ? window.start() : acquired;
        return period.start(LocalDate.ofInstant(within, job.timeZone()));
    }

    private boolean hasEnded(LocalDate start) {
        return composite.period().isWhole()
                || endsByItself
                || !instant(composite.period().end(start)).isAfter(window.end());
    }

    private Instant instant(LocalDate day) {
        return day.atStartOfDay(job.timeZone()).toInstant();
    }

    private ImageAsset asset(LocalDate start, List<ImageAsset> sources) {
        String collection = job.source().collection().orElseThrow();
        AssetName name = AssetName.of(collection + "/" + composite.period().label(start) + "/" + composite.label());
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("images", (long) sources.size());
        RasterGrid grid = grid(sources);
        return new ImageAsset(
                name.name(),
                name.id(),
                sources.stream()
                        .map(ImageAsset::updated)
                        .max(Instant::compareTo)
                        .orElseThrow(),
                composite.period().isWhole() ? window.start() : instant(start),
                footprint(sources),
                properties,
                sources.get(0).bands().stream()
                        .map(band -> new Band(band.id(), SampleType.FLOAT32, grid))
                        .toList(),
                Map.of(),
                sources,
                Optional.empty());
    }

    /** All that the images cover; empty if one does not say. */
    static Optional<Geometry> footprint(List<ImageAsset> sources) {
        List<Geometry> footprints =
                sources.stream().flatMap(image -> image.footprint().stream()).toList();
        return footprints.size() == sources.size()
                ? Optional.ofNullable(UnaryUnionOp.union(footprints))
                : Optional.empty();
    }

    /**
     * Pixels over the area in the reference system that the job sets, as large as the smallest of the bands that it names unless it
     * sets a scale: the same for every period, as long as that system does not come from an image.
     */
    private RasterGrid grid(List<ImageAsset> sources) {
        ImageAsset first =
                Collections.min(sources, Comparator.comparing(ImageAsset::start).thenComparing(ImageAsset::id));
        List<RasterGrid> finest = sources.stream().map(this::finest).toList();
        Projection projection = job.crs().orElseGet(() -> projection(first));
        double metres = job.scale().orElseGet(() -> AreaGrid.metres(finest(first)));
        return AreaGrid.of(job.area().geometry(), projection, metres, finest);
    }

    private Projection projection(ImageAsset first) {
        return switch (composite.grid().kind()) {
            case UTM -> AreaGrid.zone(job.area().geometry());
            case FIRST -> finest(first).projection();
            case GIVEN -> composite.grid().projection().orElseThrow();
        };
    }

    private RasterGrid finest(ImageAsset source) {
        return SourcePixels.of(job.computing(), source, true).bands().stream()
                .map(Band::grid)
                .min(Comparator.comparingDouble(AreaGrid::metres))
                .orElseThrow();
    }
}
