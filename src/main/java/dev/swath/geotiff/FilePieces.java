package dev.swath.geotiff;

import dev.swath.grid.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The pieces in which pixels are put into a file: windows cut along its blocks, each put once. Thread-safe. */
final class FilePieces {

    private final int side;
    private final Set<Window> done = ConcurrentHashMap.newKeySet();

    /**
     * @param side of a block of the file, in pixels
     */
    FilePieces(int side) {
        this.side = side;
    }

    /** The pieces of a window, row by row, without those that are done. */
    List<Window> left(Window window) {
        List<Window> pieces = new ArrayList<>();
        for (int row = window.row(); row < window.endRow(); row = Math.min(window.endRow(), (row / side + 1) * side)) {
            int height = Math.min(window.endRow(), (row / side + 1) * side) - row;
            for (int column = window.column(); column < window.endColumn(); column = (column / side + 1) * side) {
                int width = Math.min(window.endColumn(), (column / side + 1) * side) - column;
                Window piece = new Window(column, row, width, height);
                if (!isDone(piece)) {
                    pieces.add(piece);
                }
            }
        }
        return pieces;
    }

    /** Whether the piece is there from an earlier reply, to this window or to a larger one that was asked for before. */
    private boolean isDone(Window piece) {
        return done.stream().anyMatch(there -> there.intersection(piece).equals(Optional.of(piece)));
    }

    /** The pixels of a piece are in the file. */
    void done(Window piece) {
        done.add(piece);
    }
}
