package dev.swath.report;

import dev.swath.run.ImageOutcome;
import dev.swath.run.OutcomeStatus;
import dev.swath.run.RunSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The images of a run as an HTML table, with their quicklooks if there are any. */
final class ImageTable {

    /** The most rows that keep a page responsive. */
    static final int MOST_ROWS = 3000;

    private final RunSummary summary;
    private final Thumbnails thumbnails;

    private ImageTable(RunSummary summary, Thumbnails thumbnails) {
        this.summary = summary;
        this.thumbnails = thumbnails;
    }

    static String of(RunSummary summary, Thumbnails thumbnails) {
        return summary.images().isEmpty()
                ? "<p>No image was downloaded.</p>"
                : new ImageTable(summary, thumbnails).table();
    }

    private String table() {
        List<String> columns = new ArrayList<>();
        if (hasPictures()) {
            columns.add("picture");
        }
        columns.addAll(List.of(
                "image", "acquired", "outcome", "file", "time", "requests", "again", "429", "received", "written"));
        StringBuilder rows = new StringBuilder();
        summary.images().stream().limit(MOST_ROWS).forEach(image -> rows.append(row(image)));
        String table = Markup.table("In order of acquisition", columns, rows.toString());
        return "<div class=\"images\">" + table + "</div>" + more() + aboutPictures();
    }

    private String more() {
        int inFile = Math.max(0, summary.images().size() - MOST_ROWS);
        return (inFile > 0 ? Markup.of("<p>And %d more, in the summary file.</p>", inFile) : "")
                + (summary.moreImages() > 0
                        ? Markup.of("<p>And %d more, which are counted only.</p>", summary.moreImages())
                        : "");
    }

    private boolean hasPictures() {
        return !thumbnails.pictures().isEmpty();
    }

    private String aboutPictures() {
        String unreadable = thumbnails.unreadable() > 0
                ? Markup.of("<p>Quicklooks that could not be read: %d.</p>", thumbnails.unreadable())
                : "";
        return unreadable
                + (thumbnails.pictures().size() == Thumbnails.MOST
                        ? Markup.of("<p>A page has room for %d pictures.</p>", Thumbnails.MOST)
                        : "");
    }

    private String row(ImageOutcome image) {
        String status = image.status().name().toLowerCase(Locale.ROOT);
        String name = image.image().substring(image.image().lastIndexOf('/') + 1);
        return "<tr>" + (hasPictures() ? "<td class=\"picture\">" + picture(image, name) + "</td>" : "")
                + Markup.of(
                        "<th scope=\"row\"><code>%s</code></th><td>%s</td><td><span class=\"state %s\">%s %s</span></td>"
                                + "<td class=\"name\">%s</td><td>%s</td><td>%d</td><td>%d</td><td>%d</td><td>%s</td><td>%s</td></tr>%n",
                        Markup.text(name),
                        image.acquired().toString().substring(0, 10),
                        status,
                        sign(image.status()),
                        status,
                        Markup.text(image.file().orElse("–")),
                        Markup.seconds(image.busySeconds()),
                        image.requests(),
                        image.retries(),
                        image.rejected(),
                        SummaryTable.size(image.bytesReceived()),
                        SummaryTable.size(image.bytesWritten()));
    }

    private String picture(ImageOutcome image, String name) {
        return thumbnails
                .of(image)
                .map(picture -> Markup.of(
                        "<img src=\"%s\" width=\"%d\" height=\"%d\" alt=\"Quicklook of %s\">",
                        picture.uri(), picture.width(), picture.height(), Markup.text(name)))
                .orElse("");
    }

    private static String sign(OutcomeStatus status) {
        String sign =
                switch (status) {
                    case STORED -> "✓";
                    case SKIPPED -> "→";
                    case EMPTY -> "○";
                    case ELSEWHERE -> "↗";
                    case FAILED -> "✗";
                };
        return "<span aria-hidden=\"true\">" + sign + "</span>";
    }
}
