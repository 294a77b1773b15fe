package dev.swath.report;

import java.util.List;

/** Draws a quantity over the time of a run, as a line over a filled area, with its maximum on the left. */
final class LineChart {

    /** Height of the drawing, without the times below it. */
    static final double HEIGHT = 70;

    private static final double TOP = 16;

    private LineChart() {}

    /**
     * The drawing, with its upper left corner at 0, 0.
     *
     * @param title what it shows, with the unit
     * @param values one for each interval, all of the same length
     * @param stepSeconds length of an interval
     * @param style CSS class of the line and the area
     */
    static String of(String title, List<Double> values, double stepSeconds, TimeAxis axis, String style) {
        double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        double scale = most > 0 ? (HEIGHT - TOP) / most : 0;
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            String y = Markup.place(HEIGHT - values.get(i) * scale);
            line.append(line.isEmpty() ? "M" : "L")
                    .append(Markup.place(axis.x(i * stepSeconds)))
                    .append(',')
                    .append(y)
                    .append('H')
                    .append(Markup.place(axis.x((i + 1) * stepSeconds)));
        }
        String area = line.isEmpty() ? "" : line + "V" + Markup.place(HEIGHT) + "H" + Markup.place(axis.x(0)) + "z";
        return axis.marks(TOP, HEIGHT)
                + Markup.of(
                        "<path class=\"area %s\" d=\"%s\"/><path class=\"line %s\" d=\"%s\"/>",
                        style, area, style, line)
                + Markup.of("<text class=\"label\" x=\"%s\" y=\"11\">%s</text>", Markup.place(axis.left()), title)
                + Markup.of(
                        "<text class=\"tick\" x=\"%s\" y=\"%s\" text-anchor=\"end\">%s</text>",
                        Markup.place(axis.left() - 6), Markup.place(TOP + 4), number(most))
                + Markup.of(
                        "<text class=\"tick\" x=\"%s\" y=\"%s\" text-anchor=\"end\">0</text>",
                        Markup.place(axis.left() - 6), Markup.place(HEIGHT));
    }

    private static String number(double value) {
        return value >= 10 ? Markup.of("%.0f", value) : Markup.of("%.1f", value);
    }
}
