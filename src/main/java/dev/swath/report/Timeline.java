package dev.swath.report;

import dev.swath.run.FailedAttempt;
import dev.swath.run.InFlight;
import dev.swath.run.RequestTiming;
import java.util.EnumMap;
import java.util.Map;

/**
 * Draws the requests of a run over time: a lane for each slot, a colour and a height for each phase, a mark where a
 * request failed or was repeated. If there are very many, each lane is divided into cells, which show the phase that
 * took most of their time.
 */
final class Timeline {

    /** With more requests than this, cells are drawn instead of requests. */
    static final int MOST_ONE_BY_ONE = 4000;
    /** With more requests than this, a request is too small to point at and gets no tooltip. */
    static final int MOST_WITH_WORDS = 1500;

    private static final double LANE = 12;
    private static final double TOP = 6;
    private static final double BAR = Phase.FETCH.height();
    /** The minimum height of all lanes together. */
    private static final double SHORTEST = 30;
    /** Anything narrower is not drawn. */
    private static final double THINNEST = 0.05;

    private final Lanes lanes;
    private final TimeAxis axis;
    private final Map<Phase, StringBuilder> paths = new EnumMap<>(Phase.class);
    private final TimelineMarks marks;
    private final StringBuilder words = new StringBuilder();

    private Timeline(Lanes lanes, TimeAxis axis) {
        this.lanes = lanes;
        this.axis = axis;
        this.marks = new TimelineMarks(isCoarse(lanes));
        for (Phase phase : Phase.values()) {
            paths.put(phase, new StringBuilder());
        }
    }

    /** The drawing, with its upper left corner at 0, 0, as SVG elements. */
    static String of(Lanes lanes, TimeAxis axis) {
        Timeline timeline = new Timeline(lanes, axis);
        if (isCoarse(lanes)) {
            LaneCells.of(lanes, axis.seconds()).runs().forEach(run -> timeline.stretch(run.stretch(), run.lane()));
        }
        lanes.bars().forEach(timeline::draw);
        return timeline.drawing();
    }

    /** Whether there are too many requests to draw each. */
    static boolean isCoarse(Lanes lanes) {
        return lanes.bars().size() > MOST_ONE_BY_ONE;
    }

    /** The height of the lanes, without the times below them. */
    static double height(Lanes lanes) {
        return TOP + Math.max(SHORTEST, lanes.count() * LANE);
    }

    private static double middle(int lane) {
        return TOP + lane * LANE + BAR / 2;
    }

    private void draw(Lanes.Bar bar) {
        if (!isCoarse(lanes)) {
            Phase.of(bar).forEach(stretch -> stretch(stretch, bar.lane()));
        }
        if (lanes.bars().size() <= MOST_WITH_WORDS) {
            say(bar);
        }
        InFlight request = bar.request();
        double x = axis.x(request.startSeconds());
        if (request instanceof FailedAttempt attempt) {
            marks.failed(attempt.rejected(), x, middle(bar.lane()), bar.lane());
        } else if (request instanceof RequestTiming timing && timing.tries() > 1) {
            marks.again(x, middle(bar.lane()), bar.lane());
        }
    }

    private void stretch(Phase.Stretch stretch, int lane) {
        double from = axis.x(stretch.from());
        double length = axis.x(stretch.to()) - from;
        if (length >= THINNEST) {
            paths.get(stretch.phase())
                    .append('M')
                    .append(Markup.place(from))
                    .append(',')
                    .append(Markup.place(middle(lane)))
                    .append('h')
                    .append(Markup.place(Math.max(0.1, length)));
        }
    }

    private void say(Lanes.Bar bar) {
        double from = axis.x(bar.waitFrom());
        words.append(Markup.of(
                "<rect class=\"word\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"><title>%s&#10;%s</title></rect>",
                Markup.place(from),
                Markup.place(middle(bar.lane()) - BAR / 2),
                Markup.place(Math.max(0.5, axis.x(bar.request().doneSeconds()) - from)),
                Markup.place(BAR),
                Markup.text(bar.image()),
                words(bar.request())));
    }

    private static String words(InFlight request) {
        String sent = "sent at " + Markup.seconds(request.startSeconds()) + ", ";
        if (request instanceof RequestTiming timing) {
            return sent
                    + Markup.of(
                            "waited %s, fetched in %s, decoded in %s, encoded in %s, %s, attempts: %d",
                            Markup.seconds(timing.waitSeconds()),
                            Markup.seconds(timing.fetchSeconds()),
                            Markup.seconds(timing.decodeSeconds()),
                            Markup.seconds(timing.encodeSeconds()),
                            SummaryTable.size(timing.bytes()),
                            timing.tries());
        }
        int status = ((FailedAttempt) request).status();
        return sent + "failed after " + Markup.seconds(request.endSeconds() - request.startSeconds())
                + (status > 0 ? " with status " + status : "");
    }

    private String drawing() {
        StringBuilder drawing = new StringBuilder(axis.marks(TOP, height(lanes)));
        paths.forEach((phase, path) -> {
            if (!path.isEmpty()) {
                drawing.append(Markup.of(
                        "<path class=\"bar %s\" stroke-width=\"%s\" d=\"%s\"/>",
                        phase.style(), Markup.place(phase.height()), path));
            }
        });
        return drawing.append(marks.drawing()).append(words).toString();
    }
}
