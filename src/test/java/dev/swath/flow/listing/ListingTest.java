package dev.swath.flow.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.flow.FlowTest;
import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.flow.ScriptedImages;
import dev.swath.flow.ScriptedReply;
import dev.swath.flow.ScriptedRequest;
import dev.swath.flow.With;
import dev.swath.run.ImageOutcome;
import dev.swath.run.OutcomeStatus;
import dev.swath.run.RunSummary;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The collection is listed page by page while its images are downloaded. */
@Slow("Listings of many pages, with wrong entries or failing replies, end in the right images, each once.")
class ListingTest extends FlowTest {

    @Test
    void downloads_every_image_once_when_the_list_has_two_pages() throws Exception {
        earthEngine.lists("a b c", "d e");

        RunSummary summary = run();

        assertThat(files()).containsExactly("a_L2A.tif", "b_L2A.tif", "c_L2A.tif", "d_L2A.tif", "e_L2A.tif");
        assertThat(earthEngine.pixelRequests())
                .extracting(ScriptedRequest::image)
                .containsExactlyInAnyOrder("a", "b", "c", "d", "e");
        assertThat(summary.listed()).isEqualTo(5);
        assertThat(summary.steps().get("list").count()).isEqualTo(2);
        assertThat(summary.complete()).isTrue();
    }

    @Test
    @With({"list.page-size = 7", "filter = CLOUDY_PIXEL_PERCENTAGE < 85", "start = 2024-01-01", "end = 2024-07-31"})
    void asks_for_the_area_the_time_and_what_the_job_filters_by() throws Exception {
        earthEngine.lists("a", "b");

        run();

        assertThat(earthEngine.listRequests()).hasSize(2).allSatisfy(request -> {
            assertThat(request.path())
                    .isEqualTo("v1/projects/earthengine-public/assets/COPERNICUS/S2_SR_HARMONIZED:listAssets");
            assertThat(request.query()).containsEntry("pageSize", "7");
            assertThat(request.query().get("filter"))
                    .contains(
                            "startTime >= \"2024-01-01T00:00:00Z\"",
                            "endTime < \"2024-07-31T00:00:00Z\"",
                            "intersects(",
                            "properties.CLOUDY_PIXEL_PERCENTAGE < 85");
        });
        assertThat(earthEngine.listRequests().get(0).query()).doesNotContainKey("pageToken");
        assertThat(earthEngine.listRequests().get(1).query()).containsEntry("pageToken", "page-1");
    }

    @Test
    @With("split = sequential")
    void asks_for_a_page_only_when_the_one_before_is_used_up() throws Exception {
        List<Integer> pagesSeen = new CopyOnWriteArrayList<>();
        earthEngine.lists(pages(12)).answersPixels(request -> {
            pagesSeen.add(earthEngine.listRequests().size());
            return ScriptedReply.pixels(request);
        });

        assertThat(run().stored()).isEqualTo(12);
        assertThat(earthEngine.listRequests()).hasSize(12);
        assertThat(pagesSeen.get(0)).isLessThanOrEqualTo(2);
        assertThat(pagesSeen.get(5)).isLessThanOrEqualTo(7);
    }

    @Test
    @With("concurrency.images = 2")
    void asks_for_no_more_pages_than_there_are_images_in_work() throws Exception {
        List<Integer> pagesSeen = new CopyOnWriteArrayList<>();
        earthEngine.lists(pages(12)).answersPixels(request -> {
            earthEngine.listingsAtOnce().awaitMost(2, Duration.ofMillis(100));
            pagesSeen.add(earthEngine.listRequests().size());
            return ScriptedReply.pixels(request);
        });

        assertThat(run().stored()).isEqualTo(12);
        assertThat(pagesSeen.get(0)).isLessThanOrEqualTo(5);
    }

    @Test
    void an_empty_page_in_the_middle_does_not_end_the_listing() throws Exception {
        earthEngine.lists("a", "", "b");

        assertThat(run().stored()).isEqualTo(2);
    }

    @Test
    void empty_pages_without_an_end_end_the_listing_as_a_failure() throws Exception {
        AtomicInteger pages = new AtomicInteger();
        earthEngine
                .lists("a")
                .answersListing(request -> ScriptedEarthEngine.assets(
                        pages.get() == 0
                                ? List.of(ScriptedImages.asset(ScriptedEarthEngine.COLLECTION, "a", 0))
                                : List.of(),
                        "page-" + pages.incrementAndGet()));

        RunSummary summary = run();

        assertThat(earthEngine.listRequests()).hasSize(201);
        assertThat(summary.listingFailure())
                .hasValueSatisfying(cause -> assertThat(cause).contains("200 pages in a row without a new image"));
        assertThat(summary.stored()).isEqualTo(1);
    }

