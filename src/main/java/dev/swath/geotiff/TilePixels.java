package dev.swath.geotiff;

import dev.swath.grid.Tile;
import dev.swath.grid.Window;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The pixels of one reply as pixels of the output: decoded some rows at a time, and each repeated as often as the tile
 * requires. Serves one thread, which reads windows from top to bottom.
 */
final class TilePixels {
    private static final int USUAL_BYTES = 4 << 20;

    /** Decodes a window of the reply: its samples, and the state of each pixel, see {@link ServiceMask}. */
    interface Decoder {
        PixelBlock read(Window window) throws IOException;
    }

    private final Tile tile;
    private final TiffImage reply;
    private final Decoder decoder;
    private final int pixelBytes;
    private Optional<Window> loaded = Optional.empty();
    private byte[] data = {};
    private byte[] valid = {};

    /** @param pixelBytes bytes of a pixel of the file */
    TilePixels(Tile tile, TiffImage reply, int pixelBytes, Decoder decoder) {
        this.tile = tile;
        this.reply = reply;
        this.decoder = decoder;
        this.pixelBytes = pixelBytes;
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
                fillRow(source, part, pixels, at);
                filled = source;
            }
        }
    }

    /**
     * The reply's own pixels for a window of the output; empty if the window begins or ends within one of them, or extends
     * beyond the reply.
     */
    Optional<PixelBlock> own(Window window) throws IOException {
        int repeat = tile.repeat();
        int column = window.column() - tile.covered().column() + tile.skipColumns();
        int row = window.row() - tile.covered().row() + tile.skipRows();
        boolean whole =
                window.intersection(tile.covered()).filter(window::equals).isPresent()
                        && column % repeat == 0
                        && row % repeat == 0
                        && window.width() % repeat == 0
                        && window.height() % repeat == 0;
        if (!whole) {
            return Optional.empty();
        }
        load(window);
        Window from = loaded.orElseThrow();
        Window part = new Window(
                column / repeat - from.column(),
                row / repeat - from.row(),
                window.width() / repeat,
                window.height() / repeat);
        PixelBlock own = PixelBlock.blank(part.width(), part.height(), pixelBytes, true);
        own.copy(new PixelBlock(from.width(), from.height(), data, valid), part, 0, 0);
        return Optional.of(own);
    }

    /** Decodes the rows that a window needs, and more if that saves decoding the same block of the reply again. */
    private void load(Window part) throws IOException {
        int left = replyColumn(part.column());
        int top = replyRow(part.row());
        int right = replyColumn(part.endColumn() - 1) + 1;
        int bottom = replyRow(part.endRow() - 1) + 1;
        Window needed = new Window(left, top, right - left, bottom - top);
        if (loaded.filter(window ->
                        window.intersection(needed).filter(needed::equals).isPresent())
                .isPresent()) {
            return;
        }
        Window next = isWholeBlocks(needed) ? needed : rows(top, bottom);
        PixelBlock pixels = decoder.read(next);
        data = pixels.data();
        valid = pixels.valid();
        loaded = Optional.of(next);
    }

    private boolean isWholeBlocks(Window window) {
        return window.column() % reply.blockWidth() == 0
                && window.row() % reply.blockHeight() == 0
                && (window.endColumn() % reply.blockWidth() == 0 || window.endColumn() == reply.width())
                && (window.endRow() % reply.blockHeight() == 0 || window.endRow() == reply.height());
    }

    /** All columns of some rows, and of the next rows as far as they are cheap to hold. */
    private Window rows(int top, int bottom) {
        long rowBytes = (long) reply.width() * pixelBytes;
        // The reader decodes whole blocks of the reply, so further rows of the same block cost nothing.
        long affordable = Math.max(USUAL_BYTES / rowBytes, reply.blockHeight());
        int end = (int) Math.min(reply.height(), Math.max(bottom, top + affordable));
        return new Window(0, top, reply.width(), end - top);
    }

    private int replyColumn(int column) {
        return (column - tile.covered().column() + tile.skipColumns()) / tile.repeat();
    }

    private int replyRow(int row) {
        return (row - tile.covered().row() + tile.skipRows()) / tile.repeat();
    }

    private void fillRow(int row, Window part, PixelBlock pixels, int at) {
        Window from = loaded.orElseThrow();
        int repeat = tile.repeat();
        int source = (row - from.row()) * from.width() + replyColumn(part.column()) - from.column();
        if (repeat == 1) {
            System.arraycopy(data, source * pixelBytes, pixels.data(), at * pixelBytes, part.width() * pixelBytes);
            System.arraycopy(valid, source, pixels.valid(), at, part.width());
            return;
        }
        int target = at;
        int end = at + part.width();
        int run = repeat - (part.column() - tile.covered().column() + tile.skipColumns()) % repeat;
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
