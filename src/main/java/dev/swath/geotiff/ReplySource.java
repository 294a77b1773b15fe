package dev.swath.geotiff;

import dev.swath.grid.MaskedSample;
import dev.swath.grid.Tile;
import dev.swath.grid.Window;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** The reply to a tile as a source of pixels, which learns meanwhile what is missing to make use of all of it. */
final class ReplySource implements PieceSource {

    private final TiffImage reply;
    private final ServiceMask serviceMask;
    private final Optional<MaskBands> maskBands;
    private final TileMasks masks;
    private final boolean repeatedAsInFile;
    private final TilePixels pixels;
    private final BitSet missing = new BitSet();
    /** Whether everything that was decoded is zero; empty until something was. */
    private Optional<Boolean> zeros = Optional.empty();

    private boolean anyData;

    /**
     * @param reply to the tile
     * @param serviceMask tells which of its samples are masked
     * @param maskBands the masks that the reply brings along; empty if it does not
     * @param masks those that were asked for
     * @param file the file that the pixels are for
     * @param pixelBytes bytes of a pixel of the file
     */
    ReplySource(
            Tile tile,
            TiffImage reply,
            ServiceMask serviceMask,
            Optional<MaskBands> maskBands,
            TileMasks masks,
            CloudOptimizedGeoTiff file,
            int pixelBytes) {
        this.reply = reply;
        this.serviceMask = serviceMask;
        this.maskBands = maskBands;
        this.masks = masks;
        this.repeatedAsInFile = tile.repeat() == file.repeat();
        this.pixels = new TilePixels(tile, reply, pixelBytes, this::decode);
    }

    private PixelBlock decode(Window window) throws IOException {
        byte[] all = reply.read(window).data();
        byte[] data = maskBands.map(bands -> bands.samples(all, window)).orElse(all);
        zeros = zeros.filter(before -> !before).or(() -> Optional.of(MaskedSample.areAllZero(data)));
        byte[][] shown =
                maskBands.isPresent() ? maskBands.get().masks(all, window) : serviceMask.requested(masks, window);
        anyData |= maskBands.isPresent() && MaskBands.showsData(shown[0]);
        byte[] states = serviceMask.read(data, window, shown, reply.nodata());
        return new PixelBlock(window.width(), window.height(), data, states);
    }

    @Override
    public Optional<PixelBlock> own(Window block) throws IOException {
        return repeatedAsInFile ? pixels.own(block) : Optional.empty();
    }

    @Override
    public void fill(Window piece, PixelBlock into) throws IOException {
        pixels.fill(piece, into);
    }

    @Override
    public void unknown(PixelBlock block, int pixel) {
        serviceMask.addUnknown(block.data(), pixel, masks, reply.nodata(), missing);
    }

    /** The bands, counted from 0, whose masks have to be asked for. */
    List<Integer> missing() {
        return missing.stream().boxed().toList();
    }

    /** Whether something was taken of which the masks say that it is data, and not only painted. */
    boolean hasData() {
        return anyData;
    }

    /** Whether something was taken from the reply, and all of that was zeros. */
    boolean isAllZeros() {
        return zeros.orElse(false);
    }
}
