package dev.swath.report;

import dev.swath.run.RequestTiming;
import java.util.List;
import java.util.Locale;

/** The phases of a request, in their order; each has a colour and a height. */
enum Phase {
    WAIT(3),
    FETCH(9),
    DECODE(6),
    ENCODE(4),
    FAILED(9);

    private final double height;

    Phase(double height) {
        this.height = height;
    }

    /**
     * A part of a bar.
     *
     * @param from seconds of the run
     * @param to seconds of the run
     */
    record Stretch(Phase phase, double from, double to) {}

    /** Its CSS class. */
    String style() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its height in the drawing. */
    double height() {
        return height;
    }

    /** The parts of a bar, from left to right. */
    static List<Stretch> of(Lanes.Bar bar) {
        if (bar.request() instanceof RequestTiming timing) {
            double decoded = timing.endSeconds() + timing.decodeSeconds();
            return List.of(
                    new Stretch(WAIT, bar.waitFrom(), timing.startSeconds()),
                    new Stretch(FETCH, timing.startSeconds(), timing.endSeconds()),
                    new Stretch(DECODE, timing.endSeconds(), decoded),
                    new Stretch(ENCODE, decoded, timing.doneSeconds()));
        }
        return List.of(
                new Stretch(FAILED, bar.request().startSeconds(), bar.request().endSeconds()));
    }
}
