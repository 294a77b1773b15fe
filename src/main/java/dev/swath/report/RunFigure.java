package dev.swath.report;

import dev.swath.run.RunSummary;
import java.util.List;

/** The requests of a run over time, and below them, on the same scale, the number in flight and the rate of arrival. */
final class RunFigure {

    /** The meaning of colours and signs. */
    static final String LEGEND =
            "<ul class=\"legend\"><li class=\"key wait\">wait</li><li class=\"key fetch\">fetch</li>"
                    + "<li class=\"key decode\">decode</li><li class=\"key encode\">encode</li><li class=\"key failed\">failed</li>"
                    + "<li class=\"sign\"><b>×</b> failed</li><li class=\"sign\"><b>▼</b> answered 429</li>"
                    + "<li class=\"sign\"><b>▲</b> sent again, and answered</li></ul>";

    private static final double LEFT = 44;
    private static final double WIDTH = 940;
    private static final double RIGHT = 16;
    private static final double AXIS = 26;
    private static final int INTERVALS = 60;
    private static final int ROWS = 12;

    private final RunSummary summary;
    private final Lanes lanes;

    private RunFigure(RunSummary summary) {
        this.summary = summary;
        this.lanes = Lanes.of(summary);
    }

    /**
     * The figure with its caption, and the same as a table.
     *
     * @param seconds time shown by the whole width: the length of the run, or of a longer run that it is compared with
     */
    static String of(RunSummary summary, double seconds) {
        RunFigure figure = new RunFigure(summary);
        if (figure.lanes.bars().isEmpty()) {
            return "<p>Nothing was fetched.</p>";
        }
        return "<figure><div class=\"scroll wide\" tabindex=\"0\" role=\"region\" aria-label=\"Timeline of the requests\">"
                + figure.drawing(seconds) + "</div><figcaption>" + figure.caption() + "</figcaption></figure>"
                + figure.numbers();
    }

    private String drawing(double seconds) {
        TimeAxis axis = new TimeAxis(seconds, LEFT, WIDTH);
        List<Interval> intervals = Interval.of(summary, INTERVALS);
        double step = intervals.get(0).to();
        double concurrency = Timeline.height(lanes) + AXIS;
        double throughput = concurrency + LineChart.HEIGHT + AXIS;
        String id = Markup.text("timeline-" + summary.split());
        return Markup.of(
                "<svg viewBox=\"0 0 %s %s\" role=\"img\" aria-labelledby=\"%s %s-words\"><title id=\"%s\">Timeline of the"
                        + " requests</title><desc id=\"%s-words\">%s</desc>%s<g transform=\"translate(0,%s)\">%s</g>"
                        + "<g transform=\"translate(0,%s)\">%s</g></svg>",
                Markup.place(LEFT + WIDTH + RIGHT),
                Markup.place(throughput + LineChart.HEIGHT + AXIS),
                id,
                id,
                id,
                id,
                words(),
                Timeline.of(lanes, axis),
                Markup.place(concurrency),
                LineChart.of(
                        "requests in flight",
                        intervals.stream().map(Interval::inFlight).toList(),
                        step,
                        axis,
                        "concurrency"),
                Markup.place(throughput),
                LineChart.of(
                        "received, MB/s",
                        intervals.stream().map(Interval::megabytesPerSecond).toList(),
                        step,
                        axis,
                        "throughput"));
    }

    private String words() {
        return Markup.of(
                "%d requests in %d lanes over %s; at most %d in flight; %d sent again; %d answered 429. The table below says"
                        + " the same in numbers.",
                lanes.bars().size(),
                lanes.count(),
                Markup.duration(summary.wallSeconds()),
                summary.concurrency().peak(),
                summary.retries(),
                summary.rejected());
    }

    private String caption() {
        String coarse = Timeline.isCoarse(lanes)
                ? Markup.of(
                        " There are %d requests, too many to draw each: a piece of a lane shows the phase that"
                                + " took most of its time, and one mark stands for neighbouring marks of the same kind.",
                        lanes.bars().size())
                : "";
        return "One lane for each slot: from the sending of a request until its pixels are in the file, or until"
                + " it fails."
                + coarse;
    }

    private String numbers() {
        StringBuilder rows = new StringBuilder();
        for (Interval interval : Interval.of(summary, ROWS)) {
            rows.append(Markup.of(
                    "<tr><th scope=\"row\">%s</th><td>%d</td><td>%d</td><td>%d</td><td>%.1f</td><td>%.2f</td></tr>%n",
                    Markup.seconds(interval.from()),
                    interval.sent(),
                    interval.failed(),
                    interval.rejected(),
                    interval.inFlight(),
                    interval.megabytesPerSecond()));
        }
        return Markup.table(
                "The timeline in numbers",
                "Each row is a twelfth of the run, beginning at the time shown",
                List.of("from", "sent", "failed", "answered 429", "in flight", "MB/s"),
                rows.toString());
    }
}
