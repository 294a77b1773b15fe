package dev.swath.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swath.run.FailedAttempt;
import dev.swath.run.ImageOutcome;
import dev.swath.run.LeftOut;
import dev.swath.run.Outcomes;
import dev.swath.run.Run;
import dev.swath.run.RunSummary;
import dev.swath.run.RunTally;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SummaryReportsTest {

    private static final Instant START = Instant.parse("2024-08-01T06:00:00Z");

    private final RunTally tally = new RunTally(Run.of("david", "parallel", START));

    @Test
    void the_table_shows_counts_times_and_each_failure() {
        tally.add(Outcomes.stored("S2/a", START, 3, Outcomes.request(0, 2)));
        tally.add(ImageOutcome.failed("S2/b", START, "HTTP 404 NOT_FOUND: Asset 'b' not found."));

        String table = SummaryTable.of(tally.summarize(START.plusSeconds(2)));

        assertThat(table)
                .contains("2 listed: 1 stored, 0 skipped, 0 empty, 1 failed")
                .contains("1.0 MB received, 400.0 kB written")
                .contains("2.00 s wall, 3.00 s busy: speed-up 1.50 (busy ÷ wall)")
                .contains("failed   S2/b: HTTP 404 NOT_FOUND: Asset 'b' not found.");
        assertThat(table.lines().filter(line -> line.startsWith("fetch")))
                .singleElement()
                .asString()
                .contains("1      2.000      2.000      2.000      2.000");
    }

    @Test
    void an_image_with_replies_of_zeros_is_named_everywhere() throws Exception {
        tally.add(Outcomes.withZeroReplies(Outcomes.stored("S2/a", START, 3, Outcomes.request(0, 2)), 3));
        tally.add(Outcomes.stored("S2/b", START, 3, Outcomes.request(0, 2)));
        RunSummary summary = tally.summarize(START.plusSeconds(2));

        JsonNode json = new ObjectMapper().readTree(SummaryJson.of(summary));

        assertThat(summary.complete()).isTrue();
        assertThat(SummaryTable.of(summary))
                .contains("warning  S2/a: replies of nothing but zeros within its footprint: 3\n")
                .doesNotContain("S2/b");
        assertThat(json.at("/images/0/zeroReplies").asInt()).isEqualTo(3);
        assertThat(json.path("warnings")).hasSize(1);
        assertThat(SummaryMail.of(summary).text()).containsPattern("Nothing but zeros +1 image");
    }

    @Test
    void the_table_names_twenty_failures_and_counts_the_others() {
        for (int i = 0; i < 25; i++) {
            tally.add(ImageOutcome.failed("image-" + i, START, "cause"));
        }

        String table = SummaryTable.of(tally.summarize(START.plusSeconds(1)));

        assertThat(table.lines().filter(line -> line.startsWith("failed"))).hasSize(20);
        assertThat(table).contains("and 5 more");
    }

    @Test
    void images_that_were_left_out_are_counted_by_their_reason_and_named_in_the_json() throws Exception {
        tally.leaveOut(new LeftOut("S2/a", LeftOut.Reason.MIN_COVERAGE));
        tally.leaveOut(new LeftOut("S2/b", LeftOut.Reason.MAX_IMAGES));
        tally.leaveOut(new LeftOut("S2/c", LeftOut.Reason.MAX_IMAGES));
        tally.overtakenBy(3);
        RunSummary summary = tally.summarize(START.plusSeconds(1));

        assertThat(SummaryTable.of(summary).lines())
                .contains("left out 1: each image covers too little of the area")
                .contains("left out 2: each image exceeds the number of images that a run may download")
                .contains("schedule 3 scheduled runs fell due while this run went on");
        JsonNode json = new ObjectMapper().readTree(SummaryJson.of(summary));
        assertThat(json.path("overtaken").asInt()).isEqualTo(3);
        assertThat(json.at("/leftOut/1/image").asText()).isEqualTo("S2/b");
        assertThat(json.at("/leftOut/1/reason").asText()).isEqualTo("max-images");
        assertThat(summary.complete()).isTrue();
    }

    @Test
    void the_json_holds_seconds_and_bytes() throws Exception {
        tally.listedPage(0.25);
        tally.add(Outcomes.stored("S2/a", START, 3, Outcomes.request(0.5, 2)));
        RunSummary summary = tally.summarize(START.plusSeconds(2));

        JsonNode json = new ObjectMapper().readTree(SummaryJson.of(summary));

        assertThat(json.path("job").asText()).isEqualTo("david");
        assertThat(json.path("started").asText()).isEqualTo("2024-08-01T06:00:00Z");
        assertThat(json.path("stored").asInt()).isEqualTo(1);
        assertThat(json.path("bytesReceived").asLong()).isEqualTo(1_000_000);
        assertThat(json.at("/steps/list/totalSeconds").asDouble()).isEqualTo(0.25);
        assertThat(json.at("/images/0/status").asText()).isEqualTo("stored");
        assertThat(json.at("/images/0/timings/0/startSeconds").asDouble()).isEqualTo(0.5);
        assertThat(json.at("/images/0/timings/0/fetchSeconds").asDouble()).isEqualTo(1.5);
        assertThat(json.has("listingFailure")).isFalse();
    }

    @Test
    void the_json_has_the_times_and_answers_of_failed_requests() throws Exception {
        tally.add(Outcomes.withFailedTries(
                Outcomes.stored("S2/a", START, 3), new FailedAttempt(0.5, 2, 429), new FailedAttempt(3, 3.5, 0)));

        JsonNode failed = new ObjectMapper()
                .readTree(SummaryJson.of(tally.summarize(START.plusSeconds(4))))
                .at("/images/0/failedTries");

        assertThat(failed.path(0).path("startSeconds").asDouble()).isEqualTo(0.5);
        assertThat(failed.path(0).path("endSeconds").asDouble()).isEqualTo(2);
        assertThat(failed.path(0).path("status").asInt()).isEqualTo(429);
        assertThat(failed.path(1).has("status")).isFalse();
    }

    @Test
    void the_json_distinguishes_failures_of_this_machine_from_those_of_the_service() throws Exception {
        tally.add(ImageOutcome.failed("S2/a", START, "IOException: No space left on device")
                .ofThisMachine());
        tally.add(ImageOutcome.failed("S2/b", START, "HTTP 404"));

        JsonNode images = new ObjectMapper()
                .readTree(SummaryJson.of(tally.summarize(START.plusSeconds(2))))
                .path("images");

        assertThat(images.path(0).path("local").asBoolean()).isTrue();
        assertThat(images.path(1).has("local")).isFalse();
    }
}
