package dev.swath.cli;

import java.time.Duration;
import java.util.Locale;

/**
 * The progress of a run as one line of a terminal, which never wraps: in a narrow one, what matters less is left out, and the bar
 * stays.
 *
 * @param job its name
 * @param done images with an outcome
 * @param listed images of the listing so far
 * @param failed images that failed
 * @param tilesFetched tiles that arrived
 * @param tilesPlanned tiles of the images so far
 * @param elapsed time since the run began
 */
record BarLine(String job, long done, long listed, int failed, int tilesFetched, int tilesPlanned, Duration elapsed) {

    private static final int SHORTEST_NAME = 8;
    private static final int SHORTEST_BAR = 12;
    private static final int LONGEST_BAR = 52;

    /**
     * The line, padded with spaces so that it covers the one before.
     *
     * @param columns of the terminal; the last one stays free, because some terminals wrap once it is written
     */
    String in(int columns) {
        int width = Math.max(1, columns - 1);
        String name = shortened(job, Math.max(SHORTEST_NAME, width / 4));
        if (listed == 0) {
            return padded(name + " listing… " + time(elapsed), width);
        }
        String end = " " + done + "/" + listed + " images";
        int room = width - name.length() - SHORTEST_BAR - 1;
        for (String more : new String[] {failures(), left(), tiles()}) {
            end += end.length() + more.length() <= room ? more : "";
        }
        int bar = Math.min(LONGEST_BAR, width - name.length() - 1 - end.length());
        return padded(name + " " + bar(bar) + end, width);
    }

    private String bar(int length) {
        int inside = length - 2;
        if (inside < 1) {
            return "";
        }
        int full = (int) (inside * Math.min(done, listed) / listed);
        String head = full < inside && full > 0 ? ">" : "";
        return "[" + "=".repeat(full - head.length()) + head + " ".repeat(inside - full) + "]";
    }

    private String failures() {
        return failed == 0 ? "" : ", " + failed + " failed";
    }

    /** As if the images left took as long as those before. */
    private String left() {
        if (done == 0) {
            return ", " + time(elapsed);
        }
        return done >= listed
                ? ", " + time(elapsed)
                : ", " + time(elapsed.multipliedBy(listed - done).dividedBy(done)) + " left";
    }

    private String tiles() {
        return ", tiles " + tilesFetched + "/" + tilesPlanned;
    }

    private static String time(Duration time) {
        return time.toHours() > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    private static String padded(String line, int width) {
        return line.length() >= width ? line.substring(0, width) : line + " ".repeat(width - line.length());
    }
}
