package dev.swath.earthengine.compute;

import dev.swath.earthengine.Band;
import dev.swath.earthengine.BandSelection;
import dev.swath.earthengine.BandSelectionException;
import dev.swath.earthengine.ImageAsset;
import dev.swath.earthengine.ServiceAssumptions;
import dev.swath.earthengine.expression.Node;
import dev.swath.earthengine.expression.Raster;
import dev.swath.grid.SampleType;
import dev.swath.job.Computing;
import dev.swath.job.Job;
import dev.swath.job.Visualization;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * An image whose pixels Earth Engine computes from those of a stored one.
 *
 * @param asset the image with its computed bands in the place of the stored ones, all of one sample type
 * @param raster its bands in their order, each with its own mask; of any type yet
 * @param source the image that its bands are selected from; empty if one of them is computed
 * @param type of its samples
 * @param whole whether all samples are of that type already, so that a cast changes none
 * @param stored whether its samples are the stored ones, and masked where these are
 * @param repeats whether smaller pixels than those of its bands would only repeat them
 */
public record ComputedImage(
        ImageAsset asset,
        Raster raster,
        Optional<Raster> source,
        SampleType type,
        boolean whole,
        boolean stored,
        boolean repeats) {

    private static final String MASK = "_mask";

    /**
     * Holds the cloud mask of a job against an image.
     *
     * @throws BandSelectionException if the image lacks the band that marks its clouds
     */
    public static void requireClouds(Computing computing, ImageAsset stored) {
        computing.cloudMask().ifPresent(mask -> ClearPixels.requireBands(mask, stored));
    }

    /**
     * What Earth Engine computes for a job from an image; empty if the job wants stored bands as they are.
     *
     * @param job narrowed to a feature if the image is for one
     * @throws BandSelectionException if the image lacks a band, or bands of a formula differ in resolution
     */
    public static Optional<ComputedImage> of(Job job, ImageAsset image) {
        Computing computing = job.computing();
        return computing
                .expression()
                .map(expression -> Optional.of(of(computing, image, ExpressionPixels.of(job, expression, image))))
                .orElseGet(() -> of(computing, image, job.scale().isPresent(), job.computesStoredBands()));
    }

    /**
     * The same for a job without an expression of its own.
     *
     * @param always whether stored bands are computed too
     * @param scaleGiven whether the job sets a pixel size, which allows bands of several resolutions in one formula
     * @throws BandSelectionException if the image lacks a band, or bands of a formula differ in resolution
     */
    public static Optional<ComputedImage> of(
            Computing computing, ImageAsset image, boolean scaleGiven, boolean always) {
        SourcePixels pixels = image.sources().isEmpty()
                ? SourcePixels.of(computing, image, scaleGiven)
                : CompositePixels.of(computing, computing.composite().orElseThrow(), image, scaleGiven);
        return pixels.stored() && computing.type().isEmpty() && !always
                ? Optional.empty()
                : Optional.of(of(computing, image, pixels));
    }

    private static ComputedImage of(Computing computing, ImageAsset image, SourcePixels pixels) {
        SampleType type = computing
                .type()
                .orElseGet(() -> BandSelection.commonType(
                        pixels.bands().stream().map(Band::type).toList()));
        boolean fits = pixels.ranges().stream().allMatch(range -> range.fits(type));
        ImageAsset asset = image.withBands(pixels.bands().stream()
                .map(band -> new Band(band.id(), type, band.grid()))
                .toList());
        boolean stored = pixels.stored() && computing.type().isEmpty();
        return new ComputedImage(asset, pixels.raster(), pixels.source(), type, fits, stored, pixels.repeats());
    }

    /**
     * What the reply to a request holds: the samples of raw bands and after them a mask for each, or red, green and blue of a picture
     * and its mask. Masks are 1 where a sample is valid, and 0 elsewhere. Where an outline is painted, the mask of a picture is 2 where
     * there is data, and 1 where there is only the outline.
     *
     * @param picture how the bands become one; empty for raw bands
     * @param drawing what is drawn on the picture; empty for nothing
     */
    public Node reply(Optional<Visualization> picture, Optional<ServerDrawing> drawing) {
        return (picture.isPresent() ? picture(picture.get(), drawing) : raw()).node();
    }

    /** The types of the bands of such a reply. */
    public List<SampleType> replyTypes(Optional<Visualization> picture) {
        return picture.isPresent()
                ? Collections.nCopies(ServiceAssumptions.VISUALIZED_BANDS + 1, SampleType.UINT8)
                : Collections.nCopies(2 * asset.bands().size(), type);
    }

    private Raster raw() {
        List<Band> bands = asset.bands();
        boolean distinct = bands.stream().map(Band::id).distinct().count() == bands.size();
        List<String> names = IntStream.range(0, bands.size())
                .mapToObj(i -> bands.get(i).id() + MASK + (distinct ? "" : i))
                .toList();
        return samples().unmask(0).cast(type).addBands(mask(raster).cast(type).rename(names));
    }

    private Raster picture(Visualization picture, Optional<ServerDrawing> drawing) {
        List<String> ids = asset.bands().stream().map(Band::id).toList();
        Raster image = source.orElse(raster);
        Raster within = drawing.map(draw -> draw.clipped(image)).orElse(image);
        Raster shown = within.visualize(picture, source.isPresent() ? ids : List.of(), ids.size() == 1);
        Raster data = drawing.map(draw -> draw.clipped(shown)).orElse(shown);
        boolean outlined = drawing.flatMap(ServerDrawing::outline).isPresent();
        Raster drawn = outlined ? drawing.get().painted(data) : data;
        Raster mask = outlined ? colourMask(drawn).binary("add", colourMask(data)) : colourMask(data);
        return drawn.unmask(0)
                .cast(SampleType.UINT8)
                .addBands(mask.cast(SampleType.UINT8).rename(List.of(MASK.substring(1))));
    }

    /** All colours of a picture have the same mask. */
    private static Raster colourMask(Raster picture) {
        return mask(picture.select(Raster.COLOURS.get(0)));
    }

    private static Raster mask(Raster raster) {
        return raster.mask().unmask(0).binary("gt", Raster.constant(0));
    }

    /** Whole numbers are rounded and limited to what their type holds, where they can have other values. */
    private Raster samples() {
        if (type.floating() || whole) {
            return raster;
        }
        ValueRange range = ValueRange.of(type);
        return raster.unary("round").clamp(range.least(), range.most());
    }
}
