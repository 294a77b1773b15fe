package dev.swath.flow.download;

import dev.swath.earthengine.PixelRequest;
import dev.swath.geotiff.ImageAssembly;
import dev.swath.geotiff.TileMasks;
import dev.swath.grid.Tile;
import dev.swath.grid.Window;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The request for the pixels of a tile. */
public final class TileRequest extends DownloadRequest {

    private final Tile tile;
    private final TileMasks masks = new TileMasks();
    /** The reply, until the masks that it lacks are there. */
    private byte[] reply = {};

    private List<Integer> missing = List.of();

    TileRequest(ImageDownload download, Tile tile) {
        super(download);
        this.tile = tile;
    }

    @Override
    PixelRequest pixels() {
        return download().plan().request(download().job(), tile.request());
    }

    @Override
    int pixelBytes() {
        return download().plan().types().stream().mapToInt(type -> type.bytes()).sum();
    }

    /** Its pixels; masks that the reply lacks are requested while it waits, and take little: they have two values. */
    @Override
    public long bytes() {
        return (long) tile.request().width() * tile.request().height() * pixelBytes();
    }

    /** Makes the reply part of the image, as far as it is known which of its samples are masked. */
    @Override
    public Tile use(byte[] bytes) throws IOException {
        lacks(bytes, download().accept(tile, bytes, timing(bytes.length)));
        return tile;
    }

    private void lacks(byte[] bytes, ImageAssembly.Accepted accepted) {
        missing = accepted.missing();
        reply = missing.isEmpty() ? new byte[0] : bytes;
    }

    @Override
    public boolean isDivisible() {
        return TileParts.isDivisible(tile);
    }

    @Override
    List<TileRequest> parts() {
        return TileParts.of(tile).stream()
                .map(part -> new TileRequest(download(), part))
                .toList();
    }

    @Override
    Kept resume() throws IOException {
        if (download().resume(tile, mostBytes(), this::lacks)) {
            return Kept.WHOLE;
        }
        return download().hasPartsOf(tile) ? Kept.PARTS : Kept.NOTHING;
    }

    /** One for each band whose mask is missing, or several where one request can't ask for all of it. */
    @Override
    List<MaskRequest> masks() {
        List<Window> windows = MaskWindows.of(tile.request(), download().job().tileMaxBytes());
        List<MaskRequest> requests = new ArrayList<>();
        for (int band : missing) {
            windows.forEach(window -> requests.add(new MaskRequest(download(), tile, masks, band, window)));
        }
        return requests;
    }

    @Override
    void settle() throws IOException {
        if (!missing.isEmpty()) {
            download().settle(tile, reply, masks);
            lacks(reply, new ImageAssembly.Accepted(new ImageAssembly.Effort(0, 0), List.of(), false));
        }
    }
}