    @Test
    void pages_that_repeat_the_same_images_without_an_end_do_so_too() throws Exception {
        AtomicInteger pages = new AtomicInteger();
        earthEngine
                .lists("a")
                .answersListing(request -> ScriptedEarthEngine.assets(
                        List.of(ScriptedImages.asset(ScriptedEarthEngine.COLLECTION, "a", 0)),
                        "page-" + pages.incrementAndGet()));

        RunSummary summary = run();

        assertThat(summary.listingFailure()).isPresent();
        assertThat(summary.listed()).isEqualTo(1);
        assertThat(earthEngine.pixelRequests()).hasSize(1);
    }

    @Test
    void an_image_that_a_shift_of_the_pages_lists_twice_counts_once() throws Exception {
        earthEngine.lists("a b c", "c d", "e e a");

        RunSummary summary = run();

        assertThat(summary.listed()).isEqualTo(5);
        assertThat(summary.stored()).isEqualTo(5);
        assertThat(earthEngine.pixelRequests())
                .extracting(ScriptedRequest::image)
                .containsExactlyInAnyOrder("a", "b", "c", "d", "e");
    }

    @Test
    void what_was_listed_is_remembered_in_bounded_memory() {
        ListedBefore listed = new ListedBefore();

        for (int i = 0; i < 100_000; i++) {
            assertThat(listed.isNew("image-" + i)).isTrue();
            assertThat(listed.isNew("image-" + Math.max(0, i - 10_000))).isFalse();
        }
        assertThat(listed.isNew("image-0")).isTrue();
    }

    @Test
    void the_same_page_named_twice_ends_the_listing_as_a_failure() throws Exception {
        earthEngine.lists("a", "b", "c").answersListing(request -> earthEngine.page(request, "page-1"));

        RunSummary summary = run();

        assertThat(earthEngine.listRequests()).hasSize(2);
        assertThat(summary.listingFailure())
                .hasValueSatisfying(cause -> assertThat(cause).contains("was there before"));
        assertThat(summary.images())
                .extracting(ImageOutcome::status)
                .containsExactly(OutcomeStatus.STORED, OutcomeStatus.STORED);
    }

    @Test
    void pages_that_name_each_other_in_turn_end_the_listing_as_a_failure() throws Exception {
        earthEngine
                .lists("a", "b", "c")
                .answersListing(request -> earthEngine.page(request, request.page() == 1 ? "page-2" : "page-1"));

        RunSummary summary = run();

        assertThat(earthEngine.listRequests()).hasSizeLessThan(7);
        assertThat(summary.listingFailure()).isPresent();
    }

    @Test
    void a_collection_without_a_match_yields_a_summary_that_says_so() throws Exception {
        earthEngine.lists("");

        RunSummary summary = run();

        assertThat(summary.listed()).isZero();
        assertThat(summary.complete()).isTrue();
        assertThat(output().resolve("runs").resolve(summary.run() + ".json")).exists();
        assertThat(files()).isEmpty();
    }

    @Test
    void a_listing_that_is_forbidden_names_the_remedy_and_is_not_asked_for_again() throws Exception {
        earthEngine.answersListing(request -> ScriptedReply.error(
                403, "PERMISSION_DENIED", "Caller does not have required permission to use project my-project."));

        RunSummary summary = run();

        assertThat(summary.listingFailure()).hasValueSatisfying(cause -> assertThat(cause)
                .contains("403", "required permission to use project my-project", "serviceUsageConsumer"));
        assertThat(earthEngine.listRequests()).hasSize(1);
        assertThat(files()).isEmpty();
    }

    @Test
    void a_page_that_fails_for_a_while_is_asked_for_again() throws Exception {
        earthEngine
                .lists("a", "b")
                .answersListing(request -> request.attempt() == 1
                        ? ScriptedReply.error(503, "UNAVAILABLE", "The service is currently unavailable.")
                        : request.attempt() == 2 ? earthEngine.page(request).cut() : earthEngine.page(request));

        RunSummary summary = run();

        assertThat(summary.stored()).isEqualTo(2);
        assertThat(summary.complete()).isTrue();
        assertThat(earthEngine.listRequests()).hasSize(6);
    }

    @Test
    @With("retry.attempts = 1")
    void what_was_listed_before_a_page_that_stays_away_is_stored() throws Exception {
        earthEngine
                .lists("a b", "c")
                .answersListing(request -> request.page() == 1
                        ? ScriptedReply.error(500, "INTERNAL", "Something broke.")
                        : earthEngine.page(request));

        RunSummary summary = run();

        assertThat(files()).containsExactly("a_L2A.tif", "b_L2A.tif");
        assertThat(summary.listingFailure())
                .hasValueSatisfying(cause -> assertThat(cause).contains("500", "Something broke."));
        assertThat(earthEngine.listRequests()).hasSize(3);
    }

    private static String[] pages(int count) {
        return IntStream.range(0, count).mapToObj(i -> "image-" + i).toArray(String[]::new);
    }
}
