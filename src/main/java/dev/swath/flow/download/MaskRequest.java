package dev.swath.flow.download;

import dev.swath.earthengine.GetPixelsRequest;
import dev.swath.earthengine.PixelRequest;
import dev.swath.geotiff.TileMasks;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.Tile;
import dev.swath.grid.Window;
import java.io.IOException;
import java.util.List;

/**
 * The request for the mask of a band of a tile, or of a part of it. It takes no bytes of the budget: its tile holds some while it
 * waits for the mask.
 */
public final class MaskRequest extends DownloadRequest {

    private final Tile tile;
    private final TileMasks masks;
    private final int band;
    private final Window window;

    /**
     * @param tile whose reply lacks the mask
     * @param masks of the tile, which the reply is added to
     * @param band counted from 0
     * @param window of the tile's request
     */
    MaskRequest(ImageDownload download, Tile tile, TileMasks masks, int band, Window window) {
        super(download);
        this.tile = tile;
        this.masks = masks;
        this.band = band;
        this.window = window;
    }

    @Override
    PixelRequest pixels() {
        return download().plan().maskRequest(download().job(), band, grid());
    }

    private RasterGrid grid() {
        return tile.request().window(window);
    }

    @Override
    int pixelBytes() {
        return GetPixelsRequest.MASK_TYPES.size();
    }

    @Override
    public Tile use(byte[] reply) throws IOException {
        masks.add(band, window, grid(), reply);
        download().acceptMask(tile, pixels(), reply, timing(reply.length));
        return tile;
    }

    @Override
    public boolean isDivisible() {
        return window.pixels() > 1;
    }

    @Override
    List<MaskRequest> parts() {
        return MaskWindows.parts(window).stream()
                .map(part -> new MaskRequest(download(), tile, masks, band, part))
                .toList();
    }

    @Override
    Kept resume() throws IOException {
        boolean there =
                download().resumeMask(tile, pixels(), mostBytes(), reply -> masks.add(band, window, grid(), reply));
        return there ? Kept.WHOLE : Kept.NOTHING;
    }
}
