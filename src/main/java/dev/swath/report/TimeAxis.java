package dev.swath.report;

/**
 * The horizontal time axis of a drawing.
 *
 * @param seconds time at the right end
 * @param left x of the beginning
 * @param width of the whole time
 */
record TimeAxis(double seconds, double left, double width) {

    private static final double[] STEPS = {1, 2, 5, 10};
    /** From a minute on, people count in sixties. */
    private static final double[] LONG_STEPS = {
        10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400
    };

    private static final double MINUTE = 60;
    private static final double HOUR = 3600;
    private static final int MOST_TICKS = 10;

    TimeAxis {
        if (!(seconds > 0)) {
            seconds = 1;
        }
    }

    /** The x coordinate of a moment. */
    double x(double moment) {
        return left + Math.min(1, Math.max(0, moment / seconds)) * width;
    }

    /** Seconds between two marks: a round number of seconds, minutes or hours that gives at most ten marks. */
    double step() {
        if (seconds > MINUTE) {
            for (double step : LONG_STEPS) {
                if (seconds / step <= MOST_TICKS) {
                    return step;
                }
            }
            return Math.ceil(seconds / MOST_TICKS / 86_400) * 86_400;
        }
        double power = Math.pow(10, Math.floor(Math.log10(seconds / MOST_TICKS)));
        for (double step : STEPS) {
            if (seconds / (step * power) <= MOST_TICKS) {
                return step * power;
            }
        }
        return 10 * power;
    }

    /** The marks, from the top to the bottom of the drawing, with their times below. */
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
        if (seconds > HOUR) {
            return Markup.of("%d:%02d h", (long) (moment / HOUR), (long) (moment % HOUR / MINUTE));
        }
        if (seconds > 2 * MINUTE) {
            return Markup.of("%d:%02d min", (long) (moment / MINUTE), (long) (moment % MINUTE));
        }
        int digits = (int) Math.max(0, Math.ceil(-Math.log10(step())));
        return Markup.of("%." + digits + "f s", moment);
    }
}
