package dev.swath.geotiff;

import dev.swath.grid.Window;
import java.io.IOException;
import java.util.Optional;

/** Where the pixels of a piece of the file come from. */
interface PieceSource {

    /** Pixels without data. */
    PieceSource NOTHING = (piece, pixels) -> {};

    /** Fills the pixels that it knows. */
    void fill(Window piece, PixelBlock pixels) throws IOException;

    /** Called for each pixel of a block of which it is not known whether it is masked. */
    @SuppressWarnings("UnusedVariable") // for those that use them
    default void unknown(PixelBlock block, int pixel) {}

    /** The pixels that are repeated in a block, if it has such pixels. */
    @SuppressWarnings("UnusedVariable") // for those that have them
    default Optional<PixelBlock> own(Window block) throws IOException {
        return Optional.empty();
    }
}
