package dev.swath.flow.download;

import dev.swath.grid.Tile;
import java.util.List;

/** Divides a tile that the service finds too large. */
final class TileParts {

    /** Side of a block of the output file, in pixels: a tile is not divided further. */
    private static final int BLOCK = 512;

    private TileParts() {}

    /** The quarters of a tile; none if it is a block of the file or a single pixel of the service. */
    static List<Tile> of(Tile tile) {
        return isDivisible(tile) ? tile.quarters() : List.of();
    }

    /** Whether a tile is larger than a block of the file, and more than a single pixel of the service. */
    static boolean isDivisible(Tile tile) {
        return Math.max(tile.window().width(), tile.window().height()) > BLOCK
                && Math.max(tile.request().width(), tile.request().height()) > 1;
    }
}
