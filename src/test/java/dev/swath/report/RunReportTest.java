package dev.swath.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.job.Job;
import dev.swath.job.Setting;
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

/** The page that a run leaves for people. */
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
        assertThat(text(page, "//ul[@class='failures']/li")).contains("S2/b", "Asset 'b' not found.");
        assertThat(text(page, "//pre")).isEqualTo("swath failures --retry --run 20240110T060000.000Z-david david");
        assertThat(count(page, "//table[caption='In order of acquisition']/tbody/tr"))
                .isEqualTo(2);
    }

    @Test
    void draws_each_request_in_a_lane_that_is_free() throws Exception {
        tally.add(Outcomes.stored(
                "S2/a", START, 3, Outcomes.request(0, 2), Outcomes.request(1, 2), Outcomes.request(2.5, 3)));

        Document page = page(tally.summarize(START.plusSeconds(4)));

        assertThat(text(page, "//svg/@aria-label")).startsWith("Timeline of 3 requests in 2 lanes over 4.00 s");
        assertThat(count(page, "//rect[@class='word']")).isEqualTo(3);
        assertThat(count(page, "//rect[@class='word'][@y='4']")).isEqualTo(2);
        assertThat(count(page, "//rect[@class='word'][@y='16']")).isEqualTo(1);
    }

    @Test
    void marks_what_was_tried_again_and_what_was_answered_429() throws Exception {
        tally.add(Outcomes.stored(
                "S2/a",
                START,
                3,
                new RequestTiming(0, 0, 1, 0.1, 0.1, 1000, 2, 0),
                new RequestTiming(0, 0, 1, 0.1, 0.1, 1000, 3, 1),
                Outcomes.request(0, 1)));

        Document page = page(tally.summarize(START.plusSeconds(4)));

        assertThat(count(page, "//path[@class='retried']")).isEqualTo(1);
        assertThat(count(page, "//path[@class='rejected']")).isEqualTo(1);
    }

    /** Nothing is loaded, run or sent, and nothing that a server says becomes markup. */
    @Test
    void stands_alone_and_holds_no_foreign_markup_and_no_secret() throws Exception {
        String evil = "<script>alert(1)</script>\"'&\u0000\u001b";
        tally.add(ImageOutcome.failed("S2/" + evil, START, evil));
        tally.add(Outcomes.stored(evil, START, 3, Outcomes.request(0, 2)));
        tally.listingFailed(evil);
        tally.stop(evil);

        RunSummary summary = tally.summarize(START.plusSeconds(4));
        String html = RunReport.of(job(), summary);

        assertThat(html)
                .doesNotContain("<script", "hunter2", "\u0000", "\u001b", "src=", "href=", "url(", "@import")
                .contains("default-src 'none'", "&lt;script&gt;alert(1)&lt;/script&gt;");
        assertThat(text(page(summary), "//ul[@class='failures']/li")).contains("<script>alert(1)</script>\"'&");
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

        String html = RunReport.of(job(), tally.summarize(START.plusSeconds(1001)));

        assertThat(html.length()).isLessThan(5_000_000);
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
    void an_axis_has_ten_marks_at_most() {
        assertThat(IntStream.of(1, 7, 28, 100, 3599, 86_400))
                .allSatisfy(seconds -> assertThat(seconds / new TimeAxis(seconds, 0, 100).step())
                        .isBetween(2.0, 10.0));
    }

    private static Job job() {
        return Job.from("david", key -> Optional.ofNullable(SETTINGS.get(key))
                .or(() -> Setting.find(key).map(Setting::defaultValue)));
    }

    private static Document page(RunSummary summary) throws Exception {
        return parse(RunReport.of(job(), summary));
    }

    /** The page is well-formed enough for a reader of XML, once its empty elements are closed. */
    private static Document parse(String html) throws Exception {
        String xml = html.replaceFirst("<!doctype html>", "").replaceAll("<meta ([^>]*)>", "<meta $1/>");
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static String text(Document page, String path) throws Exception {
        return XPathFactory.newInstance().newXPath().evaluate(path, page).strip();
    }

    private static int count(Document page, String path) throws Exception {
        return ((NodeList) XPathFactory.newInstance().newXPath().evaluate(path, page, XPathConstants.NODESET))
                .getLength();
    }
}
