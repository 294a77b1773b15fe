package dev.swath.geotiff;

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
    private final TileMasks masks;
    private final boolean repeatedAsInFile;
    private final TilePixels pixels;
    private final BitSet missing = new BitSet();

    /**
     * @param reply to the tile
     * @param serviceMask tells which of its samples are masked
     * @param masks those that were asked for
     * @param fileRepeat how often the file repeats a pixel
     */
    ReplySource(Tile tile, TiffImage reply, ServiceMask serviceMask, TileMasks masks, int fileRepeat) {
        this.reply = reply;
        this.serviceMask = serviceMask;
        this.masks = masks;
        this.repeatedAsInFile = tile.repeat() == fileRepeat;
        this.pixels =
                new TilePixels(tile, reply, (data, window) -> serviceMask.read(data, window, masks, reply.nodata()));
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

    /** Whether something was taken from the reply, and all of that was zeros. */
    boolean isAllZeros() {
        return pixels.isAllZeros();
    }
}
