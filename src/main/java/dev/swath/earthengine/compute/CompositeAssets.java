package dev.swath.earthengine.compute;

import dev.swath.earthengine.AssetName;
import dev.swath.earthengine.Band;
import dev.swath.earthengine.ImageAsset;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.ProjectedArea;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.union.UnaryUnionOp;

/** Puts the listed images of a job together by the periods of its composite: each is an image of the run with an id of its own. */
public final class CompositeAssets {

    private static final double METRES_PER_DEGREE = 111_320;

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
     */
    public List<ImageAsset> of(List<ImageAsset> listed) {
        Map<LocalDate, List<ImageAsset>> periods = new TreeMap<>();
        for (ImageAsset image : listed) {
            periods.computeIfAbsent(period(image.start()), any -> new ArrayList<>())
                    .add(image);
        }
        List<ImageAsset> composed = new ArrayList<>();
        periods.forEach((start, sources) -> {
            if (composite.open() || hasEnded(start)) {
                composed.add(asset(start, sources));
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
        RasterGrid grid = grid(sources.get(0));
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
                sources);
    }

    /** All that the images cover; empty if one does not say. */
    private static Optional<Geometry> footprint(List<ImageAsset> sources) {
        List<Geometry> footprints =
                sources.stream().flatMap(image -> image.footprint().stream()).toList();
        return footprints.size() == sources.size()
                ? Optional.ofNullable(UnaryUnionOp.union(footprints))
                : Optional.empty();
    }

    /** Pixels over the area: those that the job sets, else in the area's UTM zone with the size of the finest band that it names. */
    private RasterGrid grid(ImageAsset source) {
        Projection projection = job.crs().orElseGet(this::zone);
        double metres = job.scale().orElseGet(() -> pixel(source));
        double side = projection.isGeographic() ? metres / METRES_PER_DEGREE : metres;
        Envelope bounds = ProjectedArea.of(job.area().geometry(), projection).bounds();
        double left = Math.floor(bounds.getMinX() / side) * side;
        double top = Math.ceil(bounds.getMaxY() / side) * side;
        return new RasterGrid(
                projection,
                new AffineTransform(side, 0, left, 0, -side, top),
                Math.max(1, (int) Math.ceil((bounds.getMaxX() - left) / side)),
                Math.max(1, (int) Math.ceil((top - bounds.getMinY()) / side)));
    }

    private Projection zone() {
        Coordinate centre = job.area().geometry().getEnvelopeInternal().centre();
        int zone = Math.min(60, (int) Math.floor((centre.x + 180) / 6) + 1);
        return Projection.of(String.format(Locale.ROOT, "EPSG:%d%02d", centre.y < 0 ? 327 : 326, zone));
    }

    private double pixel(ImageAsset source) {
        List<Band> named = SourcePixels.of(job.computing(), source, true).bands();
        return named.stream()
                .map(Band::grid)
                .mapToDouble(grid -> Math.abs(grid.transform().scaleX())
                        * (grid.projection().isGeographic() ? METRES_PER_DEGREE : 1))
                .min()
                .orElseThrow();
    }
}
