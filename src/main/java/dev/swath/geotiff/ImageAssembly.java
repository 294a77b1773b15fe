package dev.swath.geotiff;

import dev.swath.grid.RasterGrid;
import dev.swath.grid.Tile;
import dev.swath.grid.Window;
import dev.swath.job.MaskSource;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes the file of one image out of the replies to its tiles. Replies may come in any order and from any thread: the
 * thread that brings one decodes, clips, paints and compresses it. The bytes of the file depend neither on that nor on
 * how the image was cut into tiles.
 *
 * <p>A pixel has data if the service did not mask all its bands ({@link ServiceMask}) and, in a clipped image, it belongs to
 * the area; or if the outline is painted over it. If a reply can't tell, the masks of bands are requested, and the tile is
 * given again together with them.
 */
public final class ImageAssembly implements Closeable {
    private final ImageDescription image;
    private final ServiceMask serviceMask;
    private final Optional<MaskBands> maskBands;
    private final CloudOptimizedGeoTiff file;
    private final PieceMaker maker;
    private final boolean painted;
    private final AtomicBoolean blank = new AtomicBoolean(true);
    private final FilePieces pieces;

    /**
     * Begins a file.
     *
     * @param image what it will hold; its grid is the output grid
     * @param clip the pixels of the area: all others have no data; empty if nothing is clipped
     * @param outline paints a line along the area's border, on pictures only
     * @param source how to find out which samples the service has masked
     * @param workFolder where compressed blocks wait, created if need be
     * @throws IllegalArgumentException if an outline is wanted on an image that is not a picture
     * @throws IOException if the work folder can't be written
     */
    public ImageAssembly(
            ImageDescription image,
            Optional<AreaMask> clip,
            Optional<OutlinePainter> outline,
            MaskSource source,
            Path workFolder)
            throws IOException {
        this(image, clip, outline, source, Optional.empty(), false, workFolder);
    }

    private ImageAssembly(
            ImageDescription image,
            Optional<AreaMask> clip,
            Optional<OutlinePainter> outline,
            MaskSource source,
            Optional<MaskBands> maskBands,
            boolean painted,
            Path workFolder)
            throws IOException {
        if (outline.isPresent() && !image.rgb()) {
            throw new IllegalArgumentException("an outline is painted on pictures of red, green and blue only");
        }
        this.image = image;
        this.serviceMask = new ServiceMask(image, source);
        this.maskBands = maskBands;
        this.painted = painted;
        this.file = new CloudOptimizedGeoTiff(image, workFolder);
        this.maker = new PieceMaker(image, file, clip, outline, painted);
        this.pieces = new FilePieces(file.blockSide());
    }

    /**
     * Begins a file from replies that bring their masks along, as further bands of the same type: one for each band, or one for a
     * picture, 0 where its samples are masked.
     *
     * @param source whether these masks are used, or how else to find out which samples are masked
     * @param painted whether the outline is painted in the replies already: masks are 1 where there is only the outline, and above
     *     where there is data. Then it is painted here only where nothing is requested
     * @throws IllegalArgumentException as above
     * @throws IOException as above
     */
    public static ImageAssembly ofMaskedReplies(
            ImageDescription image,
            Optional<AreaMask> clip,
            Optional<OutlinePainter> outline,
            MaskSource source,
            boolean painted,
            Path workFolder)
            throws IOException {
        boolean used = source == MaskSource.AUTO || source == MaskSource.REQUEST;
        MaskBands bands = new MaskBands(image, used);
        return new ImageAssembly(image, clip, outline, source, Optional.of(bands), painted, workFolder);
    }

