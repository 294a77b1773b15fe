package dev.swath.report;

import java.util.HashSet;
import java.util.Set;

/** Marks on a timeline, distinguished by shape: repeated, answered with 429, failed otherwise. */
final class TimelineMarks {

    private static final double HALF = 3.5;
    /** If marks are sparse, each piece of a lane this long shows at most one mark of each kind. */
    private static final double CELL = 8;

    private final boolean sparse;
    private final Set<Cell> taken = new HashSet<>();
    private final StringBuilder again = new StringBuilder();
    private final StringBuilder rejected = new StringBuilder();
    private final StringBuilder failed = new StringBuilder();

    private record Cell(char kind, int lane, int column) {}

    /** No marks yet; if they are sparse, one mark stands for all of its kind nearby. */
    TimelineMarks(boolean sparse) {
        this.sparse = sparse;
    }

    /** A triangle: a repeated request that succeeded. */
    void again(double x, double y, int lane) {
        if (hasRoom('a', x, lane)) {
            at(again, x, y - HALF).append("l4,7h-8z");
        }
    }

    /** A triangle upside down for a status of 429, otherwise a cross. */
    void failed(boolean tooMany, double x, double y, int lane) {
        if (tooMany && hasRoom('r', x, lane)) {
            at(rejected, x, y + HALF).append("l4,-7h-8z");
        } else if (!tooMany && hasRoom('f', x, lane)) {
            at(failed, x - HALF, y - HALF).append("l7,7m0,-7l-7,7");
        }
    }

    private boolean hasRoom(char kind, double x, int lane) {
        return !sparse || taken.add(new Cell(kind, lane, (int) (x / CELL)));
    }

    private static StringBuilder at(StringBuilder path, double x, double y) {
        return path.append('M').append(Markup.place(x)).append(',').append(Markup.place(y));
    }

    /** The marks, as SVG elements. */
    String drawing() {
        return path("again", again) + path("rejected", rejected) + path("cross", failed);
    }

    private static String path(String style, StringBuilder path) {
        return path.isEmpty() ? "" : Markup.of("<path class=\"%s\" d=\"%s\"/>", style, path);
    }
}
