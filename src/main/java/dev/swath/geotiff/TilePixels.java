package dev.swath.geotiff;

import dev.swath.grid.Tile;
import dev.swath.grid.Window;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The pixels of one reply as pixels of the output: decoded some rows at a time, and each repeated as often as the tile
 * says. Serves one thread, which asks for windows from top to bottom.
 */
final class TilePixels {
    private static final int USUAL_BYTES = 4 << 20;

    private final Tile tile;
    private final TiffImage reply;
    private final ServiceMask mask;
    private final int pixelBytes;
    private int firstRow;
    private int endRow;
    private byte[] data = {};
    private byte[] valid = {};

    TilePixels(Tile tile, TiffImage reply, ServiceMask mask) {
        this.tile = tile;
        this.reply = reply;
        this.mask = mask;
        this.pixelBytes = reply.bands() * reply.type().bytes();
    }

    /** Fills those pixels of a window that the reply covers. */
    void fill(Window window, PixelBlock pixels) throws IOException {
        Optional<Window> covered = window.intersection(tile.covered());
        if (covered.isEmpty()) {
            return;
        }
        Window part = covered.get();
        load(part);
        int length = part.width();
        int filled = -1;
        for (int row = part.row(); row < part.endRow(); row++) {
            int source = replyRow(row);
            int at = (row - window.row()) * window.width() + part.column() - window.column();
            if (source == filled) {
                int above = at - window.width();
                System.arraycopy(
                        pixels.data(), above * pixelBytes, pixels.data(), at * pixelBytes, length * pixelBytes);
                System.arraycopy(pixels.valid(), above, pixels.valid(), at, length);
            } else {
                fillRow((source - firstRow) * reply.width(), part, pixels, at);
                filled = source;
            }
        }
    }

    /** Decodes the rows a window needs, and the next ones while at it, as far as that is cheap to hold. */
    private void load(Window part) throws IOException {
        int first = replyRow(part.row());
        int end = replyRow(part.endRow() - 1) + 1;
        if (first >= firstRow && end <= endRow) {
            return;
        }
        long rowBytes = (long) reply.width() * pixelBytes;
        // The reader decodes a block of the reply as a whole, so that rows of a begun one are free.
        long affordable = Math.max(USUAL_BYTES / rowBytes, reply.blockHeight());
        firstRow = first;
        endRow = (int) Math.min(reply.height(), Math.max(end, first + affordable));
        data = reply.read(new Window(0, firstRow, reply.width(), endRow - firstRow))
                .data();
        valid = mask.read(data);
    }

    private int replyRow(int row) {
        return (row - tile.covered().row() + tile.skipRows()) / tile.repeat();
    }

    private void fillRow(int rowStart, Window part, PixelBlock pixels, int at) {
        int offset = part.column() - tile.covered().column() + tile.skipColumns();
        int repeat = tile.repeat();
        if (repeat == 1) {
            int from = rowStart + offset;
            System.arraycopy(data, from * pixelBytes, pixels.data(), at * pixelBytes, part.width() * pixelBytes);
            System.arraycopy(valid, from, pixels.valid(), at, part.width());
            return;
        }
        int target = at;
        int end = at + part.width();
        int source = rowStart + offset / repeat;
        int run = repeat - offset % repeat;
        while (target < end) {
            int stop = Math.min(end, target + run);
            Arrays.fill(pixels.valid(), target, stop, valid[source]);
            for (; target < stop; target++) {
                for (int b = 0; b < pixelBytes; b++) {
                    pixels.data()[target * pixelBytes + b] = data[source * pixelBytes + b];
                }
            }
            source++;
            run = repeat;
        }
    }
}
