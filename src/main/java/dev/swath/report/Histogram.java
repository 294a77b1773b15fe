package dev.swath.report;

import java.util.ArrayList;
import java.util.List;

/**
 * How many requests took how long: bins from one power of two to the next.
 *
 * @param bins in ascending order
 */
record Histogram(List<Bin> bins) {

    private static final double LEFT = 90;
    private static final double WIDTH = 560;
    private static final double ROW = 20;

    /**
     * A bin.
     *
     * @param from seconds, inclusive
     * @param to seconds, exclusive
     * @param count requests that took that long
     */
    record Bin(double from, double to, int count) {}

    Histogram {
        bins = List.copyOf(bins);
    }

    /** The bins of these times in seconds, without empty bins at the ends. */
    static Histogram of(List<Double> seconds) {
        if (seconds.isEmpty()) {
            return new Histogram(List.of());
        }
        int least = seconds.stream().mapToInt(Histogram::exponent).min().orElseThrow();
        int most = seconds.stream().mapToInt(Histogram::exponent).max().orElseThrow();
        List<Bin> bins = new ArrayList<>();
        for (int power = least; power <= most; power++) {
            int exponent = power;
            int count = (int) seconds.stream()
                    .filter(value -> exponent(value) == exponent)
                    .count();
            bins.add(new Bin(Math.scalb(1.0, power), Math.scalb(1.0, power + 1), count));
        }
        return new Histogram(bins);
    }

    /** Bins begin at a thousandth of a second. */
    private static int exponent(double seconds) {
        return Math.getExponent(Math.max(0.001, seconds));
    }

    /** The bins as a table. */
    String numbers() {
        StringBuilder rows = new StringBuilder();
        bins.forEach(bin -> rows.append(Markup.of(
                "<tr><th scope=\"row\">%s – %s</th><td>%d</td></tr>%n",
                bound(bin.from()), Markup.seconds(bin.to()), bin.count())));
        return Markup.table(
                "The histogram in numbers", "Requests by their time", List.of("time", "requests"), rows.toString());
    }

    /** The drawing, as a complete element. */
    String drawing() {
        int most = bins.stream().mapToInt(Bin::count).max().orElse(1);
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < bins.size(); i++) {
            Bin bin = bins.get(i);
            double y = i * ROW;
            rows.append(Markup.of(
                    "<text class=\"tick\" x=\"%s\" y=\"%s\" text-anchor=\"end\">%s – %s</text>",
                    Markup.place(LEFT - 6), Markup.place(y + 14), bound(bin.from()), Markup.seconds(bin.to())));
            rows.append(Markup.of(
                    "<rect class=\"fetch-bin\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"14\"/>",
                    Markup.place(LEFT), Markup.place(y + 3), Markup.place(bin.count() * WIDTH / most)));
            rows.append(Markup.of(
                    "<text class=\"tick\" x=\"%s\" y=\"%s\">%d</text>",
                    Markup.place(LEFT + 6 + bin.count() * WIDTH / most), Markup.place(y + 14), bin.count()));
        }
        return Markup.of(
                "<svg class=\"histogram\" viewBox=\"0 0 720 %s\" role=\"img\" aria-labelledby=\"times times-words\"><title"
                        + " id=\"times\">Histogram of the times of requests</title><desc id=\"times-words\">%d requests; the"
                        + " table below says the same in numbers.</desc>%s</svg>",
                Markup.place(bins.size() * ROW + 4),
                bins.stream().mapToInt(Bin::count).sum(),
                rows);
    }

    private static String bound(double seconds) {
        return Markup.seconds(seconds).replace(" s", "");
    }
}
