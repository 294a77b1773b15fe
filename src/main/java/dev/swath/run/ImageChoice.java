package dev.swath.run;

import dev.swath.earthengine.ImageAsset;
import dev.swath.job.Order;
import dev.swath.job.Selection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import org.locationtech.jts.geom.Geometry;

/**
 * Chooses images from a listing.
 *
 * @param selection what is wanted
 * @param area polygon or multipolygon in degrees of longitude and latitude
 * @param features the parts of the area that get files of their own, by their keys; none if one file is for the whole area
 */
public record ImageChoice(Selection selection, Geometry area, Map<String, Geometry> features) {

    private static final Comparator<ImageAsset> OLDEST_FIRST =
            Comparator.comparing(ImageAsset::start).thenComparing(ImageAsset::id);

    public ImageChoice {
        features = Map.copyOf(features);
    }

    /** A choice of images for a whole area. */
    public ImageChoice(Selection selection, Geometry area) {
        this(selection, area, Map.of());
    }

    private Geometry area(ImageAsset image) {
        return image.feature().map(features::get).orElse(area);
    }

    /** Whether the footprint of an image covers enough of the area. An unknown footprint does. */
    public boolean covers(ImageAsset image) {
        return selection.minCoverage() == 0 || DailyBest.coverage(area(image), image) >= selection.minCoverage();
    }

    /**
     * The images of a whole listing that the run downloads, in their order.
     *
     * @param listed in the order of the listing
     * @param leftOut receives each image that has a better one of its day and tile
     */
    public List<ImageAsset> choose(List<ImageAsset> listed, Consumer<ImageAsset> leftOut) {
        List<ImageAsset> chosen = new ArrayList<>(selection.onePerDay() ? onePerDay(listed, leftOut) : listed);
        if (selection.order() == Order.OLDEST_FIRST) {
            chosen.sort(OLDEST_FIRST);
        } else if (selection.order() == Order.NEWEST_FIRST) {
            chosen.sort(OLDEST_FIRST.reversed());
        }
        return chosen;
    }

    @SuppressWarnings("ReferenceEquality") // the entry itself: a listing may hold an equal one twice
    private List<ImageAsset> onePerDay(List<ImageAsset> listed, Consumer<ImageAsset> leftOut) {
        BinaryOperator<ImageAsset> better = BinaryOperator.maxBy(new DailyBest(this::area).worstFirst());
        Map<DailyBest.Key, ImageAsset> best = new HashMap<>();
        listed.forEach(image -> best.merge(DailyBest.key(image), image, better));
        List<ImageAsset> chosen = new ArrayList<>();
        for (ImageAsset image : listed) {
            if (best.get(DailyBest.key(image)) == image) {
                chosen.add(image);
            } else {
                leftOut.accept(image);
            }
        }
        return chosen;
    }
}
