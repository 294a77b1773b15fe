package dev.swath.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.job.Job;
import dev.swath.job.SettingReader;
import dev.swath.run.FailedAttempt;
import dev.swath.run.ImageOutcome;
import dev.swath.run.Outcomes;
import dev.swath.run.RequestTiming;
import dev.swath.run.Run;
import dev.swath.run.RunSummary;
import dev.swath.run.RunTally;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The HTML report of a run. */
class RunReportTest {

    private static final Instant START = Instant.parse("2024-01-10T06:00:00Z");
    private static final Map<String, String> SETTINGS = Map.of(
            "swath.collection", "COPERNICUS/S2_SR_HARMONIZED",
            "swath.area", "centre 8.3958,-82.4350 side 0.09",
            "swath.start", "2024-01-01",
            "swath.end", "2024-07-31",
            "swath.bands", "B8,B4,B3",
            "swath.visualization.min", "0",
            "swath.visualization.max", "5000",
            "swath.output", "sftp:writer@example.org/images?password=hunter2");

    private final RunTally tally = new RunTally(Run.of("david", "parallel", START));

    @Test
    void says_what_was_asked_for_and_what_came_of_it() throws Exception {
        tally.add(Outcomes.stored("S2/a", START, 3, Outcomes.request(0, 2), Outcomes.request(0.5, 1.5)));
        tally.add(ImageOutcome.failed("S2/b", START, "HTTP 404 NOT_FOUND: Asset 'b' not found."));

        Document page = page(tally.summarize(START.plusSeconds(4)));

        assertThat(text(page, "//h1")).isEqualTo("david");
        assertThat(text(page, "//dl[@class='asked']/div[dt='Collection']/dd")).isEqualTo("COPERNICUS/S2_SR_HARMONIZED");
        assertThat(text(page, "//dl[@class='asked']/div[dt='Picture']/dd")).isEqualTo("0 to 5000, gamma 1");
        assertThat(text(page, "//dl[@class='totals']/div[dt='stored']/dd")).isEqualTo("1");
        assertThat(text(page, "//dl[@class='totals']/div[dt='wall time']/dd")).isEqualTo("4.00 s");
        assertThat(text(page, "//strong[contains(@class,'state')]")).isEqualTo("incomplete");
        assertThat(text(page, "//section[@class='failures']//tbody/tr")).contains("S2/b", "Asset 'b' not found.");
        assertThat(text(page, "//pre")).isEqualTo("swath failures david --run 20240110T060000.000Z-david --retry");
        assertThat(count(page, "//table[caption='In order of acquisition']/tbody/tr"))
                .isEqualTo(2);
    }

    @Test
    void draws_each_request_in_a_lane_that_is_free() throws Exception {
        tally.add(Outcomes.stored(
                "S2/a", START, 3, Outcomes.request(0, 2), Outcomes.request(1, 2), Outcomes.request(2.5, 3)));

        Document page = page(tally.summarize(START.plusSeconds(4)));

        assertThat(text(page, "//svg/desc")).startsWith("3 requests in 2 lanes over 4.00 s");
        assertThat(count(page, "//rect[@class='word']")).isEqualTo(3);
        assertThat(count(page, "//rect[@class='word'][@y='6']")).isEqualTo(2);
        assertThat(count(page, "//rect[@class='word'][@y='18']")).isEqualTo(1);
    }

    @Test
    void marks_what_failed_what_was_answered_429_and_what_was_sent_again() throws Exception {
        tally.add(Outcomes.withFailedTries(
                Outcomes.stored(
                        "S2/a", START, 3, new RequestTiming(3, 0, 1, 0.1, 0.1, 1000, 3, 1), Outcomes.request(0, 1)),
                new FailedAttempt(0, 0.5, 429),
                new FailedAttempt(1, 2, 503)));

        Document page = page(tally.summarize(START.plusSeconds(5)));

        assertThat(marks(page, "again")).isEqualTo(1);
        assertThat(marks(page, "rejected")).isEqualTo(1);
        assertThat(marks(page, "cross")).isEqualTo(1);
        assertThat(marks(page, "bar failed")).isEqualTo(2);
        assertThat(page.getDocumentElement().getTextContent())
                .contains("sent at 0.00 s, failed after 0.50 s with status 429")
                .contains("sent at 1.00 s, failed after 1.00 s with status 503");
    }

    /** A table has the numbers of the drawing, and they add up to the requests. */
    @Test
    void has_the_numbers_of_timeline_and_histogram() throws Exception {
        tally.add(Outcomes.withFailedTries(
                Outcomes.stored("S2/a", START, 3, Outcomes.request(0, 2), Outcomes.request(6, 11.5)),
                new FailedAttempt(0.1, 0.5, 429)));

        Document page = page(tally.summarize(START.plusSeconds(12)));

        String rows = "//details[summary='The timeline in numbers']//tbody/tr";
        assertThat(text(page, "sum(" + rows + "/td[1])")).isEqualTo("3");
        assertThat(text(page, rows + "[1]/td[2]")).isEqualTo("1");
        assertThat(text(page, rows + "[1]/td[3]")).isEqualTo("1");
        assertThat(text(page, rows + "[1]/td[4]")).isEqualTo("1.4");
        assertThat(text(page, rows + "[7]/th")).isEqualTo("6.00 s");
        assertThat(text(page, "sum(//details[summary='The histogram in numbers']//tbody/tr/td)"))
                .isEqualTo("2");
    }

