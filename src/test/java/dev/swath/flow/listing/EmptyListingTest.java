package dev.swath.flow.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swath.Slow;
import dev.swath.flow.FlowTest;
import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.flow.ScriptedImages;
import dev.swath.flow.ScriptedReply;
import dev.swath.flow.With;
import dev.swath.job.SettingException;
import dev.swath.report.SummaryTable;
import dev.swath.run.RunSummary;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run that finds no image says which of its conditions leaves none. */
@Slow("A run that finds no image says which of its conditions leaves none.")
class EmptyListingTest extends FlowTest {

    /** Three images without the filter, two pages of two without the dates, none without the area. */
    @BeforeEach
    void emptyUnlessAskedForLess() {
        earthEngine.answersListing(request -> {
            String filter = request.query().getOrDefault("filter", "");
            if (!filter.contains("CLOUD")) {
                return images(3, "");
            }
            return filter.contains("2024-01-01") ? images(0, "") : images(2, "more");
        });
    }

    @Test
    void says_how_many_images_there_are_without_each_condition() throws Exception {
        RunSummary summary = run();

        assertThat(summary.complete()).isTrue();
        assertThat(summary.noMatch())
                .contains(
                        "no image matches; there are without the filter 3, without the dates 2 or more, without the area 0");
        assertThat(SummaryTable.of(summary)).contains("no match no image matches; there are without the filter 3");
        assertThat(earthEngine.listRequests()).hasSize(4);
        assertThat(earthEngine.listRequests().get(3).query().get("filter")).doesNotContain("intersects");
    }

    @Test
    @With("filter = CLOUDY_PIXEL_PERCENTAG < 85")
    void a_property_that_no_image_has_is_refused_with_the_nearest_name() {
        assertThatThrownBy(this::run)
                .rootCause()
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("swath.filter = 'CLOUDY_PIXEL_PERCENTAG < 85'")
                .hasMessageContaining("names CLOUDY_PIXEL_PERCENTAG, which no image has")
                .hasMessageContaining("did you mean CLOUDY_PIXEL_PERCENTAGE?");
    }

    @Test
    void what_cannot_be_asked_for_is_said() throws Exception {
        earthEngine.answersListing(request -> request.query().get("filter").contains("CLOUD")
                ? images(0, "")
                : ScriptedReply.error(403, "PERMISSION_DENIED", "Not yours."));

        assertThat(run().noMatch()).hasValueSatisfying(why -> assertThat(why)
                .startsWith("no image matches; why could not be found out: ")
                .contains("Not yours."));
    }

    private static ScriptedReply images(int count, String nextPageToken) {
        List<String> assets = IntStream.range(0, count)
                .mapToObj(index -> ScriptedImages.asset(ScriptedEarthEngine.COLLECTION, "image" + index, index))
                .toList();
        return ScriptedEarthEngine.assets(assets, nextPageToken);
    }
}
