package dev.swath.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A self-contained page: it loads nothing, runs no scripts, and looks the same from a disk and from a server. */
final class ReportPage {

    private static final String STYLE = "/dev/swath/report/page.css";

    private final StringBuilder page = new StringBuilder();

    /**
     * Begins a page.
     *
     * @param title plain text
     */
    ReportPage(String title) {
        page.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:;")
                .append(" style-src 'unsafe-inline'\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>")
                .append(Markup.text(title))
                .append("</title>\n<style>\n")
                .append(style())
                .append("</style>\n</head>\n<body>\n<main>\n");
    }

    private static String style() {
        try (InputStream in = ReportPage.class.getResourceAsStream(STYLE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Appends markup. */
    ReportPage add(String markup) {
        page.append(markup).append('\n');
        return this;
    }

    /** A list of names and values, both plain text. */
    ReportPage list(String style, Map<String, String> items) {
        page.append("<dl class=\"").append(style).append("\">\n");
        items.forEach((name, value) -> page.append("<div><dt>")
                .append(Markup.text(name))
                .append("</dt><dd>")
                .append(Markup.text(value))
                .append("</dd></div>\n"));
        page.append("</dl>\n");
        return this;
    }

    /** The whole page. */
    String end() {
        return page + "</main>\n</body>\n</html>\n";
    }
}
