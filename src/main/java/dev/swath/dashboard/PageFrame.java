package dev.swath.dashboard;

/** The frame that all pages share: the head, the navigation, and places for a page's own head elements and content. */
final class PageFrame {
    private static final String HEAD = "{{head}}";
    private static final String CONTENT = "{{content}}";
    private static final String MAIN = "  <main";

    private PageFrame() {}

    /**
     * A page in the frame.
     *
     * @param frame the frame, with {@value #HEAD} and {@value #CONTENT}
     * @param page the page's own head elements, such as its title, and its content from the element {@code main} on
     * @param section path of the page that the navigation marks as current; empty for none
     */
    static String of(String frame, String page, String section) {
        int content = page.indexOf(MAIN);
        return frame.replace(entry(section), "<li><a href=\"" + section + "\" aria-current=\"page\">")
                .replace(HEAD, page.substring(0, content))
                .replace(CONTENT, page.substring(content));
    }

    private static String entry(String section) {
        return "<li><a href=\"" + section + "\">";
    }
}
