package dev.swath.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Header;

/** The dashboard's pages and their assets, from the class path. */
public final class Pages {

    private static final Pattern RUN = Pattern.compile("/runs/[^/]+");
    private static final Pattern ASSET = Pattern.compile("/assets/([a-z0-9-]+\\.(?:css|js|json|svg|png))");
    private static final Pattern LEAFLET = Pattern.compile("/assets/leaflet/((?:images/)?[a-z0-9-]+\\.(?:css|js|png))");

    private static final Map<String, String> PAGES =
            Map.of("/", "index.html", "/runs", "runs.html", "/map", "map.html", "/failures", "failures.html");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "png", "image/png");

    private static final String OURS = "/dev/swath/dashboard/";
    private static final String OF_LEAFLET = "/META-INF/resources/webjars/leaflet/1.9.4/dist/";

    /**
     * The page or asset of a path, or the "not found" page.
     *
     * @throws IOException if it can't be read
     */
    public Reply page(@Header(Exchange.HTTP_PATH) String path) throws IOException {
        Optional<Reply> found = found(path);
        if (found.isEmpty() && path.startsWith("/api/")) {
            return Reply.refusal(404, "not found; /api/openapi.json lists what exists");
        }
        return found.isPresent() ? found.get() : framed(404, "404.html", "");
    }

    private static Optional<Reply> found(String path) throws IOException {
        if (PAGES.containsKey(path)) {
            return Optional.of(framed(200, PAGES.get(path), path));
        }
        if (path.equals("/favicon.ico")) {
            return read(200, OURS + "assets/icon.svg");
        }
        if (RUN.matcher(path).matches()) {
            return Optional.of(framed(200, "run.html", "/runs"));
        }
        var asset = ASSET.matcher(path);
        if (asset.matches()) {
            return read(200, OURS + "assets/" + asset.group(1));
        }
        var leaflet = LEAFLET.matcher(path);
        return leaflet.matches() ? read(200, OF_LEAFLET + leaflet.group(1)) : Optional.empty();
    }

    /** The OpenAPI description. */
    public Reply openApi() throws IOException {
        return read(200, "/dev/swath/dashboard-routes/openapi.json").orElseThrow();
    }

    /** A page in the frame that all pages share. */
    private static Reply framed(int status, String page, String section) throws IOException {
        String html = PageFrame.of(text("frame.html"), text(page), section);
        return reply(status, TYPES.get("html"), html.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String page) throws IOException {
        return new String(read(200, OURS + page).orElseThrow().body(), StandardCharsets.UTF_8);
    }

    private static Reply reply(int status, String type, byte[] body) {
        return new Reply(status, type, body, Map.of("Cache-Control", "no-cache"));
    }

    private static Optional<Reply> read(int status, String resource) throws IOException {
        try (InputStream in = Pages.class.getResourceAsStream(resource)) {
            if (in == null) {
                return Optional.empty();
            }
            String type = TYPES.get(resource.substring(resource.lastIndexOf('.') + 1));
            return Optional.of(reply(status, type, in.readAllBytes()));
        }
    }
}
