package dev.swath.flow.download;

import dev.swath.earthengine.Band;
import dev.swath.earthengine.BandSelection;
import dev.swath.earthengine.BandSelectionException;
import dev.swath.earthengine.ComputePixelsRequest;
import dev.swath.earthengine.GetPixelsRequest;
import dev.swath.earthengine.ImageAsset;
import dev.swath.earthengine.PixelRequest;
import dev.swath.earthengine.compute.ComputedImage;
import dev.swath.earthengine.compute.ServerDrawing;
import dev.swath.geotiff.AreaMask;
import dev.swath.geotiff.ImageAssembly;
import dev.swath.geotiff.ImageDescription;
import dev.swath.geotiff.OutlinePainter;
import dev.swath.geotiff.Zstandard;
import dev.swath.grid.Coverage;
import dev.swath.grid.Fetch;
import dev.swath.grid.OutputGrid;
import dev.swath.grid.ProjectedArea;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import dev.swath.grid.TilePlan;
import dev.swath.job.Job;
import dev.swath.job.Mask;
import dev.swath.job.MaskSource;
import dev.swath.job.Method;
import dev.swath.job.Render;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * What a job requests of an image.
 *
 * @param bands the bands, in the job's order
 * @param types sample type of each band of a reply
 * @param grid the output grid
 * @param area the job's area on that grid
 * @param tiles the requests
 * @param computed the image that Earth Engine computes; empty where stored bands are read
 */
