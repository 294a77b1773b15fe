package dev.swath.it;

import static dev.swath.it.WatchedPage.seen;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.swath.Slow;
import dev.swath.it.SwathProcess.Result;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dashboard of the packaged application in a browser, as its users see it. */
@Slow(
        "The packaged dashboard works in a browser: runs are started and followed, the map and the pages can be used by everybody.")
@Timeout(300)
class DashboardIT {

    private static final String TOKEN = "open-sesame-4711";

    /** A job that ran before the tests; one of its images failed. */
    private static final String CANAL = """
            - templatedRoute:
                routeId: canal
                routeTemplateRef: ingest
                parameters:
                  - { name: job, value: canal }
                  - { name: collection, value: COPERNICUS/S2_SR_HARMONIZED }
                  - { name: area, value: "-79.60,9.00,-79.58,9.02" }
                  - { name: start, value: "2024-01-01" }
                  - { name: end, value: "2024-07-31" }
                  - { name: bands, value: "B8,B4,B3" }
                  - { name: visualization.min, value: "0" }
                  - { name: visualization.max, value: "5000" }
                  - { name: file-name, value: "{id}_L2A.tif" }
                  - { name: split, value: sequential }
                  - { name: max-images, value: "6" }
                  - { name: cron, value: "0 0 6 1 1 ?" }
                  - { name: output, value: canal-images }
            """;

    private static final List<String> PAGES = List.of("/", "/runs", "/map", "/failures", "/nowhere");

    @TempDir
    private static Path folder;

    private static Chromium chromium;
    private static SwathProcess swath;
    private static String address;

    private BrowserContext profile;

    @BeforeAll
    static void start() throws Exception {
        chromium = Chromium.start();
        int port = FreePort.find();
        address = "http://127.0.0.1:" + port;
        OtherFolder.fill(
                folder,
                URI.create("emulator"),
                "emulator.latency = 400ms",
                "area = centre 8.3958,-82.4350 side 0.02",
                "visualization.min = 0",
                "visualization.max = 5000",
                "split = sequential",
                "max-images = 6",
                "cron = 0 0 6 1 1 ?",
                "dashboard.port = " + port,
                "dashboard.token = " + TOKEN);
        Files.writeString(folder.resolve("routes/jobs/canal.camel.yaml"), CANAL);
        Result once = SwathProcess.javaUncounted(
                folder, Map.of(), "once", "canal", "--set", "swath.emulator.faults=pixels.404:0.2,seed:7");
        assertThat(once.err()).contains("5 stored, 0 skipped, 0 empty, 1 failed");
        swath = SwathProcess.start(folder, Map.of(), "run", "--dashboard");
        assertThat(swath.hasWritten("dashboard url=" + address)).isTrue();
    }

