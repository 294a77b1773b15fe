package dev.swath.report;

import dev.swath.run.ImageOutcome;
import dev.swath.run.RunSummary;
import java.util.List;

/** The failed images of a run with their causes, and how to fetch them again. */
final class FailureList {

    private FailureList() {}

    /** A section of the page; empty if no image failed. */
    static String of(RunSummary summary) {
        List<ImageOutcome> failures = summary.failures();
        if (failures.isEmpty()) {
            return "";
        }
        StringBuilder rows = new StringBuilder();
        failures.stream()
                .limit(ImageTable.MOST_ROWS)
                .forEach(image -> rows.append(Markup.of(
                        "<tr><th scope=\"row\"><code>%s</code></th><td class=\"name\">%s</td></tr>%n",
                        Markup.text(image.image()), Markup.text(image.cause().orElse("")))));
        int more = summary.failed() - Math.min(failures.size(), ImageTable.MOST_ROWS);
        return "<section class=\"failures\"><h2>Failures</h2><p>This command fetches them again; it needs the"
                + " ledger. Without a ledger, run the job again: stored images are skipped.</p><pre"
                + " tabindex=\"0\">swath failures "
                + Markup.text(shell(summary.job())) + " --run " + Markup.text(shell(summary.run())) + " --retry</pre>"
                + Markup.table("Each failed image and its cause", List.of("image", "cause"), rows.toString())
                + (more > 0 ? Markup.of("<p>And %d more: <code>swath failures</code> lists them all.</p>", more) : "")
                + "</section>";
    }

    /** A word of a command, quoted if a shell would change it. */
    private static String shell(String word) {
        return word.matches("[A-Za-z0-9._:-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
