package dev.swath.report;

import dev.swath.run.ImageOutcome;
import dev.swath.run.RunSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A run's summary as a mail.
 *
 * @param subject one line
 * @param text the mail as plain text
 * @param html the mail as HTML, without external content
 */
public record SummaryMail(String subject, String text, String html) {

    private static final int FAILURES_SHOWN = 50;

    /** The mail about a run. */
    public static SummaryMail of(RunSummary summary) {
        String subject = "swath " + summary.job() + ": " + result(summary);
        Map<String, String> facts = facts(summary);
        return new SummaryMail(subject, text(subject, facts, summary), html(subject, facts, summary));
    }

    private static String result(RunSummary summary) {
        if (summary.listingFailure().isPresent()) {
            return String.format(Locale.ROOT, "the listing failed, %d stored", summary.stored());
        }
        return String.format(Locale.ROOT, "%d stored, %d failed", summary.stored(), summary.failed())
                + (summary.stopped().isPresent() ? ", ended early" : "")
                + (summary.noMatch().isPresent() ? ", no image matches" : "");
    }

    private static Map<String, String> facts(RunSummary summary) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Run", summary.run());
        facts.put("Started", summary.started().toString());
        facts.put("Ended", summary.ended().toString());
        facts.put("Listed", String.valueOf(summary.listed()));
        facts.put("Stored", String.valueOf(summary.stored()));
        facts.put("Skipped", String.valueOf(summary.skipped()));
        facts.put("Empty", String.valueOf(summary.empty()));
        facts.put("In work elsewhere", String.valueOf(summary.elsewhere()));
        facts.put("Failed", String.valueOf(summary.failed()));
        if (summary.notStarted() > 0) {
            facts.put("Not started", String.valueOf(summary.notStarted()));
        }
        facts.put("Requests", summary.requests() + ", of which " + summary.retries() + " retries");
        facts.put("Received", SummaryTable.size(summary.bytesReceived()));
        facts.put("Written", SummaryTable.size(summary.bytesWritten()));
        facts.put("Time", String.format(Locale.ROOT, "%.1f s", summary.wallSeconds()));
        if (!summary.suspicious().isEmpty()) {
            facts.put("Nothing but zeros", summary.suspicious().size() + " image(s), in replies within the footprint");
        }
        summary.listingFailure().ifPresent(cause -> facts.put("Listing failed", cause));
        summary.noMatch().ifPresent(why -> facts.put("No match", why));
        summary.stopped().ifPresent(reason -> facts.put("Ended early", reason));
        return facts;
    }

    private static String text(String title, Map<String, String> facts, RunSummary summary) {
        StringBuilder text = new StringBuilder(title).append("\n\n");
        facts.forEach((name, value) -> text.append(String.format(Locale.ROOT, "%-14s %s%n", name, value)));
        if (summary.failed() > 0) {
            text.append("\nFailed images\n");
            shown(summary).forEach(image -> text.append("  ")
                    .append(image.image())
                    .append(": ")
                    .append(image.cause().orElse(""))
                    .append('\n'));
            text.append(more(summary));
        }
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    private static String html(String title, Map<String, String> facts, RunSummary summary) {
        StringBuilder html = new StringBuilder(
                        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(escaped(title))
                .append("</title></head>\n<body>\n<h1>")
                .append(escaped(title))
                .append("</h1>\n<table>\n<caption>The run in numbers</caption>\n");
        facts.forEach((name, value) -> row(html, name, value));
        html.append("</table>\n");
        if (summary.failed() > 0) {
            html.append("<h2>Failed images</h2>\n<table>\n<caption>Each with its cause</caption>\n");
            shown(summary)
                    .forEach(image -> row(html, image.image(), image.cause().orElse("")));
            html.append("</table>\n<p>").append(escaped(more(summary))).append("</p>\n");
        }
        return html.append("</body></html>\n").toString();
    }

    private static void row(StringBuilder html, String name, String value) {
        html.append("<tr><th scope=\"row\" align=\"left\">")
                .append(escaped(name))
                .append("</th><td>")
                .append(escaped(value))
                .append("</td></tr>\n");
    }

    private static List<ImageOutcome> shown(RunSummary summary) {
        return summary.failures().stream().limit(FAILURES_SHOWN).toList();
    }

    private static String more(RunSummary summary) {
        int left = summary.failed() - FAILURES_SHOWN;
        return left > 0 ? "and " + left + " more, in the summary file\n" : "";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
