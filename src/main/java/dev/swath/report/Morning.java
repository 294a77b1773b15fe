package dev.swath.report;

import dev.swath.run.ImageOutcome;
import dev.swath.run.OutcomeStatus;
import dev.swath.run.RunSummary;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What whoever opens the report in the morning wants to know: how many images are new, what failed and why, the newest picture. */
final class Morning {

    private static final int MOST_CAUSES = 3;

    private Morning() {}

    /** The top of the page. */
    static String of(RunSummary summary, Thumbnails thumbnails) {
        return "<section class=\"morning\"><div><p class=\"lead\">" + news(summary) + "</p>" + failures(summary)
                + "</div>" + newest(summary, thumbnails) + "</section>";
    }

    private static String news(RunSummary summary) {
        String images = summary.stored() == 0
                ? "No new image"
                : summary.stored() == 1 ? "1 new image" : summary.stored() + " new images";
        return Markup.text(images
                + (summary.skipped() > 0 ? ", " + summary.skipped() + " already stored" : "")
                + (summary.failed() > 0 ? ", " + summary.failed() + " failed" : "")
                + (summary.notStarted() > 0 ? ", " + summary.notStarted() + " not started" : "")
                + ".");
    }

    /** Each cause once, with how many images it is of. */
    private static String failures(RunSummary summary) {
        Map<String, Long> causes = summary.failures().stream()
                .collect(Collectors.groupingBy(
                        image -> image.cause().orElse(""), LinkedHashMap::new, Collectors.counting()));
        if (causes.isEmpty()) {
            return "";
        }
        String list = causes.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MOST_CAUSES)
                .map(cause -> "<li>" + cause.getValue() + " × " + Markup.text(cause.getKey()) + "</li>")
                .collect(Collectors.joining());
        int more = causes.size() - MOST_CAUSES;
        return "<ul class=\"causes\">" + list + (more > 0 ? Markup.of("<li>and %d further causes</li>", more) : "")
                + "</ul>";
    }

    private static String newest(RunSummary summary, Thumbnails thumbnails) {
        Optional<ImageOutcome> newest = summary.images().stream()
                .filter(image -> image.status() == OutcomeStatus.STORED)
                .filter(image -> thumbnails.of(image).isPresent())
                .max(Comparator.comparing(ImageOutcome::acquired));
        return newest.map(image -> {
                    Thumbnails.Picture picture = thumbnails.of(image).orElseThrow();
                    String day = image.acquired().toString().substring(0, 10);
                    return Markup.of(
                            "<figure class=\"newest\"><img src=\"%s\" width=\"%d\" height=\"%d\" alt=\"The newest image, of %s\">"
                                    + "<figcaption>The newest: %s</figcaption></figure>",
                            picture.uri(), picture.width(), picture.height(), day, day);
                })
                .orElse("");
    }
}
