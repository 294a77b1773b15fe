package dev.swath.flow.listing;

import dev.swath.earthengine.AssetListing;
import dev.swath.earthengine.AssetPage;
import dev.swath.earthengine.PropertyFilter;
import dev.swath.job.SettingException;
import dev.swath.job.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Why a listing is empty: how many images there are without one of its conditions. Three requests at most, for one page each.
 *
 * @param listing the one that is empty
 */
record EmptyListing(AssetListing listing) {

    private static final String FILTER = "swath.filter";

    /**
     * Says which condition leaves nothing.
     *
     * @param ask requests the first page of another listing
     * @throws SettingException if the filter names a property that no image has
     */
    String explain(Function<AssetListing, AssetPage> ask) {
        List<String> without = new ArrayList<>();
        listing.userFilter().ifPresent(filter -> {
            AssetPage page = ask.apply(listing.withoutFilter());
            requireProperties(filter, page);
            without.add("without the filter " + count(page));
        });
        without.add("without the dates " + count(ask.apply(listing.atAnyTime())));
        without.add("without the area " + count(ask.apply(listing.anywhere())));
        return "no image matches; there are " + String.join(", ", without);
    }

    private static String count(AssetPage page) {
        return page.images().size() + (page.nextPageToken().isPresent() ? " or more" : "");
    }

    private static void requireProperties(String filter, AssetPage page) {
        Set<String> known = new TreeSet<>();
        page.images().forEach(image -> known.addAll(image.properties().keySet()));
        new PropertyFilter(filter)
                .properties().stream()
                        .filter(name -> !known.isEmpty() && !known.contains(name))
                        .findFirst()
                        .ifPresent(name -> {
                            throw new SettingException(
                                    FILTER,
                                    filter,
                                    "names " + name + ", which no image has; "
                                            + Spelling.nearest(name, known)
                                                    .map(near -> "did you mean " + near + "?")
                                                    .orElse("they have " + String.join(", ", known)));
                        });
    }
}
