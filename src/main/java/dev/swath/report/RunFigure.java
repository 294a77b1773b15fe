package dev.swath.report;

import dev.swath.run.RequestTiming;
import dev.swath.run.RunSummary;
import java.util.ArrayList;
import java.util.List;

/** The requests of a run over its time, and below them on the same scale how many were in flight and how much came. */
final class RunFigure {

    private static final double LEFT = 44;
    private static final double WIDTH = 940;
    private static final double RIGHT = 16;
    private static final double AXIS = 22;
    private static final int INTERVALS = 60;

    private RunFigure() {}

    /**
     * The figure.
     *
     * @param seconds of the whole width: the length of the run, or of a longer one that it is compared with
     */
    static String of(RunSummary summary, double seconds) {
        TimeAxis axis = new TimeAxis(seconds, LEFT, WIDTH);
        Lanes lanes = Lanes.of(summary);
        double step = summary.wallSeconds() > 0 ? summary.wallSeconds() / INTERVALS : 1;
        double concurrency = Timeline.height(lanes) + AXIS;
        double throughput = concurrency + Curve.HEIGHT + AXIS;
        double height = throughput + Curve.HEIGHT + AXIS;
        return Markup.of(
                "<svg viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\">%s<g transform=\"translate(0,%s)\">%s</g>"
                        + "<g transform=\"translate(0,%s)\">%s</g></svg>",
                Markup.place(LEFT + WIDTH + RIGHT),
                Markup.place(height),
                words(summary, lanes),
                Timeline.of(lanes, axis),
                Markup.place(concurrency),
                Curve.of(
                        "requests in flight",
                        summary.concurrency().mean(),
                        summary.concurrency().stepSeconds(),
                        axis,
                        "concurrency"),
                Markup.place(throughput),
                Curve.of("received, MB/s", megabytesPerSecond(lanes, step), step, axis, "throughput"));
    }

    private static String words(RunSummary summary, Lanes lanes) {
        return Markup.text(Markup.of(
                "Timeline of %d requests in %d lanes over %s; at most %d were in flight; %d were tried again, %d answered"
                        + " 429. The tables below say the same in numbers.",
                lanes.bars().size(),
                lanes.count(),
                Markup.seconds(summary.wallSeconds()),
                summary.concurrency().peak(),
                summary.retries(),
                summary.rejected()));
    }

    /** Each reply is taken to have come evenly from its sending to its last byte. */
    private static List<Double> megabytesPerSecond(Lanes lanes, double step) {
        double[] bytes = new double[INTERVALS];
        for (Lanes.Bar bar : lanes.bars()) {
            RequestTiming timing = bar.timing();
            double rate = timing.bytes() / Math.max(1e-6, timing.fetchSeconds());
            int last = Math.min(INTERVALS - 1, (int) (timing.endSeconds() / step));
            for (int i = Math.max(0, (int) (timing.startSeconds() / step)); i <= last; i++) {
                double from = Math.max(timing.startSeconds(), i * step);
                double to = Math.min(timing.endSeconds(), (i + 1) * step);
                bytes[i] += rate * Math.max(0, to - from);
            }
        }
        List<Double> rates = new ArrayList<>(INTERVALS);
        for (double sum : bytes) {
            rates.add(sum / step / 1e6);
        }
        return rates;
    }
}