    /**
     * Adds the reply to a tile, as far as it is known which of its samples are masked. After a failure, or once missing masks
     * are there, the tile may be given again: pixels already added stay, and the rest is taken from the second reply.
     *
     * @param reply a GeoTIFF of exactly the pixels the tile requests
     * @param masks masks of its bands, as far as they were requested
     * @return the work done, and which masks are missing
     * @throws TiffException if the reply is damaged or holds something else; the next one may be correct
     * @throws MaskConflictException if the file can't store which samples are masked
     * @throws IOException if the work file can't be written
     */
    public Accepted accept(Tile tile, byte[] reply, TileMasks masks) throws IOException {
        try (TiffReader reader = TiffReader.of(reply, mostBytes(tile.request()))) {
            TiffImage image = reader.image();
            boolean named = !this.image.rgb() && maskBands.isEmpty();
            List<String> names = named ? this.image.bandNames() : List.of();
            ReplyCheck.require(image, tile.request(), replyBands(), this.image.type(), names);
            image.geoKeys().ifPresent(file::describe);
            int pixelBytes = this.image.bands() * this.image.type().bytes();
            ReplySource source = new ReplySource(tile, image, serviceMask, maskBands, masks, file, pixelBytes);
            Effort effort = add(tile.window(), source);
            if (painted && source.hasData()) {
                blank.set(false);
            }
            return new Accepted(effort, source.missing(), source.isAllZeros());
        }
    }

    /**
     * What became of a reply.
     *
     * @param effort the work done
     * @param missing bands, counted from 0, whose masks have to be requested before all of the reply can be added; for a
     *     picture, 0 is its only mask
     * @param zeros whether all samples that were read are zero, as masked ones are
     */
    public record Accepted(Effort effort, List<Integer> missing, boolean zeros) {
        public Accepted {
            missing = List.copyOf(missing);
        }
    }

    /** Whether no added pixel has data, apart from a painted outline. */
    public boolean isBlank() {
        return blank.get();
    }

    /**
     * Adds pixels outside the image.
     *
     * @throws IOException if the work file can't be written
     */
    public void blank(Window window) throws IOException {
        add(window, PieceSource.NOTHING);
    }

    /**
     * Writes the file, once every pixel is there; see {@link CloudOptimizedGeoTiff#finish}.
     *
     * @return the same name
     */
    public Path finish(Path name) throws IOException {
        return file.finish(name);
    }

    /** The SHA-256 of the finished file in hexadecimal; see {@link CloudOptimizedGeoTiff#sha256}. */
    public String sha256() {
        return file.sha256();
    }

    /**
     * Keeps the smallest overview that is not smaller than a picture of the file, if it is not too large for memory. To be called
     * before any pixels are added.
     *
     * @param side the longest side of the picture in pixels
     */
    public void keepOverview(int side) {
        file.keepOverview(side);
    }

    /** The overview that was kept, once the file is finished. */
    public Optional<OverviewPixels> overview() {
        return file.overview();
    }

    /** Removes the work files. */
    @Override
    public void close() throws IOException {
        file.close();
    }

    /**
     * The work for one reply, in the thread that brought it.
     *
     * @param decodeSeconds expanding it
     * @param encodeSeconds clipping, painting, compressing and writing its pixels
     */
    public record Effort(double decodeSeconds, double encodeSeconds) {}

    private Effort add(Window whole, PieceSource source) throws IOException {
        long decodeNanos = 0;
        long encodeNanos = 0;
        for (Window window : pieces.left(whole)) {
            long start = System.nanoTime();
            Piece piece = maker.make(window, source);
            long decoded = System.nanoTime();
            decodeNanos += decoded - start;
            piece.clip();
            if (isKnown(piece.pixels(), source)) {
                if (!painted) {
                    piece.paint();
                }
                piece.put(file);
                pieces.done(window);
            }
            encodeNanos += System.nanoTime() - decoded;
        }
        return new Effort(decodeNanos / 1e9, encodeNanos / 1e9);
    }

    /** Whether it is known for each pixel in the area whether it has data. */
    private boolean isKnown(PixelBlock pixels, PieceSource source) {
        boolean known = serviceMask.requireKnown(pixels.valid(), pixel -> source.unknown(pixels, pixel));
        if (known && !painted && pixels.anyValid()) {
            blank.set(false);
        }
        return known;
    }

    /** Twice the requested bytes: a reply that declares somewhat more is refused by its size, one that declares even more is not read. */
    private long mostBytes(RasterGrid request) {
        return 2L
                * request.width()
                * request.height()
                * replyBands()
                * image.type().bytes();
    }

    private int replyBands() {
        return maskBands.map(MaskBands::all).orElse(image.bands());
    }
}