    /** Some readers can't see pictures or distinguish colours. */
    @Test
    void can_be_read_by_keys_and_by_ear() throws Exception {
        tally.add(Outcomes.stored("S2/a", START, 3, Outcomes.request(0, 2)));
        tally.add(ImageOutcome.failed("S2/b", START, "HTTP 404"));

        Document page = page(tally.summarize(START.plusSeconds(4)));

        assertThat(count(page, "//svg")).isEqualTo(2);
        assertThat(count(page, "//svg[@role='img'][title][desc]")).isEqualTo(2);
        assertThat(count(page, "//svg[substring-before(@aria-labelledby, ' ')=title/@id]"))
                .isEqualTo(2);
        assertThat(count(page, "//th[not(@scope)]")).isZero();
        assertThat(count(page, "//table[not(caption)]")).isZero();
        assertThat(count(page, "//div[@class='scroll'][not(@tabindex and @role and @aria-label)]"))
                .isZero();
        assertThat(count(page, "//*[@id=following::*/@id]")).isZero();
        assertThat(text(page, "//tr[contains(., 'S2/b') or th/code='b']//span[@class='state failed']"))
                .isEqualTo("✗ failed");
    }

    @Test
    void shows_the_picture_of_an_image_with_its_name() throws Exception {
        tally.add(Outcomes.stored("S2/a<b", START, 3, Outcomes.request(0, 2)));
        Thumbnails thumbnails =
                new Thumbnails(Map.of("S2/a<b.tif", new Thumbnails.Picture("data:image/jpeg;base64,AAAA", 96, 48)), 1);

        Document page = parse(RunReport.of(job(), tally.summarize(START.plusSeconds(4)), thumbnails));

        assertThat(text(page, "//td[@class='picture']/img/@src")).isEqualTo("data:image/jpeg;base64,AAAA");
        assertThat(text(page, "//td[@class='picture']/img/@alt")).isEqualTo("Quicklook of a<b");
        assertThat(page.getDocumentElement().getTextContent()).contains("Quicklooks that could not be read: 1.");
    }

    @Test
    void says_at_its_top_how_many_are_new_what_failed_and_why_and_shows_the_newest() throws Exception {
        tally.add(Outcomes.stored("S2/old", START, 3, Outcomes.request(0, 2)));
        tally.add(Outcomes.stored("S2/new", START.plusSeconds(86_400), 3, Outcomes.request(0, 2)));
        tally.add(ImageOutcome.failed("S2/x", START, "HTTP 404"));
        tally.add(ImageOutcome.failed("S2/y", START, "HTTP 404"));
        Thumbnails.Picture picture = new Thumbnails.Picture("data:image/jpeg;base64,NEW", 96, 48);
        Thumbnails thumbnails = new Thumbnails(
                Map.of(
                        "S2/new.tif",
                        picture,
                        "S2/old.tif",
                        new Thumbnails.Picture("data:image/jpeg;base64,OLD", 96, 48)),
                0);

        Document page = parse(RunReport.of(job(), tally.summarize(START.plusSeconds(4)), thumbnails));

        assertThat(text(page, "//section[@class='morning']//p")).isEqualTo("2 new images, 2 failed.");
        assertThat(text(page, "//section[@class='morning']//li")).isEqualTo("2 × HTTP 404");
        assertThat(text(page, "//section[@class='morning']//img/@src")).isEqualTo(picture.uri());
        assertThat(count(page, "//section[@class='morning']/preceding-sibling::dl"))
                .isZero();
    }

    /** Nothing is loaded, run or sent, and no text from a server becomes markup. */
    @Test
    void is_self_contained_without_foreign_markup_and_secrets() throws Exception {
        String evil = "<script>alert(1)</script>\"'&\u0000\u001b";
        tally.add(ImageOutcome.failed("S2/" + evil, START, evil));
        tally.add(Outcomes.stored(evil, START, 3, Outcomes.request(0, 2)));
        tally.listingFailed(evil);
        tally.stop(evil);

        RunSummary summary = tally.summarize(START.plusSeconds(4));
        String html = RunReport.of(job(), summary, Thumbnails.NONE);

        assertThat(html)
                .doesNotContain("<script", "hunter2", "\u0000", "\u001b", "src=", "href=", "url(", "@import")
                .contains("default-src 'none'", "&lt;script&gt;alert(1)&lt;/script&gt;");
        assertThat(text(page(summary), "//section[@class='failures']//tbody/tr"))
                .contains("<script>alert(1)</script>\"'&");
    }

    @Test
    void a_run_without_a_request_has_a_page_too() throws Exception {
        Document page = page(tally.summarize(START));

        assertThat(count(page, "//svg")).isZero();
        assertThat(text(page, "//section[h2='Over time']/p")).isEqualTo("Nothing was fetched.");
    }

