package dev.swath.flow.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swath.Slow;
import dev.swath.flow.FlowTest;
import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.flow.ScriptedImages;
import dev.swath.flow.ScriptedReply;
import dev.swath.flow.ScriptedRequest;
import dev.swath.flow.With;
import dev.swath.job.SettingException;
import dev.swath.run.LeftOut;
import dev.swath.run.OutcomeStatus;
import dev.swath.run.RunSummary;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which of the listed images a run downloads, in which order, and under which names. */
@Slow("Best-of-day choices, limits and orders select the right images of a listing.")
class SelectionTest extends FlowTest {

    @Test
    @With({"order = newest-first", "split = sequential"})
    void the_newest_image_is_downloaded_first_though_it_is_listed_last() throws Exception {
        earthEngine.lists("a b", "c");

        RunSummary summary = run();

        assertThat(earthEngine.pixelRequests())
                .extracting(ScriptedRequest::image)
                .containsExactly("c", "b", "a");
        assertThat(summary.stored()).isEqualTo(3);
    }

    @Test
    @With({"order = oldest-first", "split = sequential"})
    void the_oldest_image_is_downloaded_first_though_it_is_listed_last() throws Exception {
        earthEngine.answersListing(request -> assets(asset("b", 2), asset("c", 3), asset("a", 1)));

        run();

        assertThat(earthEngine.pixelRequests())
                .extracting(ScriptedRequest::image)
                .containsExactly("a", "b", "c");
    }

    @Test
    @With("max-images = 2")
    void a_run_takes_up_so_many_images_and_the_next_one_goes_on_where_it_ended() throws Exception {
        earthEngine.lists("a b c", "d e");

        RunSummary first = run();
        RunSummary second = run();
        RunSummary third = run();
        RunSummary fourth = run();

        assertThat(List.of(first.stored(), second.stored(), third.stored(), fourth.stored()))
                .containsExactly(2, 2, 1, 0);
        assertThat(List.of(first.skipped(), second.skipped(), third.skipped(), fourth.skipped()))
                .containsExactly(0, 2, 4, 5);
        assertThat(first.leftOut()).extracting(LeftOut::image).containsExactly(id("c"), id("d"), id("e"));
        assertThat(first.leftOut()).extracting(LeftOut::reason).containsOnly(LeftOut.Reason.MAX_IMAGES);
        assertThat(first.complete()).isTrue();
        assertThat(earthEngine.pixelRequests()).hasSize(5);
    }

    @Test
    @With({"max-images = 1", "order = newest-first"})
    void newest_first_and_a_limit_of_one_give_the_newest_image() throws Exception {
        earthEngine.lists("a b", "c");

        run();

        assertThat(files()).containsExactly("c_L2A.tif");
    }

    @Test
    @With("min-coverage = 0.9")
    void an_image_that_covers_too_little_of_the_area_is_left_out_and_costs_no_request() throws Exception {
        String edge = asset("edge", 0).replace("-82.81", "-82.43").replace("-82.8195", "-82.435");
        earthEngine.answersListing(request -> assets(edge, asset("whole", 1)));

        RunSummary summary = run();

        assertThat(files()).containsExactly("whole_L2A.tif");
        assertThat(summary.listed()).isEqualTo(1);
        assertThat(summary.leftOut()).containsExactly(new LeftOut(id("edge"), LeftOut.Reason.MIN_COVERAGE));
    }

    @Test
    @With({"one-per-day = true", "file-name = {year}/{month}/{date}_{mgrs}.tif"})
    void one_image_a_day_and_tile_is_enough_for_names_of_day_and_tile() throws Exception {
        earthEngine.answersListing(request -> assets(
                baseline(asset("first", 0), "05.09"),
                baseline(asset("again", 0), "05.10"),
                baseline(asset("next-day", 1), "05.10")));

        RunSummary summary = run();

        assertThat(files()).containsExactly("2024/01/2024-01-10_17PLK.tif", "2024/01/2024-01-11_17PLK.tif");
        assertThat(outcome(summary, "again").file()).hasValue("2024/01/2024-01-10_17PLK.tif");
        assertThat(summary.leftOut()).containsExactly(new LeftOut(id("first"), LeftOut.Reason.ONE_PER_DAY));
        assertThat(output().resolve(".work")).doesNotExist();
    }

