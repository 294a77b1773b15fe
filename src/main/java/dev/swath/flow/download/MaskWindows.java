package dev.swath.flow.download;

import dev.swath.earthengine.EarthEngineLimits;
import dev.swath.earthengine.GetPixelsRequest;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.Window;
import java.util.ArrayList;
import java.util.List;

/** The windows in which the mask of a tile is requested: one, or several where that is too large for a request. */
final class MaskWindows {

    private MaskWindows() {}

    /**
     * The windows of a tile's request.
     *
     * @param tile the pixels that the tile requests
     * @param most bytes of one request, as the service counts them
     */
    static List<Window> of(RasterGrid tile, long most) {
        List<Window> windows = new ArrayList<>();
        addWithin(
                Math.min(EarthEngineLimits.MAX_REQUEST_BYTES, most),
                new Window(0, 0, tile.width(), tile.height()),
                windows);
        return windows;
    }

    private static void addWithin(long most, Window window, List<Window> windows) {
        long size = EarthEngineLimits.requestSize(window.width(), window.height(), GetPixelsRequest.MASK_TYPES);
        List<Window> parts = size > most ? parts(window) : List.of();
        if (parts.isEmpty()) {
            windows.add(window);
        } else {
            parts.forEach(part -> addWithin(most, part, windows));
        }
    }

    /** The quarters of a window, or halves of a single row or column; none of a single pixel. */
    static List<Window> parts(Window whole) {
        List<Window> parts = new ArrayList<>();
        int width = (whole.width() + 1) / 2;
        int height = (whole.height() + 1) / 2;
        for (int row = whole.row(); row < whole.endRow(); row += height) {
            for (int column = whole.column(); column < whole.endColumn(); column += width) {
                parts.add(new Window(
                        column,
                        row,
                        Math.min(width, whole.endColumn() - column),
                        Math.min(height, whole.endRow() - row)));
            }
        }
        return parts.size() == 1 ? List.of() : parts;
    }
}
