package dev.swath.report;

import dev.swath.run.RunSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The report of a comparison: the same job run sequentially and in parallel, on the same time scale. */
public final class ComparisonReport {

    private ComparisonReport() {}

    /**
     * The page.
     *
     * @param runs the compared runs, the slower one first
     * @param different names of files that differ between them
     */
    public static String of(List<RunSummary> runs, List<String> different) {
        RunSummary first = runs.get(0);
        RunSummary last = runs.get(runs.size() - 1);
        ReportPage page = new ReportPage(first.job() + " – " + first.split() + " and " + last.split());
        page.add("<header><p class=\"kind\">Comparison</p><h1>" + Markup.text(first.job()) + "</h1>");
        page.add(Markup.of(
                "<p><strong class=\"factor\">%.2f ×</strong> as fast: %s in %s, %s in %s</p>",
                first.wallSeconds() / last.wallSeconds(),
                Markup.text(first.split()),
                Markup.duration(first.wallSeconds()),
                Markup.text(last.split()),
                Markup.duration(last.wallSeconds())));
        page.add(
                different.isEmpty()
                        ? "<p><strong class=\"state complete\">identical</strong> files: " + last.stored()
                                + " pairs, byte for byte</p></header>"
                        : "<p class=\"notice\">Files that differ: " + Markup.text(String.join(", ", different))
                                + "</p></header>");
        double longest =
                runs.stream().mapToDouble(RunSummary::wallSeconds).max().orElse(1);
        page.add(totals(runs) + RunFigure.LEGEND);
        for (RunSummary run : runs) {
            page.add("<section><h2>" + Markup.text(run.split()) + "</h2><p class=\"soft\">" + Markup.text(run.run())
                    + ", on the scale of the longer run</p>" + RunFigure.of(run, longest) + "</section>");
        }
        return page.end();
    }

    private static String totals(List<RunSummary> runs) {
        List<String> columns = new ArrayList<>(List.of(""));
        runs.forEach(run -> columns.add(run.split()));
        List<Map<String, String>> totals = runs.stream().map(RunReport::totals).toList();
        StringBuilder rows = new StringBuilder();
        for (String name : totals.get(0).keySet()) {
            rows.append("<tr><th scope=\"row\">").append(Markup.text(name)).append("</th>");
            totals.forEach(run ->
                    rows.append("<td>").append(Markup.text(run.get(name))).append("</td>"));
            rows.append("</tr>\n");
        }
        return "<section class=\"steps\"><h2>Totals</h2>" + Markup.table("Both runs", columns, rows.toString())
                + "</section>";
    }
}
