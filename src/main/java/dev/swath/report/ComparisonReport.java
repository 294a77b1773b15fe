package dev.swath.report;

import dev.swath.run.RunSummary;
import java.util.List;

/** The report of a comparison: the same job run in sequence and in parallel, on one scale of time. */
public final class ComparisonReport {

    private ComparisonReport() {}

    /**
     * The page.
     *
     * @param runs the runs that are compared, the slower one first
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
                Markup.seconds(first.wallSeconds()),
                Markup.text(last.split()),
                Markup.seconds(last.wallSeconds())));
        page.add(
                different.isEmpty()
                        ? "<p><strong class=\"state complete\">identical</strong> files: " + last.stored()
                                + " pairs, byte for byte</p></header>"
                        : "<p class=\"notice\">Files that differ: " + Markup.text(String.join(", ", different))
                                + "</p></header>");
        double longest =
                runs.stream().mapToDouble(RunSummary::wallSeconds).max().orElse(1);
        page.add(RunReport.LEGEND);
        for (RunSummary run : runs) {
            page.add("<section><h2>" + Markup.text(run.split()) + "</h2><figure>" + RunFigure.of(run, longest)
                    + "<figcaption>" + Markup.text(run.run()) + "</figcaption></figure>");
            page.list("totals", RunReport.totals(run)).add("</section>");
        }
        return page.end();
    }
}
