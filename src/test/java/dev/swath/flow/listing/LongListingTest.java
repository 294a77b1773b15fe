package dev.swath.flow.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.flow.FlowTest;
import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.flow.ScriptedImages;
import dev.swath.flow.ScriptedReply;
import dev.swath.flow.ScriptedRequest;
import dev.swath.flow.With;
import dev.swath.ledger.FailedImage;
import dev.swath.ledger.Ledger;
import dev.swath.ledger.LedgerUrl;
import dev.swath.ledger.RecordedOutcome;
import dev.swath.ledger.RunRecord;
import dev.swath.run.ImageOutcome;
import dev.swath.run.OutcomeStatus;
import dev.swath.run.RunSummary;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A listing of twenty thousand images, all but three of them outside the area. */
@Slow("A listing of twenty thousand images leaves right totals, few rows and files of bounded size.")
class LongListingTest extends FlowTest {

    private static final int IMAGES = 20_000;
    private static final int PAGE = 1000;
    private static final List<Integer> INSIDE = List.of(7, 12_345, 19_999);
    private static final String FOOTPRINT =
            "[[[-82.8148, 8.0496], [-81.8186, 8.0528], [-81.8207, 9.0458], [-82.8195, 9.0422],";

    private static String asset(int number) {
        String asset = ScriptedImages.asset(
                ScriptedEarthEngine.COLLECTION, "image-" + number, number % 100, List.of("B3", "B4", "B8"));
        return INSIDE.contains(number)
                ? asset
                : asset.replace(
                        FOOTPRINT, "[[[-82.8148, 8.0496], [-82.8148, 8.0596], [-82.8048, 8.0596], [-82.8048, 8.0496],");
    }

    private ScriptedReply page(ScriptedRequest request) {
        int first = request.page() * PAGE;
        return ScriptedEarthEngine.assets(
                IntStream.range(first, first + PAGE)
                        .mapToObj(LongListingTest::asset)
                        .toList(),
                first + PAGE < IMAGES ? "page-" + (request.page() + 1) : "");
    }

    private <T> List<T> ask(Function<Ledger, List<T>> question) {
        try (Ledger ledger = Ledger.open(LedgerUrl.of(Optional.of(ledgerUrl), Optional.empty()))) {
            return question.apply(ledger);
        }
    }

    private List<String> rows(RunSummary of) {
        List<RecordedOutcome> rows = ask(ledger -> ledger.outcomes().ofRun(of.run(), IMAGES));
        return rows.stream().map(RecordedOutcome::image).toList();
    }

    private List<String> failures(RunSummary of) {
        List<FailedImage> failures = ask(ledger -> ledger.outcomes().failures(of.run()));
        return failures.stream().map(FailedImage::image).toList();
    }

    @Test
    @With("list.page-size = 1000")
    void counts_every_image_and_names_a_thousand_of_those_with_nothing_to_do() throws Exception {
        earthEngine.answersListing(this::page);

        RunSummary summary = run();

        assertThat(summary.complete()).isTrue();
        assertThat(summary.listed()).isEqualTo(IMAGES);
        assertThat(summary.stored()).isEqualTo(3);
        assertThat(summary.empty()).isEqualTo(IMAGES - 3);
        assertThat(summary.images()).hasSize(1003);
        assertThat(summary.moreImages()).isEqualTo(IMAGES - 1003);
        assertThat(summary.images().stream().filter(image -> image.status() == OutcomeStatus.STORED))
                .extracting(ImageOutcome::file)
                .containsExactlyInAnyOrder(
                        Optional.of("image-7_L2A.tif"),
                        Optional.of("image-12345_L2A.tif"),
                        Optional.of("image-19999_L2A.tif"));
        assertThat(rows(summary)).hasSize(1003);
        RunRecord record = ask(ledger -> ledger.runs().latest(Optional.of(JOB), 1, Instant.now()))
                .get(0);
        assertThat(record.counts()).isEqualTo(new RunRecord.Counts(IMAGES, 3, 0, IMAGES - 3, 0, 0));
        assertThat(Files.size(output().resolve("runs/" + summary.run() + ".json")))
                .isLessThan(600_000);
        assertThat(Files.readString(output().resolve("runs/" + summary.run() + ".html")))
                .contains("And " + (IMAGES - 1003) + " more, which are counted only.")
                .hasSizeLessThan(600_000);
    }

    @Test
    @With("list.page-size = 1000")
    void an_image_that_has_failed_before_gets_a_row_when_nothing_is_left_to_do_for_it() throws Exception {
        String odd = "COPERNICUS/S2_SR_HARMONIZED/image-15000";
        earthEngine.lists("image-15000").answersPixels(request -> ScriptedReply.error(404, "NOT_FOUND", "Gone."));
        RunSummary failed = run();
        assertThat(failures(failed)).containsExactly(odd);
        earthEngine.answersListing(this::page).answersPixels(ScriptedReply::pixels);

        RunSummary summary = run();

        assertThat(summary.empty()).isEqualTo(IMAGES - 3);
        assertThat(failures(failed)).isEmpty();
        assertThat(rows(summary)).hasSize(1004).contains(odd);
    }
}
