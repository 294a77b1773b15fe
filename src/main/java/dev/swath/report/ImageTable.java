package dev.swath.report;

import dev.swath.run.ImageOutcome;
import java.util.List;
import java.util.Locale;

/** The images of a run as a table of HTML. */
final class ImageTable {

    /** Rows that a page can hold and stay quick. */
    static final int MOST_ROWS = 3000;

    private ImageTable() {}

    static String of(List<ImageOutcome> images) {
        StringBuilder table = new StringBuilder(
                "<div class=\"scroll\"><table><caption>In order of acquisition</caption><thead><tr><th scope=\"col\">image"
                        + "</th><th scope=\"col\">acquired</th><th scope=\"col\">outcome</th><th scope=\"col\" class=\"name\">file</th>"
                        + "<th scope=\"col\">time</th><th scope=\"col\">requests</th><th scope=\"col\">again</th>"
                        + "<th scope=\"col\">429</th><th scope=\"col\">received</th><th scope=\"col\">written</th></tr>"
                        + "</thead><tbody>\n");
        images.stream().limit(MOST_ROWS).forEach(image -> table.append(row(image)));
        table.append("</tbody></table></div>");
        if (images.size() > MOST_ROWS) {
            table.append(Markup.of("<p>And %d more, in the summary file.</p>", images.size() - MOST_ROWS));
        }
        return table.toString();
    }

    private static String row(ImageOutcome image) {
        String status = image.status().name().toLowerCase(Locale.ROOT);
        return Markup.of(
                "<tr><th scope=\"row\"><code>%s</code></th><td>%s</td><td><span class=\"state %s\">%s</span></td>"
                        + "<td class=\"name\">%s</td><td>%s</td><td>%d</td><td>%d</td><td>%d</td><td>%s</td><td>%s</td></tr>%n",
                Markup.text(image.image().substring(image.image().lastIndexOf('/') + 1)),
                image.acquired().toString().substring(0, 10),
                status,
                status,
                Markup.text(image.file().orElse("–")),
                Markup.seconds(image.busySeconds()),
                image.requests(),
                image.retries(),
                image.rejected(),
                SummaryTable.size(image.bytesReceived()),
                SummaryTable.size(image.bytesWritten()));
    }
}