public record ImagePlan(
        BandSelection bands,
        List<SampleType> types,
        OutputGrid grid,
        ProjectedArea area,
        TilePlan tiles,
        Optional<ComputedImage> computed) {

    /**
     * Plans an image.
     *
     * @throws BandSelectionException if the image has no such bands, or they lie on different grids and the job names no
     *     scale
     * @throws IllegalArgumentException if no grid can be laid over it
     */
    public static ImagePlan of(Job job, ImageAsset image) {
        Job own = FeatureFiles.job(job, image);
        return of(own, image, band -> OutputGrids.OnGrid.of(own, band));
    }

    /**
     * The same, on one of these grids of the job.
     *
     * @throws BandSelectionException as above
     * @throws IllegalArgumentException as above
     */
    public static ImagePlan of(Job job, ImageAsset image, OutputGrids grids) {
        Job own = FeatureFiles.job(job, image);
        return of(own, image, band -> grids.of(own, band));
    }

    private static ImagePlan of(Job job, ImageAsset image, Function<RasterGrid, OutputGrids.OnGrid> grids) {
        Optional<ComputedImage> computed = computed(job, image);
        requireMethod(job, computed);
        BandSelection bands = bands(job, image, computed);
        OutputGrids.OnGrid onGrid = grids.apply(bands.grid());
        OutputGrid grid = onGrid.grid();
        ProjectedArea area = onGrid.area();
        List<SampleType> types = computed.map(pixels -> pixels.replyTypes(job.visualization()))
                .orElseGet(() -> bands.replyTypes(job.visualization().isPresent()));
        ProjectedArea asked = isClipped(job) ? area : ProjectedArea.covering(grid.grid());
        Geometry footprint = image.footprint().orElseGet(() -> new GeometryFactory().createPolygon());
        // The border of the area is drawn in pixels of the output.
        Fetch fetch = job.render() == Render.SERVER ? Fetch.AS_ASKED : fetch(bands, computed, job.fetch());
        TilePlan tiles = TilePlan.of(grid, footprint, asked, types, fetch, job.tileMaxBytes());
        return new ImagePlan(bands, types, grid, area, tiles, computed);
    }

    /** What Earth Engine computes; empty where stored bands are read. */
    static Optional<ComputedImage> computed(Job job, ImageAsset image) {
        return ComputedImage.of(job, image);
    }

    /**
     * Holds the method that a job sets against what it wants.
     *
     * @throws IllegalArgumentException if the method can't deliver it
     */
    static void requireMethod(Job job, Optional<ComputedImage> computed) {
        if (job.method() == Method.GET_PIXELS && computed.isPresent()) {
            throw new IllegalArgumentException(
                    "reads stored bands, but some of these are computed; write auto or computePixels");
        }
    }

    /** The bands of the image that the job names, or of the image that Earth Engine computes from it. */
    static BandSelection bands(Job job, ImageAsset image, Optional<ComputedImage> computed) {
        ImageAsset pixels = computed.map(ComputedImage::asset).orElse(image);
        return BandSelection.of(pixels, job.bands(), job.scale().isPresent());
    }

    private static Fetch fetch(BandSelection bands, Optional<ComputedImage> computed, Fetch wanted) {
        boolean repeats = computed.filter(pixels -> !pixels.repeats()).isEmpty();
        return repeats ? bands.fetch(wanted) : Fetch.AS_ASKED;
    }

    /** Whether the image has no pixel in the area: nothing is requested for it. */
    public boolean isEmpty() {
        return tiles.tiles().isEmpty();
    }

    /** How many columns and rows of the output are equal in every band, however they are fetched; 1 where none need be. */
    int repeat() {
        return fetch(bands, computed, Fetch.AUTO) == Fetch.AUTO ? grid.repeat().orElse(1) : 1;
    }

    /** A file that marks no pixel as without data can't be clipped. */
    private static boolean isClipped(Job job) {
        return job.clip() && job.mask().filter(Mask.NONE::equals).isEmpty();
    }

    /** The pixels of the job's area; empty where nothing is clipped. */
    Optional<AreaMask> clip(Job job) {
        return isClipped(job) ? Optional.of(new AreaMask(area, grid, job.clipRule())) : Optional.empty();
    }

    /** The ids of the bands, in the job's order. */
    List<String> bandIds() {
        return ids(bands);
    }

    private static List<String> ids(BandSelection bands) {
        return bands.bands().stream().map(Band::id).toList();
    }

    /** The request for a part of the image. */
    PixelRequest request(Job job, RasterGrid grid) {
        return computed.<PixelRequest>map(image -> new ComputePixelsRequest(
                        job.computing().project(), image.reply(job.visualization(), ServerDrawing.of(job)), grid))
                .orElseGet(() -> new GetPixelsRequest(ids(bands), grid, job.visualization()));
    }

    /**
     * The request for the mask of a band, or of the picture.
     *
     * @param band position of a raw band; of no account for a picture
     * @param grid of a part of the image
     */
    GetPixelsRequest maskRequest(Job job, int band, RasterGrid grid) {
        boolean picture = job.visualization().isPresent();
        return GetPixelsRequest.ofMask(picture ? bandIds() : List.of(bandIds().get(band)), grid);
    }

    /**
     * The requests for masks that follow if every reply makes them necessary: one for each band of each tile, or for each picture,
     * and more where a tile is too large for one.
     */
    public long maskRequests(Job job) {
        return masks(job)
                * tiles.tiles().stream()
                        .mapToLong(tile -> MaskWindows.of(tile.request(), job.tileMaxBytes())
                                .size())
                        .sum();
    }

    /** Uncompressed size of the replies to these requests, in bytes. */
    public long maskBytes(Job job) {
        long pixels = tiles.tiles().stream()
                .mapToLong(
                        tile -> (long) tile.request().width() * tile.request().height())
                .sum();
        return masks(job) * pixels * GetPixelsRequest.MASK_TYPES.size();
    }

    private long masks(Job job) {
        boolean requested = computed.isEmpty()
                && job.mask(types.get(0)) != Mask.NONE
                && (job.maskSource() == MaskSource.AUTO || job.maskSource() == MaskSource.REQUEST);
        long masks = job.visualization().isPresent() ? 1 : bands.bands().size();
        return requested ? masks : 0;
    }

    /** Whether pixels of the image lie well within its footprint, so that some of them should have data. */
    boolean isWithinFootprint(RasterGrid pixels, ImageAsset image) {
        return image.footprint()
                .filter(footprint -> Coverage.holds(footprint, pixels))
                .isPresent();
    }

    /**
     * Requires that samples of the file can have the nodata value of the job.
     *
     * @throws IllegalArgumentException if they can't
     */
    void requireNodata(Job job) {
        ImageDescription.requireNodata(types.get(0), job.nodata());
    }

    /** The file of the image while it grows in a work folder, with these metadata items. */
    ImageAssembly assembly(Job job, ImageAsset image, Map<String, String> metadata, Path workFolder)
            throws IOException {
        boolean picture = job.visualization().isPresent();
        List<String> names = picture && bandIds().size() == 1 ? List.of("red", "green", "blue") : bandIds();
        ImageDescription description = new ImageDescription(
                grid.grid(),
                types.get(0),
                names,
                job.mask(types.get(0)),
                job.nodata(),
                picture,
                metadata,
                repeat(),
                Zstandard.orDeflate(job.compression()),
                picture ? List.of() : BandMeanings.of(job, image));
        boolean drawn = job.render() == Render.SERVER;
        Optional<OutlinePainter> outline = job.outline().map(line -> new OutlinePainter(line, area, grid.grid()));
        if (computed.isEmpty()) {
            return new ImageAssembly(description, clip(job), outline, job.maskSource(), workFolder);
        }
        MaskSource source = computed.get().stored() && !drawn ? job.maskSource() : MaskSource.REQUEST;
        Optional<AreaMask> clip = drawn ? Optional.empty() : clip(job);
        return ImageAssembly.ofMaskedReplies(
                description, clip, outline, source, drawn && job.outline().isPresent(), workFolder);
    }
}
