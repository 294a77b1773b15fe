package dev.swath.geotiff;

import dev.swath.grid.Window;
import java.io.Closeable;
import java.io.IOException;
import java.util.OptionalDouble;

/** Assembles windows of an image from its blocks. Serves one thread; must be closed. */
final class WindowReader implements Closeable {

    private final BlockLayout layout;
    private final BlockDecoder decoder;

    WindowReader(ImageFileDirectory directory, BlockLayout layout, OptionalDouble nodata) {
        this.layout = layout;
        this.decoder = new BlockDecoder(directory, layout, nodata);
    }

    /** Reads a window that lies within the image and fits an array. */
    Samples read(Window window) throws IOException {
        int firstColumn = window.column() / layout.blockWidth();
        int firstRow = window.row() / layout.blockHeight();
        int lastColumn = (window.column() + window.width() - 1) / layout.blockWidth();
        int lastRow = (window.row() + window.height() - 1) / layout.blockHeight();
        // First only the positions, so that sizes that the file can't hold are refused before anything is allocated.
        for (int row = firstRow; row <= lastRow; row++) {
            for (int column = firstColumn; column <= lastColumn; column++) {
                for (int plane = 0; plane < layout.planes(); plane++) {
                    decoder.locate(plane, column, row);
                }
            }
        }
        byte[] data =
                new byte[(int) (window.pixels() * layout.bands() * layout.type().bytes())];
        for (int row = firstRow; row <= lastRow; row++) {
            for (int column = firstColumn; column <= lastColumn; column++) {
                for (int plane = 0; plane < layout.planes(); plane++) {
                    place(plane, column, row, window, data);
                }
            }
        }
        return new Samples(layout.type(), window.width(), window.height(), layout.bands(), data);
    }

    private void place(int plane, int blockColumn, int blockRow, Window window, byte[] data) throws IOException {
        BlockDecoder.StoredBlock block = decoder.locate(plane, blockColumn, blockRow);
        int left = blockColumn * layout.blockWidth();
        int top = blockRow * layout.blockHeight();
        boolean whole = !layout.separate()
                && window.column() == left
                && window.row() == top
                && window.width() == layout.blockWidth()
                && window.height() == block.rows();
        if (whole) {
            decoder.decode(block, data);
            return;
        }
        byte[] pixels = decoder.decode(block);
        int firstRow = Math.max(top, window.row());
        int endRow = (int) Math.min((long) top + block.rows(), (long) window.row() + window.height());
        int firstColumn = Math.max(left, window.column());
        int endColumn = (int) Math.min((long) left + layout.blockWidth(), (long) window.column() + window.width());
        int pixelBytes = layout.blockSamples() * layout.type().bytes();
        int stride = layout.bands() * layout.type().bytes();
        for (int row = firstRow; row < endRow; row++) {
            int from = (row - top) * layout.rowBytes() + (firstColumn - left) * pixelBytes;
            int to = ((row - window.row()) * window.width() + firstColumn - window.column()) * stride;
            if (layout.separate()) {
                int offset = plane * layout.type().bytes();
                spread(pixels, from, data, to + offset, endColumn - firstColumn, stride);
            } else {
                System.arraycopy(pixels, from, data, to, (endColumn - firstColumn) * pixelBytes);
            }
        }
    }

    /** Interleaves one band's samples with those of the others. */
    private void spread(byte[] samples, int from, byte[] pixels, int to, int count, int stride) {
        int bytes = layout.type().bytes();
        int source = from;
        for (int i = 0, target = to; i < count; i++, target += stride) {
            for (int b = 0; b < bytes; b++) {
                pixels[target + b] = samples[source++];
            }
        }
    }

    @Override
    public void close() {
        decoder.close();
    }
}
