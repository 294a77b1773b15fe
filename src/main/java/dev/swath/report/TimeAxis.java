package dev.swath.report;

/**
 * The time of a run from left to right.
 *
 * @param seconds at the right end
 * @param left where it begins in the drawing
 * @param width of the whole time in the drawing
 */
record TimeAxis(double seconds, double left, double width) {

    private static final double[] STEPS = {1, 2, 5, 10};
    private static final int MOST_TICKS = 10;

    TimeAxis {
        if (!(seconds > 0)) {
            seconds = 1;
        }
    }

    /** Where a moment is. */
    double x(double moment) {
        return left + Math.min(1, Math.max(0, moment / seconds)) * width;
    }

    /** Seconds between two marks: 1, 2 or 5 times a power of ten, so that there are ten marks at most. */
    double step() {
        double power = Math.pow(10, Math.floor(Math.log10(seconds / MOST_TICKS)));
        for (double step : STEPS) {
            if (seconds / (step * power) <= MOST_TICKS) {
                return step * power;
            }
        }
        return 10 * power;
    }

    /** The marks, from the upper to the lower end of the drawing, with their times below. */
    String marks(double top, double bottom) {
        StringBuilder marks = new StringBuilder();
        for (int i = 0; i * step() <= seconds * 1.0001; i++) {
            String x = Markup.place(x(i * step()));
            marks.append(Markup.of(
                    "<line class=\"mark\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/>",
                    x, x, Markup.place(top), Markup.place(bottom)));
            marks.append(Markup.of(
                    "<text class=\"tick\" x=\"%s\" y=\"%s\" text-anchor=\"middle\">%s</text>",
                    x, Markup.place(bottom + 14), label(i * step())));
        }
        return marks.toString();
    }

    private String label(double moment) {
        return step() < 1 ? Markup.of("%.1f s", moment) : Markup.of("%.0f s", moment);
    }
}