    @Test
    void thousands_of_images_and_requests_stay_within_five_megabytes() throws Exception {
        for (int image = 0; image < 5000; image++) {
            List<RequestTiming> requests = new ArrayList<>();
            for (int tile = 0; tile < 8; tile++) {
                requests.add(Outcomes.request(image * 0.2 + tile * 0.02, image * 0.2 + 1.3));
            }
            tally.add(Outcomes.stored(
                    "COPERNICUS/S2_SR_HARMONIZED/20240105T160511_20240105T161202_T17P" + image,
                    START,
                    3,
                    requests.toArray(RequestTiming[]::new)));
        }

        String html = RunReport.of(job(), tally.summarize(START.plusSeconds(1001)), Thumbnails.NONE);

        assertThat(html.length()).isLessThan(2_500_000);
        assertThat(html).contains("There are 40000 requests, too many to draw each");
        assertThat(html).contains("And 2000 more, in the summary file.");
    }

    @Test
    void a_comparison_shows_both_runs_on_one_scale() throws Exception {
        tally.add(Outcomes.stored("S2/a", START, 3, Outcomes.request(0, 8)));
        RunTally other = new RunTally(Run.of("david", "sequential", START));
        other.add(Outcomes.stored("S2/a", START, 3, Outcomes.request(0, 8)));

        Document page = parse(ComparisonReport.of(
                List.of(other.summarize(START.plusSeconds(20)), tally.summarize(START.plusSeconds(10))), List.of()));

        assertThat(text(page, "//strong[@class='factor']")).isEqualTo("2.00 ×");
        assertThat(text(page, "//header")).contains("identical", "1 pairs");
        assertThat(count(page, "//svg")).isEqualTo(2);
        assertThat(text(page, "//table[caption='Both runs']//tr[th='wall time']"))
                .isEqualTo("wall time20.0 s10.0 s");
        assertThat(text(page, "(//rect[@class='word'])[1]/@width"))
                .isEqualTo(text(page, "(//rect[@class='word'])[2]/@width"));
        assertThat(text(
                        parse(ComparisonReport.of(
                                List.of(tally.summarize(START.plusSeconds(20)), tally.summarize(START.plusSeconds(10))),
                                List.of("a<b.tif"))),
                        "//p[@class='notice']"))
                .isEqualTo("Files that differ: a<b.tif");
    }

    @Test
    void times_are_counted_in_bins_of_powers_of_two() {
        assertThat(Histogram.of(List.of(0.3, 0.4, 0.6, 2.5)).bins())
                .containsExactly(
                        new Histogram.Bin(0.25, 0.5, 2),
                        new Histogram.Bin(0.5, 1, 1),
                        new Histogram.Bin(1, 2, 0),
                        new Histogram.Bin(2, 4, 1));
    }

    @Test
    void an_axis_counts_seconds_minutes_or_hours() {
        assertThat(new TimeAxis(0.4, 0, 100).marks(0, 0)).contains(">0.05 s<", ">0.40 s<");
        assertThat(new TimeAxis(28, 0, 100).marks(0, 0)).contains(">5 s<", ">25 s<");
        assertThat(new TimeAxis(400, 0, 100).marks(0, 0)).contains(">0:00 min<", ">6:00 min<");
        assertThat(new TimeAxis(10_000, 0, 100).marks(0, 0)).contains(">0:30 h<", ">2:30 h<");
    }

    @Test
    void times_are_written_for_people() {
        assertThat(Markup.duration(3.1)).isEqualTo("3.10 s");
        assertThat(Markup.duration(119)).isEqualTo("119.0 s");
        assertThat(Markup.duration(605.4)).isEqualTo("10 min 05 s");
        assertThat(Markup.duration(7500)).isEqualTo("2 h 05 min");
    }

    @Test
    void an_axis_has_ten_marks_at_most() {
        assertThat(IntStream.of(1, 7, 28, 100, 3599, 86_400))
                .allSatisfy(seconds -> assertThat(seconds / new TimeAxis(seconds, 0, 100).step())
                        .isBetween(2.0, 10.0));
    }

    private static Job job() {
        return Job.from("david", SettingReader.of(key -> Optional.ofNullable(SETTINGS.get(key))));
    }

    private static Document page(RunSummary summary) throws Exception {
        return parse(RunReport.of(job(), summary, Thumbnails.NONE));
    }

    /** An XML parser can read the page once its empty elements are closed. */
    private static Document parse(String html) throws Exception {
        String xml = html.replaceFirst("<!doctype html>", "").replaceAll("<(meta|img) ([^>]*)>", "<$1 $2/>");
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static String text(Document page, String path) throws Exception {
        return XPathFactory.newInstance().newXPath().evaluate(path, page).strip();
    }

    /** Pieces of a path, each of which begins with a move. */
    private static int marks(Document page, String style) throws Exception {
        return text(page, "//path[@class='" + style + "']/@d").split("M", -1).length - 1;
    }

    private static int count(Document page, String path) throws Exception {
        return ((NodeList) XPathFactory.newInstance().newXPath().evaluate(path, page, XPathConstants.NODESET))
                .getLength();
    }
}
