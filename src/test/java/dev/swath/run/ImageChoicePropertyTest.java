package dev.swath.run;

import static dev.swath.run.ImageChoiceTest.choice;
import static dev.swath.run.ImageChoiceTest.image;
import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.earthengine.ImageAsset;
import dev.swath.job.Order;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Properties of the choice among any images. */
class ImageChoicePropertyTest {

    /** None is lost or invented, no two are of one day and tile, and no image left out is better than the one taken. */
    @Property(tries = 200)
    void each_day_and_tile_has_one_image_and_the_best_of_them(
            @ForAll("listings") List<ImageAsset> listed, @ForAll Order order) {
        List<ImageAsset> left = new ArrayList<>();

        List<ImageAsset> taken = choice(0, order, true).choose(listed, left::add);

        assertThat(Stream.concat(taken.stream(), left.stream())).containsExactlyInAnyOrderElementsOf(listed);
        Map<DailyBest.Key, ImageAsset> byKey = new HashMap<>();
        taken.forEach(
                image -> assertThat(byKey.put(DailyBest.key(image), image)).isNull());
        Comparator<ImageAsset> worstFirst = new DailyBest(image -> ImageChoiceTest.AREA).worstFirst();
        assertThat(left).allSatisfy(image -> assertThat(worstFirst.compare(image, byKey.get(DailyBest.key(image))))
                .isNotPositive());
    }

    @Property(tries = 200)
    void an_order_loses_nothing_and_runs_one_way(@ForAll("listings") List<ImageAsset> listed) {
        List<ImageAsset> oldest = choice(0, Order.OLDEST_FIRST, false).choose(listed, image -> {});
        List<ImageAsset> newest = choice(0, Order.NEWEST_FIRST, false).choose(listed, image -> {});

        assertThat(oldest)
                .containsExactlyInAnyOrderElementsOf(listed)
                .isSortedAccordingTo(Comparator.comparing(ImageAsset::start));
        assertThat(newest)
                .containsExactlyInAnyOrderElementsOf(listed)
                .isSortedAccordingTo(Comparator.comparing(ImageAsset::start).reversed());
    }

    /** Images whose ids differ, on a few days and tiles, so that many share both. */
    @Provide
    Arbitrary<List<ImageAsset>> listings() {
        Arbitrary<ImageAsset> images = Combinators.combine(
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.of("17PLK", "17PLL"),
                        Arbitraries.of("02.11", "05.09", "05.10", "none"),
                        Arbitraries.longs().between(1, 3),
                        Arbitraries.of(0.0, 0.3, 0.304, 1.0))
                .as((id, day, tile, baseline, processed, share) -> image(
                        "i" + id,
                        ImageChoiceTest.MORNING.plus(day, ChronoUnit.DAYS),
                        share,
                        Map.of("MGRS_TILE", tile, "PROCESSING_BASELINE", baseline, "GENERATION_TIME", processed)));
        return images.list().ofMaxSize(25).map(ImageChoicePropertyTest::distinct);
    }

    private static List<ImageAsset> distinct(List<ImageAsset> images) {
        Set<String> ids = new HashSet<>();
        return images.stream().filter(image -> ids.add(image.id())).toList();
    }
}
