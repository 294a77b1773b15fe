package dev.swath.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.earthengine.Band;
import dev.swath.earthengine.ImageAsset;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import dev.swath.job.Order;
import dev.swath.job.Selection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** Which images of a listing are downloaded, and in which order. */
class ImageChoiceTest {

    static final Instant MORNING = Instant.parse("2024-01-10T16:14:32Z");
    static final Geometry AREA = box(0, 1);

    private final List<String> leftOut = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"0.5, 0.5, true", "0.51, 0.5, false", "0, 0, true", "1, 1, true", "1, 0.999, false"})
    void an_image_covers_enough_of_the_area_or_not(double wanted, double covered, boolean enough) {
        assertThat(choice(wanted, Order.LISTED, false).covers(image("a", MORNING, covered, Map.of())))
                .isEqualTo(enough);
    }

    @Test
    void an_image_whose_footprint_is_not_known_covers_all() {
        ImageAsset unknown = new ImageAsset(
                "projects/p/assets/a", "a", MORNING, MORNING, Optional.empty(), Map.of(), List.of(), Map.of());

        assertThat(choice(1, Order.LISTED, false).covers(unknown)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"LISTED, b c a", "OLDEST_FIRST, a b c", "NEWEST_FIRST, c b a"})
    void images_come_in_the_order_that_is_asked_for(Order order, String expected) {
        List<ImageAsset> listed = List.of(
                image("b", MORNING.plus(1, ChronoUnit.DAYS), 1, Map.of()),
                image("c", MORNING.plus(2, ChronoUnit.DAYS), 1, Map.of()),
                image("a", MORNING, 1, Map.of()));

        assertThat(chosen(choice(0, order, false), listed)).containsExactly(expected.split(" "));
    }

    @Test
    void of_one_day_and_tile_the_highest_baseline_is_taken_whenever_it_was_processed() {
        List<ImageAsset> listed = List.of(
                tile("old", "17PLK", "05.09", 9, 1),
                tile("new", "17PLK", "05.10", 1, 1),
                tile("other tile", "17PLL", "02.11", 1, 1));

        assertThat(chosen(choice(0, Order.LISTED, true), listed)).containsExactly("new", "other tile");
        assertThat(leftOut).containsExactly("old");
    }

    @Test
    void of_overlapping_orbits_the_image_that_covers_more_of_the_area_is_taken() {
        List<ImageAsset> listed =
                List.of(tile("whole", "17PLK", "05.10", 1, 1), tile("edge", "17PLK", "05.10", 2, 0.3));

        assertThat(chosen(choice(0, Order.LISTED, true), listed)).containsExactly("whole");
        assertThat(leftOut).containsExactly("edge");
    }

    @Test
    void of_images_that_cover_the_same_the_one_processed_last_is_taken() {
        List<ImageAsset> listed =
                List.of(tile("later", "17PLK", "05.10", 2, 0.999), tile("earlier", "17PLK", "05.10", 1, 1));

        assertThat(chosen(choice(0, Order.LISTED, true), listed)).containsExactly("later");
    }

    @Test
    void days_are_those_of_utc() {
        Instant lastSecond = Instant.parse("2024-01-10T23:59:59Z");
        List<ImageAsset> listed = List.of(
                image("before", lastSecond, 1, Map.of("MGRS_TILE", "1")),
                image("after", lastSecond.plusSeconds(1), 1, Map.of("MGRS_TILE", "1")));

        assertThat(chosen(choice(0, Order.LISTED, true), listed)).containsExactly("before", "after");
    }

    @Test
    void without_a_tile_images_on_one_grid_take_each_others_place_and_those_without_a_grid_stay() {
        List<ImageAsset> listed = List.of(
                gridded("a", 0),
                gridded("b", 0),
                gridded("c", 30),
                image("d", MORNING, 1, Map.of()),
                image("e", MORNING, 1, Map.of()));

        assertThat(chosen(choice(0, Order.LISTED, true), listed)).containsExactly("b", "c", "d", "e");
    }

    @Test
    void an_image_that_is_listed_twice_is_taken_once() {
        ImageAsset image = tile("a", "17PLK", "05.10", 1, 1);
        ImageAsset again = tile("a", "17PLK", "05.10", 1, 1);

        assertThat(chosen(choice(0, Order.LISTED, true), List.of(image, again))).containsExactly("a");
    }

    private List<String> chosen(ImageChoice choice, List<ImageAsset> listed) {
        return choice.choose(listed, image -> leftOut.add(image.id())).stream()
                .map(ImageAsset::id)
                .toList();
    }

    static ImageChoice choice(double minCoverage, Order order, boolean onePerDay) {
        return new ImageChoice(new Selection(minCoverage, order, OptionalInt.empty(), onePerDay), AREA);
    }

    private static ImageAsset tile(String id, String tile, String baseline, long processed, double share) {
        return image(
                id,
                MORNING,
                share,
                Map.of("MGRS_TILE", tile, "PROCESSING_BASELINE", baseline, "GENERATION_TIME", processed));
    }

    private static ImageAsset gridded(String id, double left) {
        RasterGrid grid =
                new RasterGrid(Projection.of("EPSG:32617"), AffineTransform.northUp(left, 0, 30, 30), 100, 100);
        return asset(id, MORNING, 1, Map.of(), List.of(new Band("B1", SampleType.UINT16, grid)));
    }

    static ImageAsset image(String id, Instant start, double share, Map<String, Object> properties) {
        return asset(id, start, share, properties, List.of());
    }

    /** An image whose footprint covers this share of the area. */
    private static ImageAsset asset(
            String id, Instant start, double share, Map<String, Object> properties, List<Band> bands) {
        String name = "projects/p/assets/" + id.replace(' ', '_');
        return new ImageAsset(name, id, start, start, Optional.of(box(-1, share)), properties, bands);
    }

    private static Geometry box(double west, double east) {
        return new GeometryFactory().toGeometry(new Envelope(west, east, 0, 1));
    }
}
