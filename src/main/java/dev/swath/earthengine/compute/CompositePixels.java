package dev.swath.earthengine.compute;

import static dev.swath.earthengine.expression.Node.call;

import dev.swath.earthengine.Band;
import dev.swath.earthengine.BandSelectionException;
import dev.swath.earthengine.ImageAsset;
import dev.swath.earthengine.expression.Node;
import dev.swath.earthengine.expression.Raster;
import dev.swath.grid.SampleType;
import dev.swath.job.Composite;
import dev.swath.job.Computing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Many images in one, as an expression. Masked samples do not count; a pixel that is masked in all images stays masked. */
final class CompositePixels {

    private CompositePixels() {}

    /**
     * The bands of a job, composed of those of several images.
     *
     * @param image what is composed, its bands on the grid of the composite
     * @param scaleGiven whether bands of several resolutions may be in one formula
     * @throws BandSelectionException if an image lacks a band, or bands of a formula differ in resolution
     */
    static SourcePixels of(Computing computing, Composite composite, ImageAsset image, boolean scaleGiven) {
        List<ImageAsset> ordered = new ArrayList<>(image.sources());
        if (composite.method() == Composite.Method.LATEST) {
            ordered.sort(Comparator.comparing(ImageAsset::start).thenComparing(ImageAsset::id));
        }
        List<SourcePixels> sources = ordered.stream()
                .map(source -> SourcePixels.of(computing, source, scaleGiven))
                .toList();
        Node images = call(
                "ImageCollection.fromImages",
                "images",
                new Node.Items(
                        sources.stream().map(source -> source.raster().node()).toList()));
        List<ValueRange> ranges = new ArrayList<>();
        List<Band> bands = new ArrayList<>();
        for (int i = 0; i < computing.bands().size(); i++) {
            ValueRange range = range(composite, sources, i);
            ranges.add(range);
            bands.add(new Band(
                    computing.bands().get(i).name(),
                    range.type(),
                    image.bands().get(0).grid()));
        }
        Raster raster = new Raster(composed(composite, images)).rename(computing.bandIds());
        return new SourcePixels(raster, Optional.empty(), bands, ranges, false, false);
    }

    private static Node composed(Composite composite, Node images) {
        return switch (composite.method()) {
            case MEDIAN -> call("reduce.median", "collection", images);
            case MEAN -> call("reduce.mean", "collection", images);
            case MIN -> call("reduce.min", "collection", images);
            case MAX -> call("reduce.max", "collection", images);
            case COUNT -> call("reduce.count", "collection", images);
            case MOSAIC, LATEST -> call("ImageCollection.mosaic", "collection", images);
            case QUALITY ->
                call(
                        "ImageCollection.qualityMosaic",
                        "collection",
                        images,
                        "qualityBand",
                        composite.argument().orElseThrow());
            case PERCENTILE ->
                call(
                        "ImageCollection.reduce",
                        "collection",
                        images,
                        "reducer",
                        call("Reducer.percentile", "percentiles", List.of(percentile(composite))));
        };
    }

    private static Object percentile(Composite composite) {
        double value = Double.parseDouble(composite.argument().orElseThrow());
        return value == Math.rint(value) ? (Object) (long) value : (Object) value;
    }

    private static ValueRange range(Composite composite, List<SourcePixels> sources, int band) {
        return switch (composite.method()) {
            case COUNT -> ValueRange.of(SampleType.UINT16);
            case MEDIAN, MEAN, PERCENTILE -> ValueRange.ofFractions();
            case MIN, MAX, MOSAIC, LATEST, QUALITY ->
                sources.stream()
                        .map(source -> source.ranges().get(band))
                        .reduce(ValueRange::or)
                        .orElseThrow();
        };
    }
}
