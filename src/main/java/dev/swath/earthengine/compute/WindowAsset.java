package dev.swath.earthengine.compute;

import dev.swath.earthengine.AssetName;
import dev.swath.earthengine.Band;
import dev.swath.earthengine.ImageAsset;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import dev.swath.job.Job;
import dev.swath.job.TimeWindow;
import dev.swath.job.expression.ExpressionFile;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The image that an expression makes of all images of a run: an image of the run with an id of its own. */
public final class WindowAsset {

    private WindowAsset() {}

    /**
     * Such an image: {@code COLLECTION/2024-01-01_2024-02-01/NAME}, with the days of the time window in UTC and the name of the
     * expression's file.
     *
     * @param job that sets a scale
     * @param listed every image of the window, at least one
     */
    public static ImageAsset of(Job job, ExpressionFile expression, TimeWindow window, List<ImageAsset> listed) {
        String collection = job.source().collection().orElseThrow();
        AssetName name = AssetName.of(
                collection + "/" + day(window.start()) + "_" + day(window.end()) + "/" + expression.name());
        Projection projection =
                job.crs().orElseGet(() -> AreaGrid.zone(job.area().geometry()));
        RasterGrid grid =
                AreaGrid.of(job.area().geometry(), projection, job.scale().orElseThrow(), List.of());
        return new ImageAsset(
                        name.name(),
                        name.id(),
                        listed.stream()
                                .map(ImageAsset::updated)
                                .max(Instant::compareTo)
                                .orElseThrow(),
                        window.start(),
                        // Other images may go in than the listed ones.
                        expression.usesCollection() ? CompositeAssets.footprint(listed) : Optional.empty(),
                        Map.of("images", (long) listed.size()),
                        job.bands().stream()
                                .map(band -> new Band(band, SampleType.FLOAT32, grid))
                                .toList(),
                        Map.of())
                .madeOf(listed)
                .within(window);
    }

    private static String day(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }
}
