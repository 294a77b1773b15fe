package dev.swath.flow.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swath.Slow;
import dev.swath.flow.FlowTest;
import dev.swath.flow.ScriptedReply;
import dev.swath.flow.ScriptedRequest;
import dev.swath.flow.With;
import dev.swath.job.SettingException;
import dev.swath.run.OutcomeStatus;
import dev.swath.run.RunSummary;
import org.junit.jupiter.api.Test;

/** A job can name its images instead of a collection. */
@Slow("A job that names its images by their ids fetches these and asks for no listing.")
class NamedImagesTest extends FlowTest {

    private static final String NO_COLLECTION = "collection =";
    private static final String NO_START = "start =";
    private static final String NO_END = "end =";
    private static final String NO_FILTER = "filter =";

    @Test
    @With({NO_COLLECTION, NO_START, NO_END, NO_FILTER, "image = COPERNICUS/S2_SR_HARMONIZED/b"})
    void a_single_image_is_asked_for_by_its_id_and_skipped_once_it_is_stored() throws Exception {
        earthEngine.lists("a b c");

        assertThat(run().stored()).isEqualTo(1);

        assertThat(files()).containsExactly("b_L2A.tif");
        assertThat(earthEngine.listRequests()).isEmpty();
        RunSummary again = run();
        assertThat(again.skipped()).isEqualTo(1);
        assertThat(again.complete()).isTrue();
        assertThat(earthEngine.pixelRequests()).hasSize(1);
    }

    @Test
    @With({
        NO_COLLECTION,
        NO_START,
        NO_END,
        NO_FILTER,
        "images = COPERNICUS/S2_SR_HARMONIZED/c, COPERNICUS/S2_SR_HARMONIZED/gone,"
                + " projects/earthengine-public/assets/COPERNICUS/S2_SR_HARMONIZED/a, COPERNICUS/S2_SR_HARMONIZED/c"
    })
    void each_image_of_a_list_is_fetched_once_and_one_that_is_missing_is_set_aside_with_the_cause() throws Exception {
        earthEngine.lists("a b c");

        RunSummary summary = run();

        assertThat(files()).containsExactly("a_L2A.tif", "c_L2A.tif");
        assertThat(summary.listed()).isEqualTo(3);
        assertThat(summary.stored()).isEqualTo(2);
        assertThat(outcome(summary, "gone").status()).isEqualTo(OutcomeStatus.FAILED);
        assertThat(outcome(summary, "gone").cause()).contains("HTTP 404 NOT_FOUND: No such image.");
        assertThat(earthEngine.imageRequests())
                .extracting(ScriptedRequest::image)
                .containsExactly("c", "gone", "a");
    }

    @Test
    @With({
        NO_COLLECTION,
        NO_START,
        NO_END,
        NO_FILTER,
        "images = COPERNICUS/S2_SR_HARMONIZED/a,COPERNICUS/S2_SR_HARMONIZED/b,COPERNICUS/S2_SR_HARMONIZED/c",
        "order = newest-first",
        "max-images = 2"
    })
    void order_and_most_images_hold_for_a_list_too() throws Exception {
        earthEngine.lists("a b c");

        assertThat(run().stored()).isEqualTo(2);
        assertThat(files()).containsExactly("b_L2A.tif", "c_L2A.tif");
    }

    @Test
    @With({
        NO_COLLECTION,
        NO_START,
        NO_END,
        NO_FILTER,
        "image = COPERNICUS/S2_SR_HARMONIZED/a",
        "bands = B8,B4,B99",
        "bands.check = false"
    })
    void a_band_that_the_only_image_lacks_stops_the_run_before_anything_is_written() {
        earthEngine.lists("a");

        assertThatThrownBy(this::run).rootCause().hasMessageContaining("B99");
        assertThat(output()).doesNotExist();
    }

    @Test
    @With("collection = COPERNICUS/S2_SR_HARMONIZED/a")
    void an_image_in_the_place_of_a_collection_is_refused_with_the_remedy() {
        earthEngine
                .lists("a")
                .answersListing(request -> ScriptedReply.error(400, "INVALID_ARGUMENT", "It is not a collection."));

        assertThatThrownBy(this::run)
                .rootCause()
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("is an image, not a collection; name it by swath.image");
    }
}
