package dev.swath.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who is notified of a job's runs.
 *
 * @param ofEach Camel URIs that get the summary of each run
 * @param ofAlerts Camel URIs that get the summaries of some runs only
 * @param alerts of which runs these are
 */
public record SummaryRecipients(List<String> ofEach, List<String> ofAlerts, Set<Alert> alerts) {

    /** The setting for recipients of every summary. */
    public static final String SUMMARY_TO = "swath.summary-to";

    /** The setting for recipients of alerts. */
    public static final String ALERT_TO = "swath.alert-to";

    /** A comma ends a URI only if another URI begins behind it; a value in RAW may have any characters. */
    private static final Pattern SEPARATOR =
            Pattern.compile("RAW\\([^)]*\\)|RAW\\{[^}]*}|(?<comma>,\\s*(?=[a-zA-Z][a-zA-Z0-9+.-]+:))");

    public SummaryRecipients {
        ofEach = List.copyOf(ofEach);
        ofAlerts = List.copyOf(ofAlerts);
        alerts = Set.copyOf(alerts);
    }

    /** The URIs of a list, separated by commas; commas inside a URI belong to it. */
    static List<String> uris(String list) {
        List<String> uris = new ArrayList<>();
        Matcher separator = SEPARATOR.matcher(list);
        int begin = 0;
        while (separator.find()) {
            if (separator.group("comma") != null) {
                uris.add(list.substring(begin, separator.start()).strip());
                begin = separator.end();
            }
        }
        uris.add(list.substring(begin).strip());
        uris.removeIf(String::isEmpty);
        return uris;
    }
}
