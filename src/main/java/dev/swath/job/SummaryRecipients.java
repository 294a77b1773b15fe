package dev.swath.job;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who is told of a job's runs.
 *
 * @param ofEach Camel URIs that get the summary of each run
 * @param ofIncomplete Camel URIs that get the summaries of those runs only that did not do all they should
 */
public record SummaryRecipients(List<String> ofEach, List<String> ofIncomplete) {

    /** The setting of those who are told of each run. */
    public static final String SUMMARY_TO = "swath.summary-to";

    /** The setting of those who are told of incomplete runs. */
    public static final String ALERT_TO = "swath.alert-to";

    /** A value in RAW may hold anything; a comma ends a URI where another one begins behind it. */
    private static final Pattern SEPARATOR =
            Pattern.compile("RAW\\([^)]*\\)|RAW\\{[^}]*}|(?<comma>,\\s*(?=[a-zA-Z][a-zA-Z0-9+.-]+:))");

    public SummaryRecipients {
        ofEach = List.copyOf(ofEach);
        ofIncomplete = List.copyOf(ofIncomplete);
    }

    /** The URIs of a list, which are separated by commas; commas inside a URI are its own. */
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
