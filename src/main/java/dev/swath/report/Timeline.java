package dev.swath.report;

import dev.swath.run.RequestTiming;
import java.util.EnumMap;
import java.util.Map;

/** Draws the requests of a run over its time: a lane for each slot, a colour for each phase, a mark where one was tried again. */
final class Timeline {

    private static final double LANE = 12;
    private static final double BAR = 9;
    private static final double TOP = 4;
    /** Above this each request can't be told from the next by the eye, and has no words of its own. */
    private static final int MOST_WITH_WORDS = 1500;
    /** A lane is at least this high. */
    private static final double SHORTEST = 30;

    /** What happens to a request, in this order. */
    private enum Phase {
        WAIT,
        FETCH,
        DECODE,
        ENCODE;

        String style() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final Lanes lanes;
    private final TimeAxis axis;
    private final Map<Phase, StringBuilder> paths = new EnumMap<>(Phase.class);
    private final StringBuilder marks = new StringBuilder();
    private final StringBuilder words = new StringBuilder();

    private Timeline(Lanes lanes, TimeAxis axis) {
        this.lanes = lanes;
        this.axis = axis;
        for (Phase phase : Phase.values()) {
            paths.put(phase, new StringBuilder());
        }
    }

    /**
     * The drawing, its upper left corner at 0, 0.
     *
     * @return elements of SVG
     */
    static String of(Lanes lanes, TimeAxis axis) {
        Timeline timeline = new Timeline(lanes, axis);
        lanes.bars().forEach(timeline::draw);
        return timeline.drawing();
    }

    /** How high the lanes are, without the times below them. */
    static double height(Lanes lanes) {
        return TOP + Math.max(SHORTEST, lanes.count() * LANE);
    }

    private void draw(Lanes.Bar bar) {
        RequestTiming timing = bar.timing();
        double y = TOP + bar.lane() * LANE + BAR / 2;
        phase(Phase.WAIT, bar.waitFrom(), timing.startSeconds(), y);
        phase(Phase.FETCH, timing.startSeconds(), timing.endSeconds(), y);
        phase(Phase.DECODE, timing.endSeconds(), timing.endSeconds() + timing.decodeSeconds(), y);
        phase(Phase.ENCODE, timing.endSeconds() + timing.decodeSeconds(), timing.doneSeconds(), y);
        if (timing.tries() > 1) {
            mark(timing, axis.x(timing.startSeconds()), y);
        }
        if (lanes.bars().size() <= MOST_WITH_WORDS) {
            say(bar, y);
        }
    }

    private void phase(Phase phase, double from, double to, double y) {
        double length = axis.x(to) - axis.x(from);
        if (length >= 0.05) {
            paths.get(phase)
                    .append('M')
                    .append(Markup.place(axis.x(from)))
                    .append(',')
                    .append(Markup.place(y))
                    .append('h')
                    .append(Markup.place(Math.max(0.1, length)));
        }
    }

    /** A triangle for a request that was tried again, upside down where the service had said that it is too much. */
    private void mark(RequestTiming timing, double x, double y) {
        boolean tooMuch = timing.rejected() > 0;
        String shape = tooMuch ? "M%s,%sl4,-7h-8z" : "M%s,%sl4,7h-8z";
        marks.append(Markup.of(
                "<path class=\"%s\" d=\"" + shape + "\"/>",
                tooMuch ? "rejected" : "retried",
                Markup.place(x),
                Markup.place(tooMuch ? y + 3.5 : y - 3.5)));
    }

    private void say(Lanes.Bar bar, double y) {
        RequestTiming timing = bar.timing();
        double from = axis.x(bar.waitFrom());
        words.append(Markup.of(
                "<rect class=\"word\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"><title>%s&#10;sent at %s, waited %s,"
                        + " fetched in %s, decoded in %s, encoded in %s, %s, tries: %d</title></rect>",
                Markup.place(from),
                Markup.place(y - BAR / 2),
                Markup.place(Math.max(0.5, axis.x(timing.doneSeconds()) - from)),
                Markup.place(BAR),
                Markup.text(bar.image()),
                Markup.seconds(timing.startSeconds()),
                Markup.seconds(timing.waitSeconds()),
                Markup.seconds(timing.fetchSeconds()),
                Markup.seconds(timing.decodeSeconds()),
                Markup.seconds(timing.encodeSeconds()),
                SummaryTable.size(timing.bytes()),
                timing.tries()));
    }

    private String drawing() {
        StringBuilder drawing = new StringBuilder(axis.marks(TOP, height(lanes)));
        paths.forEach((phase, path) -> {
            if (!path.isEmpty()) {
                drawing.append(Markup.of(
                        "<path class=\"bar %s\" stroke-width=\"%s\" d=\"%s\"/>",
                        phase.style(), Markup.place(BAR), path));
            }
        });
        return drawing.append(marks).append(words).toString();
    }
}