    @Test
    @With("file-name = {date}/{id}.tif")
    void files_in_folders_are_skipped_when_they_are_there() throws Exception {
        earthEngine.lists("a b");
        run();

        RunSummary again = run();

        assertThat(files()).containsExactly("2024-01-10/a.tif", "2024-01-11/b.tif");
        assertThat(again.skipped()).isEqualTo(2);
    }

    /** On file systems that ignore case, A.tif and a.tif are one file. */
    @Test
    @With("file-name = {property:NAME}_{mgrs}.tif")
    void two_images_with_one_name_are_no_race_the_second_fails_and_names_the_first() throws Exception {
        earthEngine.answersListing(request ->
                assets(named(asset("a", 0), "Same"), named(asset("b", 1), "sAME"), named(asset("c", 2), "C")));

        RunSummary summary = run();

        assertThat(files()).containsExactly("C_17PLK.tif", "Same_17PLK.tif");
        assertThat(outcome(summary, "b").cause())
                .hasValue("its file would be called sAME_17PLK.tif, as that of " + id("a")
                        + "; add {id} or {time} to swath.file-name");
        assertThat(earthEngine.pixelRequests()).hasSize(2);
    }

    @Test
    @With("file-name = {property:NAME}_{date}.tif")
    void an_image_without_the_property_that_names_its_file_fails_by_itself() throws Exception {
        earthEngine.answersListing(request -> assets(named(asset("a", 0), "x"), asset("b", 1)));

        RunSummary summary = run();

        assertThat(files()).containsExactly("x_2024-01-10.tif");
        assertThat(outcome(summary, "b").status()).isEqualTo(OutcomeStatus.FAILED);
        assertThat(outcome(summary, "b").cause().orElseThrow()).contains(id("b"), "has no property NAME");
    }

    @Test
    @With("file-name = {property:NAME}_{date}.tif")
    void a_property_that_the_collection_lacks_stops_the_run_before_anything_is_written() {
        earthEngine.lists("a b");

        assertThatThrownBy(this::run)
                .rootCause()
                .isInstanceOf(SettingException.class)
                .hasMessageContainingAll("swath.file-name = '{property:NAME}_{date}.tif'", "has no property NAME");
        assertThat(output()).doesNotExist();
    }

    @Test
    @With({"order = newest-first", "end = 2099-01-01"})
    void a_listing_that_is_too_long_to_be_held_stops_the_run_and_says_what_to_do() {
        String[] pages = IntStream.range(0, 101)
                .mapToObj(page -> String.join(
                        " ",
                        IntStream.range(0, 100)
                                .mapToObj(i -> "i" + page + "-" + i)
                                .toList()))
                .toArray(String[]::new);
        earthEngine.lists(pages);

        assertThatThrownBy(this::run)
                .rootCause()
                .isInstanceOf(SettingException.class)
                .hasMessageContainingAll("swath.order = 'newest-first'", "more than 10000 images", "swath.start");
        assertThat(earthEngine.pixelRequests()).isEmpty();
    }

    @Test
    @With({"start = P1D", "end = now", "look-back = P7D"})
    void a_look_back_requests_images_from_before_the_start() throws Exception {
        List<String> filters = new CopyOnWriteArrayList<>();
        earthEngine.answersListing(request -> {
            filters.add(request.query().get("filter"));
            return assets();
        });

        RunSummary summary = run();

        String eightDaysBefore =
                summary.started().minus(Duration.ofDays(8)).toString().substring(0, 10);
        assertThat(filters).first().asString().startsWith("startTime >= \"" + eightDaysBefore);
    }

    private static String asset(String index, int day) {
        return ScriptedImages.asset(ScriptedEarthEngine.COLLECTION, index, day);
    }

    private static String baseline(String asset, String baseline) {
        return asset.replace("\"MGRS_TILE\"", "\"PROCESSING_BASELINE\": \"" + baseline + "\", \"MGRS_TILE\"");
    }

    private static String named(String asset, String name) {
        return asset.replace("\"MGRS_TILE\"", "\"NAME\": \"" + name + "\", \"MGRS_TILE\"");
    }

    private static ScriptedReply assets(String... assets) {
        return ScriptedEarthEngine.assets(List.of(assets), "");
    }

    private static String id(String index) {
        return ScriptedEarthEngine.COLLECTION + "/" + index;
    }
}
