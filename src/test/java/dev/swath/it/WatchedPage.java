package dev.swath.it;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.swath.RouteFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A page in a browser, and all errors of the browser while it was open. */
final class WatchedPage {

    /** Where each test leaves its screenshots. */
    private static final Path SCREENSHOTS = RouteFile.projectFolder().resolve("target/screenshots");

    private static final double LONGEST_MS = 30_000;

    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    private WatchedPage(Page page) {
        this.page = page;
    }

    /** Opens a path of the server, and waits until it has loaded. */
    static WatchedPage open(BrowserContext profile, String path) {
        WatchedPage watched = new WatchedPage(profile.newPage());
        watched.watch();
        watched.page.navigate(path);
        watched.awaitLoaded();
        return watched;
    }

    private void watch() {
        page.setDefaultTimeout(LONGEST_MS);
        page.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())) {
                complaints.add(message.type() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add("not caught: " + error));
        page.onRequestFailed(request -> {
            // Leaving a page ends its event stream, too.
            if (!request.url().endsWith("/api/events")) {
                complaints.add("no answer: " + request.url() + " " + request.failure());
            }
        });
        page.onResponse(response -> {
            if (response.status() >= 400) {
                complaints.add(response.status() + ": " + response.url());
            }
        });
    }

    /** Waits until nothing is loading. */
    void awaitLoaded() {
        seen(page.getByText("Loading…")).hasCount(0);
        seen(page.locator("[aria-busy=true]")).hasCount(0);
        // An element that was made a part of a text.
        seen(page.getByText("[object ")).hasCount(0);
    }

    /** The page itself. */
    Page page() {
        return page;
    }

    /** The errors in the browser: of scripts, failed requests, violations of the server's policy. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** An assertion about an element, which must hold within half a minute. */
    static LocatorAssertions seen(Locator element) {
        PlaywrightAssertions.setDefaultAssertionTimeout(LONGEST_MS);
        return PlaywrightAssertions.assertThat(element);
    }

    /** The button with that label. */
    Locator button(String label) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(label).setExact(true));
    }

    /** The link with that label. */
    Locator link(String label) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(label).setExact(true));
    }

    /** Whether the picture was loaded, and is one. */
    static boolean isPicture(Locator image) {
        image.scrollIntoViewIfNeeded();
        return Boolean.TRUE.equals(
                image.evaluate("image => image.decode().then(() => image.naturalWidth > 0, () => false)"));
    }

    /** Serious and critical findings of axe-core. */
    List<String> barriers() throws IOException {
        page.evaluate(axe());
        Object findings = page.evaluate("""
                () => axe.run(document, { resultTypes: ['violations'] }).then(result => result.violations
                  .filter(finding => ['serious', 'critical'].includes(finding.impact))
                  .map(finding => `${finding.id}: ${finding.help}: ${finding.nodes.map(node => node.html).join(' ')}`))
                """);
        return ((List<?>) findings).stream().map(Objects::toString).toList();
    }

    private static String axe() throws IOException {
        try (InputStream script = WatchedPage.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Writes a screenshot. */
    void leavesScreenshot(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }
}