    @AfterAll
    static void stop() throws IOException {
        if (swath != null) {
            swath.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void openProfile() {
        profile = chromium.profile(address, ColorScheme.LIGHT, 1280, 860);
    }

    @AfterEach
    void closeProfile() {
        profile.close();
    }

    @Test
    void a_job_is_started_with_the_token_and_its_run_is_followed_to_the_end_without_loading_the_page_again() {
        WatchedPage jobs = WatchedPage.open(profile, "/");
        jobs.leavesScreenshot("jobs");
        jobs.button("Run david-chiriqui now").click();
        jobs.page().locator("#token").fill(TOKEN);
        jobs.button("Continue").click();

        Locator live = jobs.page().locator("#live");
        seen(live.getByRole(AriaRole.PROGRESSBAR)).isVisible();
        jobs.leavesScreenshot("jobs-live");
        live.getByRole(AriaRole.LINK).click();
        jobs.page().waitForURL(Pattern.compile(".*/runs/.+"));
        jobs.page().evaluate("window.sameDocument = true");
        seen(jobs.page().locator("#when")).containsText("running");
        jobs.leavesScreenshot("run-live");

        seen(jobs.page().locator("#when")).containsText("complete");
        seen(jobs.page().locator("#images tbody tr")).hasCount(6);
        seen(jobs.page().locator("#images .state.stored")).hasCount(6);
        assertThat(jobs.page().evaluate("window.sameDocument")).isEqualTo(true);
        List<Locator> thumbnails = jobs.page().locator("#images img").all();
        assertThat(thumbnails).hasSize(6).allMatch(WatchedPage::isPicture);
        jobs.leavesScreenshot("run");
        assertThat(jobs.complaints()).isEmpty();
    }

    @Test
    void the_report_of_a_run_opens_from_the_history() throws Exception {
        WatchedPage runs = WatchedPage.open(profile, "/runs?job=canal");
        runs.leavesScreenshot("runs");
        runs.page().locator("#runs tbody tr").last().getByText("open").click();
        runs.page().waitForURL(Pattern.compile(".*/files/canal/.+[.]html"));

        assertThat(runs.page().locator("h1").textContent()).isEqualTo("canal");
        assertThat(runs.barriers()).isEmpty();
        runs.leavesScreenshot("report");
        assertThat(runs.complaints()).isEmpty();
    }

    @Test
    void the_map_shows_the_footprints_of_a_job_and_a_picture_where_one_is_clicked() {
        WatchedPage map = WatchedPage.open(profile, "/map");
        map.page().locator("#job").selectOption("canal");
        map.page().waitForURL("**/map?job=canal");
        map.awaitLoaded();

        int listed = map.page().locator(".images li").count();
        assertThat(listed).isBetween(5, 6);
        assertThat(map.page().locator("path.footprint").count()).isEqualTo(listed);
        assertThat(map.page().locator("path.coast").getAttribute("d")).hasSizeGreaterThan(100);
        map.page().locator("path.footprint").last().click();
        Locator popup = map.page().locator(".leaflet-popup");
        seen(popup).containsText("1 of " + listed + " here");
        assertThat(WatchedPage.isPicture(popup.locator("img"))).isTrue();
        popup.getByText("Older").click();
        seen(popup).containsText("2 of " + listed + " here");
        assertThat(WatchedPage.isPicture(popup.locator("img"))).isTrue();
        map.leavesScreenshot("map");
        assertThat(map.complaints()).isEmpty();
    }

    @Test
    void a_failed_image_is_fetched_again_and_is_a_failure_no_more() {
        WatchedPage failures = WatchedPage.open(profile, "/failures?job=canal");
        seen(failures.page().locator("#failures tbody tr")).hasCount(1);
        seen(failures.page().locator("#failures tbody tr")).containsText("does not exist");
        failures.leavesScreenshot("failures");

        failures.button("Fetch 1 image again").click();
        failures.page().locator("#token").fill(TOKEN);
        failures.button("Continue").click();

        seen(failures.page().locator("#failures")).containsText("Nothing is missing.");
        seen(failures.page().locator("#done")).containsText("canal: complete.");
        assertThat(failures.complaints()).isEmpty();
    }

    @Test
    void a_wrong_token_is_asked_for_again_and_nothing_is_started() {
        WatchedPage jobs = WatchedPage.open(profile, "/");
        jobs.button("Run canal now").click();
        jobs.page().locator("#token").fill("guessed");
        jobs.button("Continue").click();

        seen(jobs.page().locator("dialog")).containsText("Wrong token");
        jobs.button("Cancel").click();
        seen(jobs.page().locator("dialog")).hasCount(0);
        seen(jobs.page().locator("#live")).isHidden();
        assertThat(jobs.page().evaluate("sessionStorage.length + localStorage.length"))
                .isEqualTo(0);
    }

    @Test
    void buttons_are_off_and_say_why_where_no_token_is_set() {
        profile.route(
                "**/api/jobs",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setResponse(route.fetch())
                        .setBody(route.fetch().text().replaceAll("\"actions\" *: *true", "\"actions\":false"))));

        WatchedPage jobs = WatchedPage.open(profile, "/");

        seen(jobs.button("Run canal now")).isDisabled();
        seen(jobs.button("Run canal now")).hasAccessibleDescription(Pattern.compile(".*swath.dashboard.token.*"));
        seen(jobs.page().locator("#no-actions")).containsText("swath.dashboard.token");
    }

    @Test
    void an_error_of_the_server_and_a_lost_connection_are_shown_in_the_page() {
        profile.route("**/api/events", Route::abort);
        profile.route(
                "**/api/runs?**",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(500)
                        .setBody("{\"error\":\"The <b>ledger</b> does not answer.\"}")));
        WatchedPage runs = WatchedPage.open(profile, "/");
        runs.page().navigate("/runs");

        seen(runs.page().getByRole(AriaRole.ALERT)).hasText("The <b>ledger</b> does not answer.");
        seen(runs.page().locator("#connection")).containsText("Reconnecting");
        profile.unroute("**/api/runs?**");
        profile.unroute("**/api/events");

        seen(runs.page().locator("#connection")).isHidden();
        seen(runs.page().locator("#runs tbody tr").first()).isVisible();
        seen(runs.page().locator("#problem")).isHidden();
    }

    @ParameterizedTest(name = "{0}, {1} pixels wide")
    @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 320"})
    void no_page_keeps_anybody_out_or_runs_over_the_edge(ColorScheme scheme, int width) throws Exception {
        try (BrowserContext other = chromium.profile(address, scheme, width, 860)) {
            String run = WatchedPage.open(other, "/runs?job=canal")
                    .page()
                    .locator("#runs tbody th a")
                    .last()
                    .getAttribute("href");
            for (String path : concat(PAGES, run)) {
                WatchedPage page = WatchedPage.open(other, path);
                assertThat(page.barriers()).as(path).isEmpty();
                assertThat(page.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
                        .as(path)
                        .isEqualTo(true);
                page.leavesScreenshot(name(path) + "-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width);
                page.page().close();
            }
        }
    }

    @Test
    void the_keyboard_leads_from_the_first_page_to_a_picture_on_the_map_and_back() {
        WatchedPage page = WatchedPage.open(profile, "/");
        page.page().keyboard().press("Tab");
        seen(page.link("Skip to the content")).isFocused();
        page.page().keyboard().press("Enter");
        seen(page.page().locator("main")).isFocused();

        page.link("Map").first().focus();
        page.page().keyboard().press("Enter");
        page.page().waitForURL("**/map");
        page.awaitLoaded();
        Locator entry = page.page().locator(".images button").first();
        entry.focus();
        page.page().keyboard().press("Enter");
        seen(page.page().locator(".leaflet-popup h2")).isFocused();
        page.page().keyboard().press("Tab");
        seen(page.page().locator(".leaflet-popup a.view")).isFocused();
        page.page().keyboard().press("Escape");

        seen(page.page().locator(".leaflet-popup")).hasCount(0);
        seen(entry).isFocused();
        assertThat(page.complaints()).isEmpty();
    }

    private static List<String> concat(List<String> paths, String path) {
        return Stream.concat(paths.stream(), Stream.of(path)).toList();
    }

    private static String name(String path) {
        if (path.startsWith("/runs/")) {
            return "run";
        }
        return path.equals("/") ? "jobs" : path.substring(1);
    }
}
